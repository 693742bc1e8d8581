"""The five real notes are read as a careful clerk counted them by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from meetings.extraction import Extract, extract
from meetings.minutes import Minutes, parse
from meetings.minutes.codec import to_data
from meetings.minutes.structure import Item
from meetings.minutes.vocabulary import Role
from tests.here import CORPUS
from tests.minutes.accounting import codes
from tests.minutes.written import decided, said, to_do

pytestmark = [pytest.mark.once, pytest.mark.real_notes]

BOARD = "Improvement & Innovation Board"


@cache
def source(stem: str) -> tuple[Extract, tuple[Minutes, ...]]:
    (path,) = (CORPUS / "notes").glob(f"{stem}*")
    found = extract(path.read_bytes(), filename=path.name)
    return found, parse(found)


def note(stem: str) -> Minutes:
    """The minuted meeting of a note: the last record in it."""
    return source(stem)[1][-1]


def item(stem: str, number: str) -> Item:
    (found,) = [each for each in note(stem).items if each.number == number]
    return found


def people(minutes: Minutes) -> dict[str, int]:
    return dict(Counter(person.role.value for person in minutes.attendance))


def line_codes(stem: str) -> list[tuple[str, int]]:
    """(code, line of the note) of each finding that has a place."""
    text = source(stem)[0].text
    found = [finding for minutes in source(stem)[1] for finding in minutes.findings]
    return [(each.code, text.count("\n", 0, each.span.start) + 1) for each in found if each.span]


@pytest.mark.parametrize(
    ("stem", "date", "numbers", "headed", "inferred", "actions"),
    [
        ("000", "2018-01-30", range(1, 14), 9, ["12"], 9),
        ("001", "2016-11-29", range(1, 12), 15, ["11"], 10),
        ("002", "2021-05-20", range(1, 11), 8, ["2", "5"], 3),
        ("003", "2021-03-05", range(10, 19), 6, ["11"], 5),
        ("004", "2014-06-02", range(1, 5), 0, [], 1),
    ],
)
def test_what_the_notes_hold(
    stem: str, date: str, numbers: range, headed: int, inferred: list[str], actions: int
) -> None:
    minutes = note(stem)
    decisions = [(each.number, decision) for each in minutes.items for decision in each.decisions]

    assert (minutes.header.board, str(minutes.header.date)) == (BOARD, date)
    assert [each.number for each in minutes.items] == [str(number) for number in numbers]
    assert len([decision for _, decision in decisions if decision.heading]) == headed
    assert [number for number, decision in decisions if decision.inferred] == inferred
    assert sum(len(each.actions) for each in minutes.items) == actions


@pytest.mark.parametrize(
    ("stem", "counts"),
    [
        ("000", {"chair": 1, "vice-chair": 1, "deputy-chair": 2, "member": 19, "apologies": 1}),
        ("001", {"chair": 1, "deputy-chair": 2, "member": 20, "apologies": 1, "in attendance": 8, "substitute": 3}),
        ("002", {"chair": 1, "vice-chair": 1, "deputy-chair": 2, "member": 13, "observer": 2, "apologies": 2,
                 "in attendance": 2, "substitute": 2}),
        ("003", {"chair": 1, "vice-chair": 1, "deputy-chair": 2, "member": 7, "apologies": 2, "substitute": 2,
                 "in attendance": 5}),
        ("004", {"chair": 1, "vice-chair": 1, "deputy-chair": 2, "member": 17, "apologies": 7}),
    ],
)  # fmt: skip
def test_who_was_there(stem: str, counts: dict[str, int]) -> None:
    assert people(note(stem)) == counts


@pytest.mark.parametrize(
    ("stem", "families"),
    [("000", ["F2"]), ("001", ["F3", "F3"]), ("002", ["F1"]), ("003", ["F1"]), ("004", ["F1"])],
)
def test_the_family_of_each(stem: str, families: list[str]) -> None:
    assert [minutes.family for minutes in source(stem)[1]] == families


def test_the_pack_is_the_agenda_of_a_later_meeting_with_one_private_item_and_no_decision() -> None:
    agenda, _ = source("001")[1]

    assert (agenda.record.value, str(agenda.header.date), agenda.header.time) == ("agenda", "2017-01-24", "11.00 am")
    assert [each.number for each in agenda.items] == [str(number) for number in range(1, 11)]
    assert [each.number for each in agenda.items if each.restricted] == ["10"]
    assert [each.number for each in agenda.items if each.decisions or each.actions] == []
    assert [len(each.papers) for each in agenda.items] == [0, 1, 2, 1, 1, 1, 1, 2, 2, 1]
    assert (agenda.attendance, len(agenda.membership)) == ((), 32)


@pytest.mark.parametrize(
    ("stem", "number", "outcomes"),
    [
        pytest.param("000", "5", [("endorsed",)], id="a verb that only accompanies does not count"),
        pytest.param("000", "13", [("noted",)], id="a decision broken by a page is one"),
        pytest.param("001", "2", [("agreed",), ("noted",), ("noted",)], id="three entries under a lead-in"),
        pytest.param("001", "3", [("directed",), ("directed",), ("agreed",)], id="agreed not to continue"),
        pytest.param("004", "2", [], id="a day of workshops decides nothing"),
    ],
)
def test_verbs_of_single_items(stem: str, number: str, outcomes: list[tuple[str, ...]]) -> None:
    assert [each.outcomes for each in item(stem, number).decisions] == outcomes


def test_agreeing_not_to_go_on_is_negative() -> None:
    assert [decision.negative for decision in item("001", "3").decisions] == [False, False, True]


def test_one_sentence_that_noted_and_directed_is_one_decision() -> None:
    both = [decision for each in note("001").items for decision in each.decisions if len(decision.outcomes) == 2]

    assert [decision.outcomes for decision in both] == [("noted", "directed")]


def test_title_and_text_of_one_cell_are_parted() -> None:
    assert [each.title for each in note("000").items[:2]] == [
        "Welcome, Apologies and Declarations of Interest",
        "Brexit",
    ]
    assert len([words for words in said(item("000", "2")) if words.startswith("•")]) == 3


def test_an_action_written_as_a_decision_stays_an_action_of_the_officers() -> None:
    (action,) = item("000", "13").actions

    assert ("looks-like-decision", 189) in line_codes("000")
    assert [owner.lower() for owner in action.owners] == ["officers"]


def test_a_bare_infinitive_has_no_owner_and_an_unfinished_line_is_no_action() -> None:
    assert [owners for each in note("004").items for owners, _ in to_do(each)] == [()]
    assert [code for code in codes(note("004").findings) if code == "unfinished"] == ["unfinished", "unfinished"]


@pytest.mark.parametrize(
    ("stem", "numbers"), [("000", ["13"]), ("001", []), ("002", ["2", "3", "4"]), ("003", ["11", "12"]), ("004", [])]
)
def test_words_of_confidence_ask_the_clerk_about_their_own_item_only(stem: str, numbers: list[str]) -> None:
    assert [each.number for each in note(stem).items if each.sensitive] == numbers
    assert [each.number for each in note(stem).items if each.restricted] == []


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("000", [("title-and-body", 14), ("title-and-body", 15), ("item-without-body", 99), ("item-without-body", 101),
                 ("heading-missing", 170), ("looks-like-decision", 189), ("left-over", 202)]),
        ("001", [("restricted-section", 205), ("no-owner", 265), ("heading-missing", 404)]),
        ("002", [("heading-missing", 53), ("heading-missing", 124), ("apologies-differ", 35)]),
        ("003", [("heading-missing", 55), ("role-unclear", 361), ("name-typo", 369)]),
        ("004", [("unfinished", 85), ("unfinished", 105), ("no-owner", 113), ("item-without-body", 123),
                 ("reviewer-comments", 271)]),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_told_at_its_line(stem: str, expected: list[tuple[str, int]]) -> None:
    assert [each for each in expected if each not in line_codes(stem)] == []


def test_substitutes_are_those_the_prose_names_and_an_observer_has_no_council() -> None:
    substitutes = {stem: _named(note(stem), Role.SUBSTITUTE) for stem in ("002", "003")}
    observers = [person for person in note("002").attendance if person.role is Role.OBSERVER]

    assert substitutes == {"002": ["Alex Coley", "Anthony McKeown"], "003": ["Phil Murphy", "Rory Love"]}
    assert [(person.name, person.authority) for person in observers] == [
        ("Richard Priestman", ""),
        ("Philip Sellwood", ""),
    ]


def _named(minutes: Minutes, role: Role) -> list[str]:
    return sorted(person.name for person in minutes.attendance if person.role is role)


def test_a_mistyped_name_is_kept_as_printed() -> None:
    assert "Alan ConnettlAlan" in [person.name for person in note("003").attendance]


def test_two_substitutes_whose_honour_stands_behind_a_comma_are_two_people() -> None:
    assert [(person.name, person.honours) for person in note("003").attendance if person.name.startswith("Peter")] == [
        ("Peter Fleming", "OBE")
    ]


def test_comments_of_a_reviewer_stay_out_of_every_item() -> None:
    assert [left.reason for left in note("004").left_over if left.reason != "furniture"] == ["comment"]


def test_nothing_of_a_report_in_the_pack_is_decided() -> None:
    assert [decided(each) for each in source("001")[1][0].items if decided(each)] == []


def test_the_notes_score_at_least_98_on_every_kind_of_record(tmp_path: Path) -> None:
    documents = [
        {"path": path.name, "meetings": [to_data(minutes) for minutes in source(path.name[:3])[1]]}
        for path in sorted((CORPUS / "notes").iterdir())
    ]
    told = tmp_path / "told.json"
    told.write_text(json.dumps({"documents": documents}))

    score = subprocess.run(
        [sys.executable, CORPUS / "score.py", CORPUS / "gold", told, "--min", "0.98"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert score.returncode == 0, score.stdout
