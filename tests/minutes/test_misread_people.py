"""What was once misread of people, boards, offices and labels is read right."""

from __future__ import annotations

import pytest

from tests.minutes.written import (
    decided,
    listed,
    one_item,
    page,
    parish,
    present,
    read,
    to_do,
)

pytestmark = pytest.mark.once

BODY = "1. DUES\nWords.\n\n2. QUAYS\nWords."


@pytest.mark.parametrize(
    ("people", "read_as"),
    [
        ("MEMBERS PRESENT:\n\nCouncillors Breen, M.; Clancy, J. P. and Ó Floinn, S.",
         [("member", "M. Breen", ""), ("member", "J. P. Clancy", ""), ("member", "S. Ó Floinn", "")]),
        ("OFFICIALS IN ATTENDANCE:\n\nMr. G. Lynskey, Director of Service, Ms. N. Moran, Meetings Administrator",
         [("officer", "G. Lynskey", ""), ("officer", "N. Moran", "")]),
        ("Present:\n\nKate Orme (KO), Tye Valley CCG (Chair)\n\nMo Quddus (MQ), Healthwatch",
         [("chair", "Kate Orme", "Tye Valley CCG"), ("member", "Mo Quddus", "Healthwatch")]),
        ("Present: Cllr Ann Hobbs (AH) Chair, Cllr Ben Ives (BI)",
         [("chair", "Ann Hobbs", ""), ("member", "Ben Ives", "")]),
        ("Councillors present: Oakes (Chair), Ferris and Pryce.",
         [("chair", "Oakes", ""), ("member", "Ferris", ""), ("member", "Pryce", "")]),
    ],
)  # fmt: skip
def test_lists_of_people(people: str, read_as: list[tuple[str, str, str]]) -> None:
    assert present(read(parish(BODY, people=people))) == read_as


@pytest.mark.parametrize(
    ("head", "board"),
    [
        ("UPPER TARRING PARISH COUNCIL\n\nMinutes of the Parish Council Meeting held on Wednesday 7 September 2016",
         "Upper Tarring Parish Council"),
        ("AUDIT COMMITTEE\n\n7 SEPTEMBER 2016\n\nPresent: Cllr A Bee", "Audit Committee"),
    ],
)  # fmt: skip
def test_the_board_and_day_of_formal_minutes(head: str, board: str) -> None:
    minutes = read(f"{head}\n\n{BODY}")
    assert (minutes.header.board, str(minutes.header.date)) == (board, "2016-09-07")
    assert listed(minutes) == [("1", "DUES"), ("2", "QUAYS")]


def test_a_size_of_a_file_is_no_number_of_an_item() -> None:
    minutes = read(page("1.\nDues\nPDF 300 KB\nMinutes:\n\nWords.\n\n2.\nQuays\nPDF 81 KB\nMinutes:\n\nWords."))
    assert listed(minutes) == [("1", "Dues"), ("2", "Quays")]


def test_a_line_that_says_exempt_information_restricts_its_item() -> None:
    words = "(Exempt information as defined in Paragraph 3 of Part 1 of Schedule 12A to the Act)"
    item, other = read(page(f"1.\nDues\n{words}\nMinutes:\n\nThe quince.\n\n2.\nQuays\nMinutes:\n\nWords.")).items
    assert (item.restricted, other.restricted) == (True, False)


def test_labels_set_as_a_table_end_where_the_items_begin() -> None:
    labels = "\tTitle:\n\n\tHarbours Board\n\n\tDate:\n\n\tThursday 20 May 2021\n\n\tVenue:\n\n\tQuay House\n\n"
    head = "\tItem\n\tDecisions and actions\n\tAction by\n\n"
    rows = "\t1\n\tWelcome\n\t\n\n\t\n\tWords.\n\t\n\n\t2\n\tDues\n\t\n\n\t\n\tText.\n\t\n"
    minutes = read(f"Note of last Harbours Board meeting\n\n{labels}{head}{rows}")
    assert listed(minutes) == [("1", "Welcome"), ("2", "Dues")]
    assert (minutes.header.board, minutes.header.venue) == ("Harbours Board", "Quay House")


def test_a_name_in_the_column_beside_an_action_is_its_owner() -> None:
    item = one_item("Words.\n\nAction\n\nSlides to be sent.\n\n\tTom Bee\n")
    assert to_do(item) == [(("Tom Bee",), "Slides to be sent.")]


def test_an_office_for_two_things_is_one_owner() -> None:
    item = one_item("Words.\n\nAction\n\nDirector of Finance and Policy to submit it.")
    assert to_do(item) == [(("Director of Finance and Policy",), "Director of Finance and Policy to submit it.")]


def test_a_list_of_people_without_commas_is_parted_by_its_titles() -> None:
    people = "Present: Cllr Abel (Chairman) Cllr Bond Cllr Crick Cllr Mrs Dow"
    names = [(role, name) for role, name, _ in present(read(parish(BODY, people=people)))]
    assert names == [("chair", "Abel"), ("member", "Bond"), ("member", "Crick"), ("member", "Dow")]


def test_the_body_of_a_list_of_decisions() -> None:
    source = f"SALLOW VALE DISTRICT COUNCIL\n\nDECISIONS OF THE CABINET\n\nMonday, 14 October 2019\n\n{BODY}"
    assert read(source).header.board == "Cabinet"


def test_a_short_item_says_behind_a_dash_what_was_decided() -> None:
    source = "Ferry Users Group\n14 May 2024\n\n1) Lights – agreed to spend up to £150.\n2) Boats – quays and slips\n"
    first, second = read(source).items
    assert (first.title, decided(first)) == ("Lights", [("", "agreed to spend up to £150.", ("agreed",))])
    assert second.title == "Boats – quays and slips"
