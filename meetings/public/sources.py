"""The text of a source as far as it is public: kept pieces, and one box for all that is withheld between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from meetings.models import Meeting, MeetingSource
from meetings.public.addresses import find_meeting
from meetings.public.errors import NotThere


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of public text, or a box where something is withheld (then `text` is blank).

    `at` names the record the run belongs to (`decision-7-1`, `action-7-2`, `item-7`, or blank), `label` says it
    in words ("Decision on item 7").
    """

    text: str = ""
    at: str = ""
    label: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source of one meeting. `whole` is true when nothing of it is withheld; only then has it `filename`."""

    meeting: Meeting
    n: int
    of: int
    pieces: tuple[Piece, ...]
    whole: bool
    filename: str = ""
    original_offered: bool = False


def source(board: str, day: str, n: int = 1) -> SourcePage:
    """The public text of a meeting's `n`-th source. Raises NotThere or Gone."""
    of = find_meeting(board, day)
    told: list[Any] = list(MeetingSource.objects.public().filter(meeting=of).order_by("pk"))
    if not 1 <= n <= len(told):
        raise NotThere
    return SourcePage(meeting=of, n=n, of=len(told), pieces=(Piece(withheld=True),), whole=False)
