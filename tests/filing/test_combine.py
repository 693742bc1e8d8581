"""Several tellings of one meeting become one."""

from __future__ import annotations

from itertools import permutations

import pytest

from meetings.filing.combine import combine
from meetings.minutes.vocabulary import Record
from tests.minutes_factory import agenda, decision, item, minutes, paper, passage, seat

LONG = (passage("They spoke of the tolls for a long time, and then of the dues."),)


def test_one_telling_stays_as_it_is() -> None:
    told = minutes(item("1"), item("2"), attendance=(seat(),), time="10.00 am")
    assert combine([told]).minutes == told


def test_minutes_are_believed_before_an_agenda_and_lend_from_it_what_it_alone_holds() -> None:
    planned = agenda(item("3", "Tolls", papers=(paper("The tolls"),)), membership=(seat("Bo Cee"),), venue="The Quay")
    minuted = minutes(item("3", "Tolls", decisions=(decision(),)), attendance=(seat(),))
    combined = combine([planned, minuted])
    told = combined.minutes
    assert (told.record, told.attendance, told.membership) == (Record.MINUTES, minuted.attendance, planned.membership)
    assert (told.header.venue, told.items[0].papers) == ("The Quay", planned.items[0].papers)
    assert (combined.head, combined.attendance, combined.membership) == (1, 1, 0)
    assert [(each.by, each.papers_by, each.agenda_only) for each in combined.items] == [(1, (0,), False)]


def test_items_that_only_the_agenda_has_come_last_and_say_so() -> None:
    planned = agenda(item("1", "Welcome"), item("2", "Tolls"))
    minuted = minutes(item("1", "Tolls"))
    combined = combine([planned, minuted])
    assert [(each.item.title, each.item.position, each.by, each.agenda_only) for each in combined.items] == [
        ("Tolls", 1, 1, False),
        ("Welcome", 2, 0, True),
    ]


def test_an_agenda_alone_has_no_item_that_is_only_on_the_agenda() -> None:
    assert [each.agenda_only for each in combine([agenda(item("1")), agenda(item("2"))]).items] == [False, False]


def test_what_any_source_restricts_is_restricted() -> None:
    planned = agenda(item("4", "Staff", restricted=True, restricted_because="PART 2: PRIVATE"))
    minuted = minutes(item("4", "Staff", passages=LONG))
    told = combine([minuted, planned]).minutes.items[0]
    assert (told.restricted, told.restricted_because) == (True, "PART 2: PRIVATE")


def test_a_final_record_is_believed_before_a_fuller_draft() -> None:
    draft = minutes(item("1", "Tolls", passages=LONG), draft=True)
    final = minutes(item("1", "Tolls"))
    assert combine([draft, final]).minutes == final


def test_the_fullest_of_two_minutes_is_believed() -> None:
    short, full = minutes(item("1", "Tolls")), minutes(item("1", "Tolls", passages=LONG))
    assert combine([short, full]).minutes == full


@pytest.mark.parametrize(
    ("title", "number", "same"),
    [
        ("TOLLS & DUES", "9", True),
        ("Tolls and dues at the bridge", "5", True),
        ("Tolls and dues at the bridge", "6", False),
        ("Any other business", "5", False),
    ],
    ids=["another number", "a longer title", "a longer title and another number", "another title"],
)
def test_items_are_one_by_title_or_by_number_with_a_similar_title(title: str, number: str, same: bool) -> None:
    combined = combine([minutes(item("5", "Tolls and dues")), agenda(item(number, title))])
    assert len(combined.items) == (1 if same else 2)


def test_pages_of_single_items_add_up_in_the_order_of_their_numbers() -> None:
    pages = [minutes(item(number, f"Title {number}"), family="F4") for number in ("10", "2", "4A", "4")]
    assert [each.number for each in combine(pages).minutes.items] == ["2", "4", "4A", "10"]


def test_each_item_of_a_source_answers_one_item_of_another() -> None:
    twice = [item("1", "Questions"), item("2", "Questions")]
    combined = combine([minutes(*twice), agenda(*twice)])
    assert [each.item.number for each in combined.items] == ["1", "2"]


def test_a_paper_that_two_packs_hold_is_one_paper() -> None:
    packs = [agenda(item("1", "Tolls", papers=(paper("The Tolls"),))) for _ in range(2)]
    assert len(combine(packs).minutes.items[0].papers) == 1


def test_the_order_of_tellings_decides_nothing() -> None:
    tellings = [
        minutes(item("1", "Tolls", passages=LONG), item("3", "Dues"), attendance=(seat(),)),
        minutes(item("1", "Tolls"), item("2", "Ferries"), time="10.00 am", draft=True),
        agenda(item("1", "Tolls", papers=(paper("A"),)), item("7", "Parking", restricted=True)),
        agenda(item("3", "Dues", papers=(paper("B"),)), item("8", "Lamps"), membership=(seat(),)),
    ]
    assert len({repr(combine(order).minutes) for order in permutations(tellings)}) == 1
