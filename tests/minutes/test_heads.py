"""Where items start: numbers as printed, in the style of the record, and lists that only look like items."""

from __future__ import annotations

import pytest

from tests.minutes.accounting import codes
from tests.minutes.written import decided, export, listed, markdown, page, parish, read, said

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param("3 Dues\n\nWords.\n\n4 Quays\n\nWords.", id="number and title"),
        pytest.param("**3 Dues**\n\nWords.\n\n**4 Quays**\n\nWords.", id="bold"),
        pytest.param("### **3 Dues**\n\nWords.\n\n## **4 Quays**\n\nWords.", id="headings of any level"),
        pytest.param("3\tDues\t\n\tWords.\t\n4\tQuays\t\n\tWords.\t", id="rows"),
        pytest.param("<b>3</b>\t<b>Dues</b>\t\n\tWords.\t\n<b>4</b>\t<b>Quays</b>\t\n\tWords.\t", id="bold rows"),
        pytest.param("| 3 | Dues | |\n| | Words. | |\n| 4 | Quays | |\n| | Words. | |", id="pipes"),
        pytest.param("3. Dues\n\nWords.\n\n4. Quays\n\nWords.", id="number with a full stop"),
    ],
)
def test_items_of_a_note_turned_to_markdown(heads: str) -> None:
    minutes = read(markdown(heads))

    assert listed(minutes) == [("3", "Dues"), ("4", "Quays")]
    assert [said(item) for item in minutes.items] == [["Words."], ["Words."]]


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [
        pytest.param("1. Dues\nWords.\n\n2. Quays\nWords.", ["1", "2"], id="full stop"),
        pytest.param("1) Dues\nWords.\n\n2) Quays\nWords.", ["1", "2"], id="bracket"),
        pytest.param("1\\. Dues\n\nWords.\n\n2\\. Quays\n\nWords.", ["1", "2"], id="escaped full stop"),
        pytest.param("1. DUES\nWords.\n\n2. QUAYS\nWords.", ["1", "2"], id="capitals"),
        pytest.param("41. Dues\nWords.\n\n42. Quays\nWords.", ["41", "42"], id="numbers of the year so far"),
        pytest.param("77/21 Dues\nWords.\n\n78/21 Quays\nWords.", ["77/21", "78/21"], id="number and year"),
        pytest.param("21/77 Dues\nWords.\n\n21/78 Quays\nWords.", ["21/77", "21/78"], id="year and number"),
        pytest.param("16/09/6/1 Dues\nWords.\n\n16/09/7/1 Quays\nWords.", ["16/09/6/1", "16/09/7/1"], id="four parts"),
        pytest.param("2307.03 Dues\nWords.\n\n2307.04 Quays\nWords.", ["2307.03", "2307.04"], id="year and month"),
        pytest.param("Minute 91. Dues\nWords.\n\nMinute 92. Quays\nWords.", ["91", "92"], id="word before"),
        pytest.param("OM-19-132 Dues\nWords.\n\nOM-19-133 Quays\nWords.", ["OM-19-132", "OM-19-133"], id="prefix"),
        pytest.param(
            "60.0 Dues\n60.1 Words.\n60.2 More words.\n\n61.0 Quays\n61.1 Words.", ["60.0", "61.0"], id="paragraphs n.n"
        ),
        pytest.param("DUES\n\nWords.\n\nQUAYS\n\nWords.", ["", ""], id="no number"),
    ],
)
def test_items_of_formal_minutes(heads: str, numbers: list[str]) -> None:
    items = read(parish(heads)).items

    assert [(item.number.removeprefix("Minute "), item.title.title()) for item in items] == [
        (numbers[0], "Dues"),
        (numbers[1], "Quays"),
    ]


def test_items_of_a_page_have_their_number_on_a_line_of_its_own() -> None:
    body = "No. Item\n41.\nDues pdf icon PDF 97 KB\nMinutes:\nWords.\n42.\nQuays\nMinutes:\nWords."

    assert listed(read(page(body))) == [("41", "Dues"), ("42", "Quays")]


def test_a_wrapper_decides_and_the_printed_number_is_the_label() -> None:
    minutes = read(export(("10", "Dues", "Words."), ("4A", "Quays", "Words."), ("", "Moorings", "Words.")))

    assert listed(minutes) == [("10", "Dues"), ("4A", "Quays"), ("", "Moorings")]
    assert [item.position for item in minutes.items] == [1, 2, 3]


