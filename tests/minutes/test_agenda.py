"""Agendas: their items, their private part, and the reports behind them as papers of the items."""

from __future__ import annotations

import pytest

from meetings.minutes.structure import Item, Minutes
from tests.minutes.accounting import codes
from tests.minutes.written import listed, read

pytestmark = pytest.mark.once

HEAD = "# Harbours Board\n\n## Agenda\n\nTuesday, 6 March 2018\n2.00 pm\n\nThe Long Room, Quay House\n\n"
ROWS = (
    "<b>Item</b>\t<b>Page</b>\n"
    "<b><u>PART 1: PUBLIC</u></b>\t\n"
    "<b>1. Declarations of Interest</b>\t\n"
    "<b>2. Ferries</b>\t1 - 4\n"
    "a) Appendix A - A map\t5 - 6\n"
    "<b><u>PART 2: PRIVATE</u></b>\t\n"
    "<b>3. Pay</b>\t7 - 9\n\n"
    "**Date of Next Meeting:** Tuesday, 8 May 2018\n\n"
)
REPORTS = (
    "## Ferries\n\n### **Purpose**\n\nFor decision.\n\n**Recommendations**\n\n1. That the Board agree the plan.\n\n"
    "2. That it note the rest.\n\n**Action**\n\nOfficers to proceed.\n\n## Background\n\n1. Ferries are old.\n\n"
    "## A map\n\nThe map.\n"
)


def agenda(rest: str = ROWS + REPORTS) -> Minutes:
    return read(HEAD + rest)


def papers(item: Item) -> list[tuple[str, str, list[str]]]:
    """(title, pages, names of its sections) of each paper."""
    return [(paper.title, paper.pages, [name for name, _ in paper.sections]) for paper in item.papers]


def test_the_meeting_is_the_planned_one() -> None:
    header = agenda().header

    assert (header.board, str(header.date), header.time, header.venue) == (
        "Harbours Board",
        "2018-03-06",
        "2.00 pm",
        "The Long Room, Quay House",
    )


def test_items_come_from_the_list_and_the_private_part_is_restricted() -> None:
    minutes = agenda()

    assert [(item.number, item.title, item.restricted) for item in minutes.items] == [
        ("1", "Declarations of Interest", False),
        ("2", "Ferries", False),
        ("3", "Pay", True),
    ]
    assert codes(minutes.findings) == ["restricted-section"]


def test_reports_are_papers_of_their_item_and_their_recommendations_decide_nothing() -> None:
    _, ferries, pay = agenda().items

    assert papers(ferries) == [
        ("Ferries", "1 - 4", ["Purpose", "Recommendations", "Action", "Background"]),
        ("Appendix A - A map", "5 - 6", [""]),
    ]
    assert papers(pay) == [("Pay", "7 - 9", [])]
    assert (ferries.decisions, ferries.actions) == ((), ())


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("Item\tPage\n1\tDues\t1 - 4\n2\tQuays\t5 - 6\n", id="three columns"),
        pytest.param("1. Dues\n2. Quays\n", id="a plain list"),
        pytest.param("Item\tPage\n1.\tDues\t\n2.\tQuays\t\n", id="no pages"),
        pytest.param("Item\tPage\nItem 1 - Dues\t1 - 4\nItem 2 - Quays\t5 - 6\n", id="the word item"),
    ],
)
def test_the_list_in_other_settings(rows: str) -> None:
    assert listed(agenda(rows)) == [("1", "Dues"), ("2", "Quays")]


@pytest.mark.parametrize(
    "row",
    ["3. Pay (exempt)\t7 - 9\n", "Item 3 - Confidential: Pay\t7 - 9\n", "3. CONFIDENTIAL – Pay\t7 - 9\n"],
)
def test_a_title_of_the_list_restricts_its_item(row: str) -> None:
    items = agenda(f"Item\tPage\n1. Dues\t1 - 4\n2. Quays\t5 - 6\n{row}").items

    assert [(item.number, item.restricted) for item in items] == [("1", False), ("2", False), ("3", True)]


