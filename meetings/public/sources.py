"""The text of a source as far as it is public: kept blocks, and one box for all that is withheld between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from meetings.models import Meeting, MeetingSource, State
from meetings.public.addresses import find_meeting
from meetings.public.blocks import Block, Piece, blocks, pieces
from meetings.public.errors import NotThere
from meetings.public.telling import Telling, telling


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source of one meeting.

    `blocks` is the text for a page; `passages` is every record that stands in it, in order, as (its name such as
    `decision-7-1`, its label such as "Decision on item 7"), for walking from one to the next. `whole` is true when
    nothing of the file is withheld; only then has it `filename`. `original_offered`: `original` gives the file.
    """

    meeting: Meeting
    n: int
    of: int
    blocks: tuple[Block, ...]
    passages: tuple[tuple[str, str], ...]
    whole: bool
    filename: str = ""
    original_offered: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The runs of all blocks in one row."""
        return tuple(pieces(self.blocks))


def source(board: str, day: str, n: int = 1) -> SourcePage:
    """The public text of a meeting's `n`-th source. Raises NotThere or Gone.

    Public is what stands in a public record that this source tells: header, preamble, people, and the items and
    papers on file and unrestricted. Everything else is withheld.
    """
    of = find_meeting(board, day)
    row, count = _row(of, n)
    kept, told = row.reading.source, telling(row, of)
    shown = _shown(row, told)
    runs, labels = tuple(pieces(shown)), {mark.at: mark.label for mark in told.marks}
    is_open = _is_open(row)
    whole = is_open and not any(piece.withheld for piece in runs)
    return SourcePage(
        meeting=of,
        n=n,
        of=count,
        blocks=shown,
        passages=tuple((at, labels[at]) for piece in runs for at in piece.begins),
        whole=whole,
        filename=kept.filename if whole else "",
        original_offered=is_open and kept.original_public and kept.path.is_file(),
    )


def text_of(of: Meeting, n: int) -> tuple[Block, ...]:
    """The public text alone of the `n`-th source of a meeting that the door gave. Raises NotThere."""
    row, _ = _row(of, n)
    return _shown(row, telling(row, of))


def original(board: str, day: str, n: int = 1) -> tuple[Path, str]:
    """Where the file lies and its name, when a clerk offers it and no part of it is a draft or restricted.

    Raises NotThere or Gone.
    """
    row, _ = _row(find_meeting(board, day), n)
    kept = row.reading.source
    if not (kept.original_public and _is_open(row) and kept.path.is_file()):
        raise NotThere
    return kept.path, kept.filename


def _shown(row: MeetingSource, told: Telling) -> tuple[Block, ...]:
    return blocks(row.reading.text, told.public, told.secret, told.marks)


def _row(of: Meeting, n: int) -> tuple[MeetingSource, int]:
    """The `n`-th source of a public meeting, and how many there are."""
    told = list(MeetingSource.objects.public().filter(meeting=of).order_by("pk").values_list("pk", flat=True))
    if not 1 <= n <= len(told):
        raise NotThere
    return MeetingSource.objects.select_related("reading__source").get(pk=told[n - 1]), len(told)


def _is_open(row: MeetingSource) -> bool:
    """Whether every meeting that the file tells of is published, and has no restricted item."""
    tellings = MeetingSource.objects.filter(reading=row.reading_id)
    published = tellings.filter(meeting__state=State.PUBLISHED).exclude(meeting__all_items__restricted=True)
    return len(row.reading.minutes) == tellings.count() == published.count()
