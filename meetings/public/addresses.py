"""The parts of an address → what they name, or NotThere."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from meetings.models import Meeting, State
from meetings.public.errors import Gone, NotThere

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([2-9]|[1-9][0-9]{1,3}))?")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,200}")


def find_meeting(board: str, day: str) -> Meeting:
    """The published meeting at this address, with its board. Raises NotThere, or Gone when it was withdrawn."""
    date, sequence = _day(day)
    found: Meeting | None = (
        Meeting.objects.select_related("board")
        .filter(board__slug=slug(board), date=date, sequence=sequence)
        .exclude(state=State.DRAFT)
        .first()
    )
    if found is None:
        raise NotThere
    if found.state == State.WITHDRAWN:
        raise Gone(
            on=timezone.localdate(found.withdrawn_at),
            reason=found.withdrawn_because,
            name=str(found) if found.named_when_withdrawn else "",
        )
    return found


def slug(text: str) -> str:
    """`text` when it can be a slug. Raises NotThere when it cannot, so that no database is asked for a NUL."""
    if not _SLUG.fullmatch(text):
        raise NotThere
    return text


def _day(day: str) -> tuple[dt.date, int]:
    match = _DAY.fullmatch(day)
    if not match:
        raise NotThere
    try:
        return dt.date.fromisoformat(match[1]), int(match[2] or 1)
    except ValueError:
        raise NotThere from None