@pytest.mark.parametrize(
    "mark", ["Document is Restricted", "This document is restricted", "Security classification: Exempt"]
)
def test_what_stands_behind_a_mark_of_restriction_is_in_no_public_item(mark: str) -> None:
    minutes = agenda(f"{ROWS}{REPORTS}\n\n{mark}\n\nThe pay is quince.\n")

    assert [item.title for item in minutes.items if "quince" in repr(item)] in ([], ["Pay"])
    assert [item.restricted for item in minutes.items] == [False, False, True]


MEMBERSHIP = (
    "## Harbours Board – Membership 2017/18\n\nCouncillor\tAuthority\n<b>Conservative ( 2 )</b>\t\n"
    "Cllr Ann Bee (Chairman)\tAverham Council\nCllr Gus Hay\tSallow Council\n<b>Substitutes</b>\t\n"
    "Cllr Ivy Jay\tSallow Council\n<b>Labour ( 1 )</b>\t\nCllr Cy Dee MBE (Vice-Chair)\tQuillham City Council\n"
    "<b>Observers</b>\t\nMr Max Orr\tFerry Trust\n\n"
)


def test_the_membership_of_the_year_is_no_attendance() -> None:
    minutes = agenda(f"{MEMBERSHIP}## Agenda\n\n**Harbours Board**\n\nTuesday 6 March 2018\n\n{ROWS}")

    assert minutes.attendance == ()
    assert [(each.role.value, each.name, each.authority, each.party) for each in minutes.membership] == [
        ("chair", "Ann Bee", "Averham Council", "Conservative"),
        ("member", "Gus Hay", "Sallow Council", "Conservative"),
        ("substitute", "Ivy Jay", "Sallow Council", "Conservative"),
        ("vice-chair", "Cy Dee", "Quillham City Council", "Labour"),
        ("observer", "Max Orr", "Ferry Trust", ""),
    ]


def test_a_row_of_an_agenda_without_a_number_is_a_paper_of_the_item_above() -> None:
    rows = "| 1 | Dues | 3 - 8 |\n| | Presentation on dues: to follow | |\n| 2 | Quays | 9 - 11 |\n"
    item, other = agenda(rows).items
    assert [paper.title for paper in item.papers] == ["Dues", "Presentation on dues: to follow"]
    assert other.title == "Quays"


def test_the_time_of_an_item_stands_in_no_title() -> None:
    item, _ = agenda("1\tDues\t3\t11.00\n2\tQuays\t9\t11.40\n").items
    assert (item.title, [paper.pages for paper in item.papers]) == ("Dues", ["3"])


def test_an_agenda_in_cells_on_lines_of_their_own() -> None:
    private = "\tItem\n\tPage\n\tTime\n\n\tConfidential\n\n\t1\n\tPay\n\t3\n\t2.15pm\n\n"
    public = "\tPart 1\n\n\t2\n\tDues\n\t9\n\t2.40pm\n\n\t3\n\tQuays\n\t12\n\t3.10pm\n\n\n"
    items = agenda(f"{private}{public}Date of next meeting: Thursday 15 May 2014\n").items
    assert [(item.number, item.title, item.restricted) for item in items] == [
        ("1", "Pay", True),
        ("2", "Dues", False),
        ("3", "Quays", False),
    ]


def test_a_sentence_below_an_entry_says_what_is_to_be_done() -> None:
    items = agenda("1. Apologies\n\nTo receive apologies.\n\n2. Dues\n\nTo consider the dues.\n\n3. Quays\n").items
    assert [item.title for item in items] == ["Apologies", "Dues", "Quays"]
    assert [passage.text for passage in items[1].passages] == ["To consider the dues."]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS.replace("Appendix A - A map", "Appendix A - Exempt: the bids"),
        ROWS.replace("Appendix A - A map", "Appendix A - The bids (Confidential)"),
    ],
)
def test_a_private_paper_makes_a_clerk_be_asked_about_its_item(rows: str) -> None:
    minutes = agenda(rows + REPORTS)

    assert [bool(item.sensitive) for item in minutes.items] == [False, True, False]
    assert codes(minutes.findings) == ["confidential-words", "restricted-section"]


def test_words_in_a_report_make_a_clerk_be_asked_about_its_item() -> None:
    minutes = agenda(ROWS + REPORTS.replace("Ferries are old.", "See the exempt appendix."))

    assert [item.sensitive for item in minutes.items] == ["", "exempt appendix", ""]
