"""The three-way merge: what was filed, what the sources say now, what the record says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meetings.filing.merge import Merged, merge, refs_of
from meetings.filing.threeway import NOWHERE, Clash, content
from meetings.minutes.structure import Item, Minutes
from meetings.minutes.vocabulary import Role
from tests.minutes_factory import action, decision, declaration, item, minutes, paper, passage, seat

OWN = "Something else entirely, by a clerk."
NOTED, AGREED, SETTLED = "The Board noted the tolls.", "The Board agreed the tolls.", "The Board settled the tolls."


def of_decisions(*texts: str) -> Minutes:
    """Minutes whose one item decides these."""
    return minutes(item("7", "Tolls", decisions=tuple(decision(text) for text in texts)))


def of_items(*items: tuple[str, str]) -> Minutes:
    """Minutes with items of these numbers and titles."""
    return minutes(*(item(number, title) for number, title in items))


def texts(merged: Merged) -> list[str]:
    """What the first item decides after the merge."""
    return [row.text for row in merged.minutes.items[0].decisions]


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "kept", "clashes"),
    [
        pytest.param([NOTED], [NOTED], [NOTED], [NOTED], [], id="nobody moved"),
        pytest.param([NOTED], [AGREED], [NOTED], [AGREED], [], id="the sources moved: theirs"),
        pytest.param([NOTED], [NOTED], [AGREED], [AGREED], [], id="a clerk moved: ours"),
        pytest.param([NOTED], [AGREED], [AGREED], [AGREED], [], id="both moved alike"),
        pytest.param([NOTED], [AGREED], [SETTLED], [SETTLED], [("text", NOTED, AGREED, SETTLED)], id="both moved"),
        pytest.param([], [NOTED], [], [NOTED], [], id="the sources added"),
        pytest.param([], [], [NOTED], [NOTED], [], id="a clerk added"),
        pytest.param([], [NOTED], [NOTED], [NOTED], [], id="both added the same"),
        pytest.param([NOTED], [], [NOTED], [], [], id="the sources dropped what nobody touched"),
        pytest.param([NOTED], [NOTED], [], [], [], id="a clerk deleted it: it stays deleted"),
        pytest.param([NOTED], [], [], [], [], id="both dropped it"),
        pytest.param([NOTED, AGREED], [NOTED, AGREED], [AGREED, NOTED], [AGREED, NOTED], [], id="a clerk reordered"),
        pytest.param([NOTED, AGREED], [AGREED, NOTED], [NOTED, AGREED], [AGREED, NOTED], [], id="sources reordered"),
        pytest.param(
            [NOTED], [NOTED, AGREED], [OWN, NOTED],
            [OWN, NOTED, AGREED], [], id="both added, each in its place",
        ),
    ],
)  # fmt: skip
def test_decisions_are_kept_by_the_rule(
    base: list[str], theirs: list[str], ours: list[str], kept: list[str], clashes: list[tuple[str, str, str, str]]
) -> None:
    merged = merge(of_decisions(*base), of_decisions(*theirs), of_decisions(*ours))
    assert texts(merged) == kept
    assert merged.clashes == tuple(Clash(f"items/7/decisions/1/{path}", *sides) for path, *sides in clashes)


def test_what_the_sources_drop_and_a_clerk_edited_is_kept_with_a_clash() -> None:
    merged = merge(of_decisions(NOTED), of_decisions(), of_decisions(AGREED))
    assert texts(merged) == [AGREED]
    assert [(clash.path, clash.theirs, clash.ours["text"]) for clash in merged.clashes] == [
        ("items/7/decisions/1", None, AGREED)
    ]


def test_what_a_clerk_deleted_and_the_sources_changed_stays_deleted_with_a_clash() -> None:
    merged = merge(of_decisions(NOTED), of_decisions(AGREED), of_decisions())
    assert texts(merged) == []
    assert [(clash.path, clash.theirs["text"], clash.ours) for clash in merged.clashes] == [
        ("items/7/decisions/1/removed", AGREED, None)
    ]


def test_fields_of_one_entry_are_merged_apart() -> None:
    base = action("To report back.", owners=("Officers",), due=None)
    theirs, ours = replace(base, text="To report back soon."), replace(base, owners=("Ann Bee",))
    merged = merge(*(minutes(item(actions=(each,))) for each in (base, theirs, ours)))
    assert content(merged.minutes.items[0].actions[0]) == content(
        replace(base, text="To report back soon.", owners=("Ann Bee",))
    )
    assert merged.clashes == ()


def test_the_header_is_merged_field_by_field() -> None:
    base = minutes(time="10.00 am", venue="Town Hall")
    theirs = replace(base, header=replace(base.header, time="11.00 am", venue="The Quay"))
    ours = replace(base, header=replace(base.header, venue="Town Hall, Averham"))
    merged = merge(base, theirs, ours)
    assert (merged.minutes.header.time, merged.minutes.header.venue) == ("11.00 am", "Town Hall, Averham")
    assert merged.clashes == (Clash("venue", "Town Hall", "The Quay", "Town Hall, Averham"),)


def test_an_agenda_that_becomes_minutes_is_minutes() -> None:
    base = minutes()
    merged = merge(replace(base, record="agenda"), base, replace(base, record="agenda"))
    assert merged.minutes.record == "minutes"


def test_spans_follow_the_sources_even_where_a_clerk_changed_the_words() -> None:
    base, theirs, ours = of_decisions(NOTED), of_decisions(NOTED), of_decisions(AGREED)
    row = merge(base, theirs, ours).minutes.items[0].decisions[0]
    assert (row.text, row.span) == (AGREED, theirs.items[0].decisions[0].span)


def test_edited_passages_stand_where_the_source_has_their_like_and_new_ones_nowhere() -> None:
    told = (passage("The tolls were high."), passage("Nobody paid them."))
    edited = (replace(told[0], text="The tolls were too high."), told[1], passage("Entirely a clerk's own words"))
    base, theirs = (minutes(item("1", "Tolls", passages=told)) for _ in range(2))
    merged = merge(base, theirs, minutes(item("1", "Tolls", passages=edited)))
    assert [(each.text, each.span) for each in merged.minutes.items[0].passages] == [
        (edited[0].text, told[0].span),
        (edited[1].text, told[1].span),
        (edited[2].text, NOWHERE),
    ]


def test_a_clerks_own_meeting_takes_what_the_first_source_adds() -> None:
    ours = minutes(item("1", "Tolls", passages=()), venue="Town Hall")
    theirs = minutes(item("1", "Tolls", decisions=(decision(NOTED),)), venue="The Quay")
    merged = merge(None, theirs, ours)
    assert texts(merged) == [NOTED]
    assert (merged.minutes.header.venue, [clash.path for clash in merged.clashes]) == ("Town Hall", ["venue"])


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "hold", "restricted", "clash"),
    [
        (False, False, False, True, False, False),
        (False, True, False, True, True, False),
        (False, False, True, True, True, False),
        (True, True, False, True, False, False),
        (True, False, True, True, True, True),
        (True, False, True, False, False, False),
        (False, True, True, False, True, False),
        (True, False, False, True, False, False),
    ],
    ids=[
        "open",
        "the sources restrict: at once",
        "a clerk restricted: it stays",
        "a clerk lifted what the sources say still: lifted",
        "the sources say so no more, of a record that is held: restricted, and the clerk is asked",
        "the sources say so no more, of a draft that nobody saw: open",
        "both restrict",
        "both lifted",
    ],
)
def test_restriction_follows_its_own_rule(
    base: bool, theirs: bool, ours: bool, hold: bool, restricted: bool, clash: bool
) -> None:
    merged = merge(*(_restricted(each) for each in (base, theirs, ours)), hold=hold)
    assert merged.minutes.items[0].restricted is restricted
    assert [each.path for each in merged.clashes] == (["items/1/restricted"] if clash else [])


def test_the_clerks_reason_for_restricting_stays() -> None:
    ours = minutes(item("1", "Tolls", restricted=True, restricted_because="Staff are named."))
    merged = merge(_restricted(False), _restricted(True), ours)
    assert merged.minutes.items[0].restricted_because == "Staff are named."


def test_where_a_restricted_item_vanishes_a_new_one_is_restricted_until_a_clerk_looks() -> None:
    base = minutes(item("1", "Tolls"), item("2", "Staff", restricted=True))
    theirs = minutes(item("1", "Tolls"), item("9", "Another heading altogether"))
    merged = merge(base, theirs, base)
    assert [(each.number, each.restricted) for each in merged.minutes.items] == [("1", False), ("9", True)]


def test_items_are_known_again_by_title_when_their_numbers_shift() -> None:
    base = of_items(("1", "Tolls"), ("2", "Dues"))
    ours = minutes(item("1", "Tolls"), item("2", "Dues", passages=(passage("By a clerk."),)))
    theirs = of_items(("1", "Welcome"), ("2", "Tolls"), ("3", "Dues"))
    merged = merge(base, theirs, ours)
    assert [(row.value.number, row.value.title, row.ours) for row in merged.items] == [
        ("1", "Welcome", None),
        ("2", "Tolls", 0),
        ("3", "Dues", 1),
    ]
    assert [each.text for each in merged.minutes.items[2].passages] == ["By a clerk."]


def test_items_are_known_again_by_their_number_when_their_title_is_new() -> None:
    merged = merge(of_items(("4A", "Tolls")), of_items(("4A", "Charges at the bridge")), of_items(("4A", "Tolls")))
    assert [(row.value.title, row.ours) for row in merged.items] == [("Charges at the bridge", 0)]


def test_a_clerks_own_item_stays_after_the_one_it_stood_behind() -> None:
    told = of_items(("1", "Tolls"), ("2", "Dues"))
    merged = merge(told, told, of_items(("1", "Tolls"), ("", "The clerk's note"), ("2", "Dues")))
    assert [each.title for each in merged.minutes.items] == ["Tolls", "The clerk's note", "Dues"]
    assert [each.position for each in merged.minutes.items] == [1, 2, 3]


def test_an_item_that_the_sources_drop_goes_with_all_that_is_in_it() -> None:
    base = minutes(item("1", "Tolls"), item("2", "Dues", decisions=(decision(),), papers=(paper(),)))
    merged = merge(base, of_items(("1", "Tolls")), base)
    assert [(row.value.title, row.ours) for row in merged.items] == [("Tolls", 0)]


def test_an_item_that_a_clerk_edited_stays_whole_when_the_sources_drop_it() -> None:
    base = minutes(item("1", "Tolls"), item("2", "Dues", decisions=(decision(NOTED),)))
    ours = minutes(base.items[0], replace(base.items[1], title="Dues of the harbour"))
    merged = merge(base, of_items(("1", "Tolls")), ours)
    assert [content(each.decisions) for each in merged.minutes.items] == [[], content((decision(NOTED),))]
    assert [clash.path for clash in merged.clashes] == ["items/2"]


def test_attendance_is_matched_by_name_whatever_else_changes() -> None:
    base = minutes(attendance=(seat("Ann Bee"), seat("Bo Cee")))
    theirs = minutes(attendance=(seat("Bo Cee", role=Role.CHAIR), seat("Ann Bee")))
    ours = minutes(attendance=(seat("Ann Bee", "Brindle Council"), seat("Bo Cee")))
    merged = merge(base, theirs, ours)
    assert [(row.value.name, row.value.role, row.value.authority, row.ours) for row in merged.attendance] == [
        ("Bo Cee", Role.CHAIR, "Averham Council", 1),
        ("Ann Bee", Role.MEMBER, "Brindle Council", 0),
    ]


def test_declarations_papers_and_membership_are_merged_too() -> None:
    base = minutes(item("1", "Tolls", declarations=(declaration(),), papers=(paper(),)), membership=(seat(),))
    theirs = minutes(item("1", "Tolls"), membership=(seat(), seat("Bo Cee")))
    merged = merge(base, theirs, base)
    told = merged.minutes.items[0]
    assert (told.declarations, told.papers, len(merged.membership)) == ((), (), 2)


@pytest.mark.parametrize(
    ("numbers", "refs"),
    [
        (["7", "4A", "77/21", "OM-19-132"], ["7", "4A", "77-21", "OM-19-132"]),
        (["", "", "3"], ["p1", "p2", "3"]),
        (["1", "1", "1-2", "1"], ["1", "1-2", "1-2-2", "1-3"]),
        (["«»", "p1"], ["p1", "p1-2"]),
    ],
)
def test_an_address_is_the_number_made_safe_and_unique(numbers: list[str], refs: list[str]) -> None:
    assert refs_of([item(number) for number in numbers]) == refs


def _restricted(restricted: bool) -> Minutes:
    told: Item = item("1", "Tolls", restricted=restricted, restricted_because="(Confidential)" if restricted else "")
    return minutes(told)
