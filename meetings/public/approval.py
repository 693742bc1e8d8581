"""Whether a later meeting of the board approved the minutes of a meeting, where its decision says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from meetings.minutes.dates import find_dates
from meetings.models import Decision, Meeting, Outcome

LOOKED_AT = 6
"""Later meetings that are asked: minutes wait for the next one, or for a few when it was short."""

_APPROVING = ("agreed", "approved", "accepted", "confirmed", "adopted", "ratified", "endorsed", "resolved")
_MINUTES = re.compile(r"\b(?:minutes|notes?\s+(?:of|from)|notes?\b(?=[^.;]*\b(?:record|account)\b))", re.I)
_BEFORE_A_DATE = re.compile(r"\b(?:minutes|notes?)\b[^.;]*$", re.I)
_DOUBTFUL = re.compile(r"\b(?:confidential|exempt|private|not|defer\w*|except)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """`by` is the decision of a later meeting, None when none is certain; `doubtful` when one may be meant that does
    not say which minutes."""

    by: Any = None
    doubtful: bool = False


def approval(of: Meeting, after: Meeting | None) -> Approval:
    """What later meetings on file say of the minutes of this one; `after` is the board's next public meeting."""
    if after is None:
        return Approval()
    if after.date == of.date or of.sequence > 1:
        return Approval(doubtful=True)  # two sittings in one day: a date does not tell which
    doubtful = False
    for decision in _later(of):
        dates = _dates(decision)
        if dates is None:
            continue
        if of.date in dates:
            return Approval(by=decision)
        doubtful = doubtful or (not dates and decision.item.meeting_id == after.pk)
    return Approval(doubtful=doubtful)


def _later(of: Meeting) -> Any:
    """The public decisions of the next few meetings that approve anything, in order."""
    meetings = Meeting.objects.public().filter(board=of.board_id, date__gt=of.date).order_by("date", "sequence")
    approving = Outcome.objects.filter(decision=OuterRef("pk"), verb__in=_APPROVING)
    return (
        Decision.objects.public()
        .filter(Exists(approving), item__meeting__in=meetings.values("pk")[:LOOKED_AT], negative=False)
        .select_related("item__meeting__board")
        .defer("item__passages", "item__meeting__preamble")
        .order_by("item__meeting__date", "item__meeting__sequence", "item__position", "position")
    )


def _dates(decision: Any) -> set[Any] | None:
    """The days whose minutes a decision approves; none when it does not say, None when it is not about minutes.

    One about a confidential part, or with a “not” in it, says nothing certain.
    """
    text, title = f"{decision.lead_in} {decision.text}", decision.item.title
    if not _MINUTES.search(text) and not (_MINUTES.search(title) and "record" in text.lower()):
        return None
    if _DOUBTFUL.search(text) or _DOUBTFUL.search(title):
        return set()
    return _named(text) or _named(title)


def _named(text: str) -> set[Any]:
    """The days that stand behind the word minutes, in one sentence with it."""
    found = (each for each in find_dates(text) if each.date and not each.several_days and not each.weekday_wrong)
    return {each.date for each in found if _BEFORE_A_DATE.search(text[: each.start])}
