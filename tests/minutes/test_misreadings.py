"""Misreadings that were found in notes, each with the text that showed it."""

from __future__ import annotations

import pytest

from meetings.extraction.markup import plain
from tests.extraction.test_hostile import calls
from tests.minutes.accounting import codes
from tests.minutes.written import (
    decided,
    export,
    found,
    listed,
    markdown,
    one_item,
    page,
    parish,
    read,
    said,
)

pytestmark = pytest.mark.once
BODY = "1. DUES\nWords.\n\n2. QUAYS\nWords."


def test_thanks_behind_a_list_of_decisions_are_no_decision() -> None:
    item = one_item("Words.\n\nDecisions\n\n· Members agreed the plan.\n\nThe Chair thanked officers for their work.")
    assert decided(item) == [("", "Members agreed the plan.", ("agreed",))]
    assert said(item) == ["Words.", "The Chair thanked officers for their work."]


@pytest.mark.parametrize("lead_in", ["The Executive", "The LGA Executive", "The Cabinet", "The Group", "The Forum:"])
def test_any_body_alone_on_its_line_is_a_lead_in(lead_in: str) -> None:
    item = one_item(f"Words.\n\nDecisions\n\n{lead_in}\n\na. noted the report\nb. agreed the plan")
    assert decided(item) == [(lead_in, "noted the report", ("noted",)), (lead_in, "agreed the plan", ("agreed",))]


@pytest.mark.parametrize("marker", ["1.", "(1)", "a)", "•", "·"])
def test_a_tab_behind_the_marker_makes_the_same_entry(marker: str) -> None:
    spaced = read(
        page(
            f"1.\nDues\nMinutes:\nTalk.\nDecision\n{marker} Members noted it.\n"
            f"{marker.replace('1', '2').replace('a', 'b')} Members agreed it.\n2.\nQuays\n"
            f"Minutes:\nWords."
        )
    )
    tabbed = read(
        page(
            f"1.\nDues\nMinutes:\nTalk.\nDecision\n{marker}\tMembers noted it.\n"
            f"{marker.replace('1', '2').replace('a', 'b')}\tMembers agreed it.\n2.\nQuays\n"
            f"Minutes:\nWords."
        )
    )
    assert [decided(item) for item in tabbed.items] == [decided(item) for item in spaced.items]
    assert decided(tabbed.items[0]) == [("", "Members noted it.", ("noted",)), ("", "Members agreed it.", ("agreed",))]


def test_a_line_that_ends_in_the_verb_leads_its_list_in() -> None:
    item = one_item("Words.\n\nThe Leadership Board agreed\n\n· that work be done; and\n\n· to receive a report.")
    assert [each.lead_in for each in item.decisions] == ["The Leadership Board agreed"] * 2


@pytest.mark.parametrize(
    "sentence", ["Motion was not agreed.", "The motion was not passed.", "The motion was not supported."]
)
def test_a_motion_that_was_not(sentence: str) -> None:
    (item, _) = read(parish(f"1. DUES\nTalk came first.\n{sentence}\n\n2. QUAYS\nWords.")).items
    assert [(each.outcomes, each.negative) for each in item.decisions] == [(("rejected",), True)]


def test_an_interest_in_a_minute_number() -> None:
    sentence = "Cllr Fox declared a pecuniary interest in Minute No. 45 and left."
    assert [(each.name, each.text) for each in one_item(sentence).declarations] == [("Cllr Fox", sentence)]


def test_the_committee_below_the_council_is_the_board() -> None:
    source = (
        f"QUILLHAM BOROUGH COUNCIL\n\nPLANNING COMMITTEE\n\n"
        f"Minutes of the meeting held on 14 June 2017\n\nPresent:\nCllr Ann Bee\n\n{BODY}"
    )
    assert read(source).header.board == "Planning Committee"


def test_pages_before_a_note_are_front_matter() -> None:
    source = "Welcome to Quay House\n\nThe lift is on the left.\n\n" + markdown("1 Dues\n\nWords.")
    first = read(source).left_over[0]
    assert (first.reason, first.span.cut(found(source).text).splitlines()[0]) == (
        "front-matter",
        "Welcome to Quay House",
    )


def test_block_tags_part_words() -> None:

    assert plain("<li>one</li><li>two</li>") == "one two"


@pytest.mark.parametrize(
    "title",
    [
        "Private report: pay",
        "Pay (Part II)",
        "Pay (Closed)",
        "Exempt Appendix",
        "Pay - in private",
        "Pay – Exempt from publication",
    ],
)
def test_a_title_with_a_sign_is_restricted_or_asked(title: str) -> None:
    (item,) = read(export(("1", title, "The pay is quince."))).items
    assert item.restricted or item.sensitive


def test_what_stands_behind_the_resolution_in_its_own_item_is_asked() -> None:
    body = (
        "1. EXCLUSION\nRESOLVED that the press and public be excluded from the meeting.\n\n"
        "Staffing\n\nThe pay is quince.\n\n2. NEXT\nWords."
    )
    first = read(parish(body)).items[0]
    assert first.sensitive or "quince" not in repr(first) or first.restricted


@pytest.mark.parametrize(
    "shape",
    [
        lambda n: "<AI1>\n\n\t1\n\tTitle\n\n\tText.\n\n</AI1>\n\n" * n,
        lambda n: "x\n" + "2 Dues\n\n" * n,
    ],
    ids=["wrappers alone", "heads alone"],
)
def test_linear(shape) -> None:  # type: ignore[no-untyped-def]
    calls(shape(5))
    assert calls(shape(200)) < calls(shape(50)) * 4.4


def test_findings_of_nothing() -> None:
    assert codes(read(export(("1", "Dues", "Words."))).findings) == []
    assert listed(read(export(("1", "Dues", "Words.")))) == [("1", "Dues")]
