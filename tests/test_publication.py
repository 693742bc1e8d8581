"""What is public changes by few verbs, and each leaves a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from meetings.filing import file
from meetings.ingest import ingest
from meetings.models import AgendaItem, AuditLine, Board, Conflict, Meeting, MeetingVersion, State, User
from meetings.publication import NotPublishable, changed, lift, publish, restrict, withdraw
from tests.minutes.written import export
from tests.minutes_factory import item, minutes, reading, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    """A clerk."""
    return User.objects.create_user("clerk")


@pytest.fixture
def meeting() -> Meeting:
    """A draft of a meeting that nothing stands against."""
    file(reading(minutes(item("1", "Tolls"), item("4A", "Staff"))), by=None)
    return Meeting.objects.get()


def lines() -> list[tuple[str, str, dict[str, Any], User | None]]:
    """Every audit line but those of ingest, oldest first."""
    acts = AuditLine.objects.exclude(verb="ingest").order_by("pk")
    return [(line.verb, line.about, line.detail, line.by) for line in acts]


def test_publishing_shows_the_meeting_and_says_who_did_it(meeting: Meeting, clerk: User) -> None:
    publish(meeting, by=clerk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.published_at is None) == (State.PUBLISHED, False)
    assert lines() == [("publish", "Ferries Board, 20 May 2021", {}, clerk)]


def test_publishing_what_is_published_does_nothing(meeting: Meeting, clerk: User) -> None:
    publish(meeting, by=clerk)
    publish(Meeting.objects.get(), by=clerk)
    assert len(lines()) == 1


def test_every_reason_against_publishing_is_given_at_once(meeting: Meeting, clerk: User) -> None:
    AgendaItem.objects.update(sensitive="confidential update")
    for path in ("venue", "time"):
        Conflict.objects.create(meeting=meeting, path=path)
    with pytest.raises(NotPublishable) as refusal:
        publish(meeting, by=clerk)
    assert refusal.value.reasons == (
        "Say whether item 1 and item 4A may be public: the text speaks of confidential matters.",
        "A new reading and a clerk's edit disagree in 2 places: choose the wording there.",
    )
    assert (Meeting.objects.get().state, lines()) == (State.DRAFT, [])


def test_a_meeting_with_nothing_in_it_is_not_published(clerk: User) -> None:
    board = Board.objects.create(name="Tides Board", key="tides board", slug="tides-board")
    empty = Meeting.objects.create(board=board, date="2021-05-20", record="minutes")
    with pytest.raises(NotPublishable, match="It has no items and no attendance"):
        publish(empty, by=clerk)


def test_attendance_alone_may_be_published(clerk: User) -> None:
    file(reading(minutes(attendance=(seat(),))), by=None)
    AgendaItem.objects.all().delete()
    publish(Meeting.objects.get(), by=clerk)
    assert Meeting.objects.get().state == State.PUBLISHED


@pytest.mark.parametrize("answer", [restrict, lift])
def test_a_clerks_answer_about_each_sensitive_item_opens_the_way(meeting: Meeting, clerk: User, answer: Any) -> None:
    AgendaItem.objects.filter(ref="1").update(sensitive="confidential update")
    answer(AgendaItem.objects.get(ref="1"), by=clerk, because="Asked the chair.")
    publish(meeting, by=clerk)
    assert AgendaItem.objects.get(ref="1").restricted is (answer is restrict)


def test_conflicts_that_were_resolved_stand_against_nothing(meeting: Meeting, clerk: User) -> None:
    Conflict.objects.create(meeting=meeting, path="venue", resolved_at="2022-01-01T00:00Z")
    publish(meeting, by=clerk)
    assert Meeting.objects.get().state == State.PUBLISHED


def test_withdrawing_says_why_and_publishing_again_forgets_it(meeting: Meeting, clerk: User) -> None:
    publish(meeting, by=clerk)
    withdraw(meeting, by=clerk, because=" Published by mistake. ", named=True)
    gone = Meeting.objects.get()
    assert (gone.state, gone.withdrawn_because, gone.named_when_withdrawn) == (
        State.WITHDRAWN,
        "Published by mistake.",
        True,
    )
    publish(meeting, by=clerk)
    back = Meeting.objects.get()
    assert (back.state, back.withdrawn_at, back.withdrawn_because, back.named_when_withdrawn) == (
        State.PUBLISHED,
        None,
        "",
        False,
    )
    assert [verb for verb, *_ in lines()] == ["publish", "withdraw", "publish"]


def test_restricting_and_lifting_are_noted_without_the_title(meeting: Meeting, clerk: User) -> None:
    staff = AgendaItem.objects.get(ref="4A")
    restrict(staff, by=clerk, because="Staff are named.")
    assert AgendaItem.objects.filter(restricted=True).values_list("ref", "restricted_because").get() == (
        "4A",
        "Staff are named.",
    )
    lift(staff, by=clerk, because="They agreed.")
    assert not AgendaItem.objects.filter(restricted=True).exists()
    about = "Ferries Board, 20 May 2021, item 4A"
    assert lines() == [
        ("restrict", about, {"because": "Staff are named."}, clerk),
        ("lift", about, {"because": "They agreed."}, clerk),
    ]


@pytest.mark.parametrize("verb", [restrict, lift])
def test_an_item_is_never_restricted_or_lifted_without_a_reason(meeting: Meeting, clerk: User, verb: Any) -> None:
    with pytest.raises(ValueError, match="Give a reason"):
        verb(AgendaItem.objects.get(ref="1"), by=clerk, because=" ")
    assert lines() == []


def test_nothing_is_withdrawn_without_a_reason(meeting: Meeting, clerk: User) -> None:
    with pytest.raises(ValueError, match="Give a reason"):
        withdraw(meeting, by=clerk, because="")


def versions() -> list[tuple[int, list[str]]]:
    return [(version.number, version.changed) for version in MeetingVersion.objects.order_by("number")]


def test_what_is_published_first_is_version_one(meeting: Meeting, clerk: User) -> None:
    changed(meeting)
    assert versions() == []
    publish(meeting, by=clerk)
    assert versions() == [(1, [])]


def test_a_new_version_is_made_when_the_public_sees_something_else_and_only_then(meeting: Meeting, clerk: User) -> None:
    publish(meeting, by=clerk)
    tolls, staff = meeting.all_items.order_by("position")
    changed(meeting)
    AgendaItem.objects.filter(pk=tolls.pk).update(start=3, end=9, sensitive="No.", sensitivity_answered=True)
    changed(meeting)
    assert versions() == [(1, [])]
    AgendaItem.objects.filter(pk=tolls.pk).update(title="Tolls and dues")
    meeting.all_attendances.create(position=9, printed="Ann Bee", name="Ann Bee", role="member")
    changed(meeting)
    assert versions()[1:] == [(2, ["attendance", "item-1"])]
    restrict(staff, by=clerk, because="Staff are named.")
    assert versions()[2:] == [(3, ["item-4A"])]
    AgendaItem.objects.filter(pk=staff.pk).update(title="Pay of the clerk", passages=[{"text": "She is owed."}])
    staff.all_decisions.create(position=7, text="She is paid.")
    changed(meeting)
    assert len(versions()) == 3
    withdraw(meeting, by=clerk, because="By mistake.")
    publish(meeting, by=clerk)
    assert len(versions()) == 3
    lift(AgendaItem.objects.get(ref="4A"), by=clerk, because="She agreed.")
    assert versions()[3:] == [(4, ["item-4A"])]


def _decide(item: AgendaItem) -> None:
    item.all_decisions.create(position=1, text="Noted.").outcomes.create(position=1, verb="noted")


def _ask(item: AgendaItem) -> None:
    item.all_actions.create(position=1, text="Ask.").owners.create(position=1, printed="Clerk")


EDITS: dict[str, Callable[[AgendaItem], Any]] = {
    "venue": lambda item: Meeting.objects.update(venue="The quay"),
    "opening": lambda item: Meeting.objects.update(preamble=[{"text": "All were welcome."}]),
    "discussion": lambda item: AgendaItem.objects.filter(pk=item.pk).update(passages=[{"text": "It was long."}]),
    "decision": _decide,
    "action": _ask,
    "declaration": lambda item: item.all_declarations.create(position=1, name="Ann Bee", text="She has a boat."),
    "paper": lambda item: item.all_papers.create(position=1, title="Tolls", sections=[["Purpose", [{"text": "Why."}]]]),
    "membership": lambda item: item.meeting.all_memberships.create(position=1, printed="Bee", name="Bee", role="chair"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_part_of_a_record_makes_a_version(
    meeting: Meeting, clerk: User, edit: Callable[[AgendaItem], Any]
) -> None:
    publish(meeting, by=clerk)
    edit(meeting.all_items.get(ref="1"))
    changed(Meeting.objects.get())
    assert [number for number, _ in versions()] == [1, 2]


def test_a_corrected_file_makes_a_version_and_the_same_file_again_none(clerk: User) -> None:
    def note(what: str) -> bytes:
        return export(("1", "Tolls", f"Members spoke of {what}."), ("2", "Bells", "They ring.")).encode()

    ingest(note("dues"), filename="a.txt", publish=True)
    ingest(note("dues"), filename="b.txt", publish=True)
    assert versions() == [(1, [])]
    ingest(note("dues, and of much that is owed"), filename="c.txt", publish=True)
    assert versions()[1:] == [(2, ["item-1"])]


def test_publishing_shows_names_as_the_meeting_prints_them(clerk: User) -> None:
    for day, board in (("2021-05-20", "Ferries Board"), ("2021-06-20", "FERRIES Board")):
        file(reading(minutes(board=board, date=dt.date.fromisoformat(day))), by=None)
    first, last = Meeting.objects.order_by("date")
    publish(first, by=clerk)
    assert Board.objects.get().name == "Ferries Board"
    publish(last, by=clerk)
    assert Board.objects.get().name == "FERRIES Board"
    withdraw(last, by=clerk, because="By mistake.")
    assert Board.objects.get().name == "Ferries Board"