def test_a_title_of_two_paragraphs_in_one_cell_is_one_title() -> None:
    assert listed(read(export(("1", "Apologies and\n\nDeclarations", "Words.")))) == [
        ("1", "Apologies and Declarations")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "18 Smith Square",
        "2 Members of the Public.",
        "2020/21 had been dry.",
        "10.30 am was the start.",
        "12",
        "12 members spoke of it.",
        "5 March 2019 was a cold day.",
    ],
)
def test_a_line_that_only_looks_like_a_head_is_none(line: str) -> None:
    minutes = read(markdown(f"1 Dues\n\nWords.\n\n{line}\n\n2 Quays\n\nWords."))

    assert listed(minutes) == [("1", "Dues"), ("2", "Quays")]


def test_a_numbered_list_inside_an_item_is_no_item() -> None:
    body = "**1 Dues**\n\nMembers asked two things:\n\n1. Are they high?\n\n2. Are they fair?\n\n**2 Quays**\n\nWords."
    minutes = read(markdown(body))

    assert listed(minutes) == [("1", "Dues"), ("2", "Quays")]
    assert said(minutes.items[0]) == ["Members asked two things:", "1. Are they high?", "2. Are they fair?"]
    assert decided(minutes.items[0]) == []


def test_a_list_that_counts_on_from_the_items_of_formal_minutes_is_no_item() -> None:
    body = "1. DUES\nIt was asked whether:\n2. they are fair;\n3. they are high.\n\n2. QUAYS\nWords."

    assert listed(read(parish(body))) == [("1", "DUES"), ("2", "QUAYS")]


def test_an_item_that_starts_in_the_middle_of_a_paragraph_is_cut_out_of_it() -> None:
    body = "1. DUES\nThe dues were raised by all. 2. MEMBERS’ QUAYS The quays are old.\n\n3. MOORINGS\nWords."
    minutes = read(parish(body))

    assert [number for number, _ in listed(minutes)] == ["1", "2", "3"]
    assert said(minutes.items[0]) == ["The dues were raised by all."]
    assert "item-inside-paragraph" in codes(minutes.findings)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("1", "2", "3"), []),
        (("8", "10"), ["number-gap"]),
        (("1", "2", "2"), ["number-repeated"]),
        (("7", "2"), ["number-restarted"]),
        (("4A", "4"), []),
    ],
)
def test_numbers_are_kept_as_printed_and_their_gaps_are_told(numbers: tuple[str, ...], found: list[str]) -> None:
    minutes = read(export(*((number, f"Title {at}", "Words.") for at, number in enumerate(numbers))))

    assert [item.number for item in minutes.items] == list(numbers)
    assert codes(minutes.findings) == found


def test_text_before_the_first_item_is_a_preamble() -> None:
    minutes = read(parish("The Chair opened the meeting and welcomed everybody.\n\n1. DUES\nWords."))

    assert [passage.text for passage in minutes.preamble] == ["The Chair opened the meeting and welcomed everybody."]


def test_an_item_with_a_title_alone_is_kept_and_told() -> None:
    minutes = read(markdown("6 Appendix A\n\n7 Appendix B\n\n8 Dues\n\nWords."))

    assert listed(minutes) == [("6", "Appendix A"), ("7", "Appendix B"), ("8", "Dues")]
    assert codes(minutes.findings) == ["item-without-body", "item-without-body"]


def test_title_and_text_in_one_cell_are_parted_and_the_guess_is_told() -> None:
    row = "1\tWelcome and Apologies The Chairman welcomed members and noted the apologies of Cllr Bee.\t"
    minutes = read(markdown(f"{row}\n\n2 Quays\n\nWords."))

    assert listed(minutes) == [("1", "Welcome and Apologies"), ("2", "Quays")]
    assert said(minutes.items[0]) == ["The Chairman welcomed members and noted the apologies of Cllr Bee."]
    assert codes(minutes.findings) == ["title-and-body"]


def test_a_line_that_begins_with_a_day_is_no_item() -> None:
    head = "MINUTES OF THE MEETING OF THE HEALTH COMMITTEE HELD ON TUESDAY\n\n5 FEBRUARY 2019 IN ROOM 2, COUNTY HALL"
    minutes = read(f"{head}\n\nPresent: Cllr Ann Bee\n\n1. DUES\nWords.\n\n2. QUAYS\nWords.")
    assert listed(minutes) == [("1", "DUES"), ("2", "QUAYS")]
    assert str(minutes.header.date) == "2019-02-05"


def test_numbers_that_are_left_out_lose_no_item() -> None:
    items = read(
        parish("1. Apologies\n\nNone.\n\n2. Planning\n\nWords.\n\n5. Finance\n\nWords.\n\n6. Next\n\nMonday.")
    ).items
    assert [item.number for item in items] == ["1", "2", "5", "6"]


def test_a_first_item_set_otherwise_than_the_others_is_an_item() -> None:
    body = "1. Apologies\nNone came.\n\n2. DUES\nWords.\n\n3. QUAYS\nWords."
    assert [item.number for item in read(parish(body)).items] == ["1", "2", "3"]
