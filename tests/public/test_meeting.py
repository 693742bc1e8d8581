"""One meeting holds everything public in it in printed order, and says of the rest only that it is withheld."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import pytest
from django.utils import timezone

from meetings import public
from meetings.models import Board, Meeting, State
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries() -> Board:
    return make.board("Ferries Board")


def test_items_stand_in_order_with_a_stub_for_what_is_withheld(ferries: Board) -> None:
    held = make.meeting(ferries)
    make.item(held, "Timetable")
    secret = make.item(held, "Purchase of a slipway", restricted=True, restricted_because="paragraph 3")
    make.decision(secret, "Bought it.")
    make.item(held, "Any other business")
    found = public.meeting("ferries-board", "2021-05-20")
    first, stub, last = found.items
    assert (first.title, last.title) == ("Timetable", "Any other business")
    assert asdict(stub) == {"position": 2, "number": "2", "ref": "2"}
    assert (stub.withheld, first.withheld) == (True, False)
    assert (found.item_count, found.withheld_count, found.decision_count, found.action_count) == (2, 1, 0, 0)


def test_text_decisions_and_actions_flow_in_printed_order(ferries: Board) -> None:
    passages = [make.passage("Introduced.", 10), make.passage("Between.", 60), make.passage("Added by a clerk.")]
    item = make.item(make.meeting(ferries), passages=passages)
    make.decision(item, "Agreed.", start=40, end=50, lead_in="The Board:")
    make.decision(item, "Noted.", start=50, end=59, lead_in="The Board:")
    make.action(item, "Officers to act.", start=80, end=90)
    make.decision(item, "Written by a clerk.")
    flow = public.meeting("ferries-board", "2021-05-20").items[0].flow
    assert [(part.kind, part.lead_in, [each.text for each in (*part.passages, *part.records)]) for part in flow] == [
        ("paragraph", "", ["Introduced."]),
        ("decisions", "The Board:", ["Agreed.", "Noted."]),
        ("paragraph", "", ["Between.", "Added by a clerk."]),
        ("actions", "", ["Officers to act."]),
        ("decisions", "", ["Written by a clerk."]),
    ]


def test_people_are_grouped_by_role_as_printed(ferries: Board) -> None:
    held = make.meeting(ferries)
    make.attendance(held, make.member("Nell Harbour"), "chair")
    make.attendance(held, make.member("Tam Arkle"), role_printed="Members (2)")
    make.attendance(held, "Ossian Vane", role_printed="Members (2)")
    make.attendance(held, make.member("Una Rook"), "apologies")
    make.membership(held, make.member("Pia Holt"))
    found = public.meeting("ferries-board", "2021-05-20")
    assert [(group.role, group.heading, [seat.name for seat in group.people]) for group in found.attendances] == [
        ("chair", "Chair", ["Nell Harbour"]),
        ("member", "Members (2)", ["Tam Arkle", "Ossian Vane"]),
        ("apologies", "Apologies", ["Una Rook"]),
    ]
    assert (found.present_count, found.apologies_count) == (3, 1)
    assert [seat.name for group in found.memberships for seat in group.people] == ["Pia Holt"]


def test_each_record_knows_which_source_tells_of_it(ferries: Board) -> None:
    held = make.meeting(ferries)
    make.told(held, make.source())
    second = make.told(held, make.source())
    item = make.item(held)
    make.decision(item, told_by=second, start=1, end=2)
    make.decision(item)
    make.attendance(held, told_by=second, start=3, end=4)
    found = public.meeting("ferries-board", "2021-05-20")
    assert [source.n for source in found.sources] == [1, 2]
    assert found.attendance_source_n == 2
    assert [decision.source_n for decision in found.items[0].decisions] == [2, 0]
    assert public.decision("ferries-board", "2021-05-20", "1", 1).source_n == 2


def test_neighbours_are_public_meetings_of_the_same_board(ferries: Board) -> None:
    before, after = make.meeting(ferries, "2019-03-01"), make.meeting(ferries, "2023-03-01")
    make.meeting(ferries)
    make.draft(ferries, "2020-01-01")
    make.withdrawn(ferries, "2022-01-01")
    make.meeting(make.board(), "2021-05-19")
    found = public.meeting("ferries-board", "2021-05-20")
    assert (found.previous, found.next) == (before, after)


def test_a_second_meeting_of_a_day_has_its_own_address(ferries: Board) -> None:
    first, second = make.meeting(ferries), make.meeting(ferries, sequence=2)
    assert [public.meeting("ferries-board", day) for day in ("2021-05-20", "2021-05-20-2")] == [first, second]
    assert public.meeting("ferries-board", "2021-05-20").next == second


@pytest.mark.parametrize("day", ["2021-05-21", "2021-05-20-2", "2021-02-30", "2021-5-20", "0000-00-00", "٢٠٢١-٠٥-٢٠"])
def test_a_day_without_a_public_meeting_is_not_there(ferries: Board, day: str) -> None:
    make.meeting(ferries)
    make.draft(ferries, "2021-05-21")
    with pytest.raises(public.NotThere):
        public.meeting("ferries-board", day)


@pytest.mark.parametrize("slug", ["nothing", "ferries\0board", "Ferries Board", "x" * 300, ""])
def test_a_board_that_never_was_is_not_there(ferries: Board, slug: str) -> None:
    make.meeting(ferries)
    with pytest.raises(public.NotThere):
        public.meeting(slug, "2021-05-20")


@pytest.mark.parametrize(("named", "name"), [(False, ""), (True, "Ferries Board, 20 May 2021")])
def test_a_withdrawn_meeting_says_when_and_why_and_its_name_only_if_the_clerk_agreed(
    ferries: Board, named: bool, name: str
) -> None:
    make.withdrawn(ferries, named_when_withdrawn=named, withdrawn_at=dt.datetime(2026, 3, 3, 0, 30, tzinfo=dt.UTC))
    with pytest.raises(public.Gone) as gone:
        public.meeting("ferries-board", "2021-05-20")
    told = (gone.value.on, gone.value.reason, gone.value.name)
    assert told == (dt.date(2026, 3, 3), "Published before the board approved it.", name)


def test_a_decision_stands_among_the_public_decisions_of_its_meeting(ferries: Board) -> None:
    held = make.meeting(ferries)
    first = make.decision(make.item(held))
    make.decision(make.item(held, restricted=True))
    item = make.item(held)
    second, third = make.decision(item), make.decision(item)
    found = public.decision("ferries-board", "2021-05-20", "3", 1)
    assert (found, found.previous, found.next, found.place, found.of) == (second, first, third, 2, 3)
    assert public.decision("ferries-board", "2021-05-20", "1", 1).previous is None


def test_an_action_has_the_same_surroundings(ferries: Board) -> None:
    item = make.item(make.meeting(ferries))
    first, second = make.action(item), make.action(item)
    found = public.action("ferries-board", "2021-05-20", "1", 2)
    assert (found, found.previous, found.next, found.place, found.of) == (second, first, None, 2, 2)


@pytest.mark.parametrize(("ref", "position"), [("2", 1), ("1", 2), ("1", 0), ("9", 1), ("1", 10**30)])
def test_a_record_that_is_restricted_or_never_was_is_not_there(ferries: Board, ref: str, position: int) -> None:
    held = make.meeting(ferries)
    make.decision(make.item(held))
    make.decision(make.item(held, restricted=True))
    with pytest.raises(public.NotThere):
        public.decision("ferries-board", "2021-05-20", ref, position)


def test_publishing_again_brings_the_address_back(ferries: Board) -> None:
    held = make.withdrawn(ferries)
    Meeting.objects.filter(pk=held.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    assert public.meeting("ferries-board", "2021-05-20") == held


def test_a_short_paper_stands_whole_and_a_long_one_says_what_it_is_for_and_asks(ferries: Board) -> None:
    item = make.item(make.meeting(ferries, "2022-05-20", record="agenda"))
    asks = [[name, [make.passage("To be noted.")]] for name in ("Purpose", "Recommendations", "Next steps")]
    make.paper(item, sections=asks)
    make.paper(item, sections=[*asks, ["Background", [make.passage("Ferries. " * 200)]]])
    make.paper(item, sections=[["", [make.passage("A table of fares. " * 100)]]])

    found = public.meeting("ferries-board", "2022-05-20").items[0].papers
    assert [([name for name, _ in paper.parts], paper.whole) for paper in found] == [
        (["Purpose", "Recommendations", "Next steps"], True),
        (["Purpose", "Recommendations"], False),
        ([], False),
    ]
