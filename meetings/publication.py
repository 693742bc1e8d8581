"""The verbs that change what is public, or what stands on record; each leaves one audit line in its transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from meetings import public, search
from meetings.filing import show_latest
from meetings.models import AgendaItem, AuditLine, Meeting, MeetingVersion, State, User
from meetings.models.turn import turn


class NotPublishable(Exception):  # noqa: N818 - an answer for a clerk, not a programming error
    """A meeting that may not be published yet; `reasons` says in one sentence each why."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def nothing_to_show(meeting: Meeting) -> str:
    """A meeting with no items and nobody in attendance says nothing to anyone."""
    if meeting.all_items.exists() or meeting.all_attendances.exists():
        return ""
    return "It has no items and no attendance."


def sensitive_items(meeting: Meeting) -> str:
    """Words such as `confidential` ask whether an item is public; only a clerk answers."""
    asking = meeting.all_items.filter(sensitivity_answered=False, restricted=False).exclude(sensitive="")
    named = [f"item {item.number or item.ref}" for item in asking.order_by("position")]
    if not named:
        return ""
    return f"Say whether {_and(named)} may be public: the text speaks of confidential matters."


def open_conflicts(meeting: Meeting) -> str:
    """Where a clerk's edit and a new reading disagree, someone has to choose."""
    count = meeting.conflicts.filter(resolved_at=None).count()
    if not count:
        return ""
    places = "one place" if count == 1 else f"{count} places"
    return f"A new reading and a clerk's edit disagree in {places}: choose the wording there."


REASONS: tuple[Callable[[Meeting], str], ...] = (nothing_to_show, sensitive_items, open_conflicts)
"""Each gives one sentence that stands against publishing, or nothing."""


def reasons_against(meeting: Meeting) -> tuple[str, ...]:
    """Every reason why this meeting may not be published now."""
    return tuple(filter(None, (reason(meeting) for reason in REASONS)))


@turn()
def publish(meeting: Meeting, *, by: User | None) -> None:
    """Show the meeting to everyone, a withdrawn one again too. Raises NotPublishable with every reason."""
    hold(meeting)
    if meeting.state == State.PUBLISHED:
        return
    reasons = reasons_against(meeting)
    if reasons:
        raise NotPublishable(reasons)
    meeting.state, meeting.published_at = State.PUBLISHED, timezone.now()
    meeting.withdrawn_at, meeting.withdrawn_because, meeting.named_when_withdrawn = None, "", False
    _store(meeting, by, "publish", {})


@turn()
def withdraw(meeting: Meeting, *, by: User | None, because: str, named: bool = False) -> None:
    """Take the meeting away from the public. Its address says so; `named`: with the board and the date.

    Raises ValueError without a reason.
    """
    _needs_reason(because)
    hold(meeting)
    meeting.state, meeting.withdrawn_at = State.WITHDRAWN, timezone.now()
    meeting.withdrawn_because, meeting.named_when_withdrawn = because.strip(), named
    _store(meeting, by, "withdraw", {"because": because.strip(), "named": named})


@turn()
def restrict(item: AgendaItem, *, by: User | None, because: str) -> None:
    """Withhold one item from the public, whatever the sources say. Raises ValueError without a reason."""
    _needs_reason(because)
    hold(item.meeting)
    item.restricted, item.restricted_because, item.sensitivity_answered = True, because.strip(), True
    _store_item(item, by, "restrict", {"because": because.strip()})


@turn()
def lift(item: AgendaItem, *, by: User | None, because: str) -> None:
    """Say that one item is public: lift its restriction, or answer that its sensitive words may be shown.

    Raises ValueError without a reason.
    """
    _needs_reason(because)
    hold(item.meeting)
    item.restricted, item.restricted_because, item.sensitivity_answered = False, "", True
    _store_item(item, by, "lift", {"because": because.strip()})


def changed(meeting: Meeting) -> None:
    """Let a meeting be found as it is now; where the public sees another record than before, that is a new version.

    Call it in the transaction of the change, behind the change.
    """
    search.refresh(meeting)
    if meeting.state != State.PUBLISHED:
        return
    last = meeting.all_versions.first()
    parts = public.parts(meeting)
    before = last.parts if last else {}
    if parts != before:
        differ = sorted(part for part in parts.keys() | before.keys() if parts.get(part) != before.get(part))
        number = last.number + 1 if last else 1
        MeetingVersion.objects.create(meeting=meeting, number=number, parts=parts, changed=differ if last else [])


def hold(meeting: Meeting) -> None:
    """In a transaction: wait for whoever changes the meeting now, and see its state as it stands then."""
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    for field in ("state", "published_at", "withdrawn_at", "withdrawn_because", "named_when_withdrawn"):
        setattr(meeting, field, getattr(now, field))


def _needs_reason(because: str) -> None:
    if not because.strip():
        raise ValueError("Give a reason.")


def _store(meeting: Meeting, by: User | None, verb: str, detail: dict[str, Any]) -> None:
    meeting.save(update_fields=["state", "published_at", "withdrawn_at", "withdrawn_because", "named_when_withdrawn"])
    show_latest(meeting)
    changed(meeting)
    _note(meeting, by, verb, meeting, str(meeting), detail)


def _store_item(item: AgendaItem, by: User | None, verb: str, detail: dict[str, Any]) -> None:
    item.save(update_fields=["restricted", "restricted_because", "sensitivity_answered"])
    changed(item.meeting)
    _note(item.meeting, by, verb, item, f"{item.meeting}, item {item.number or item.ref}", detail)


def _note(
    meeting: Meeting, by: User | None, verb: str, at: Meeting | AgendaItem, about: str, detail: dict[str, Any]
) -> None:
    table = str(at._meta.model_name)  # noqa: SLF001 - Django's own documented name
    AuditLine.objects.create(
        meeting=meeting, by=by, verb=verb, about=about[:300], detail=detail, table=table, key=at.pk
    )


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
