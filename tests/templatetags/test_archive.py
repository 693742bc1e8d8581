"""The small words of the pages."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.minutes.vocabulary import Role
from meetings.templatetags import archive

pytestmark = pytest.mark.once


def test_a_day_is_short_in_lists_and_long_on_its_meeting() -> None:
    assert (archive.day(dt.date(2021, 5, 20)), archive.day(None)) == ("20 May 2021", "")
    assert archive.long_day(dt.date(2021, 5, 20)) == "Thursday 20 May 2021"


def test_a_word_of_ours_leads_to_what_it_means_and_any_other_stays_as_it_is() -> None:
    link = '<a class="term" href="/help/words/#{}">{}</a>'

    assert archive.term("noted") == link.format("noted", "noted")
    assert archive.term("In attendance") == link.format("attendance", "In attendance")
    assert archive.term("approved") == link.format("agreed", "approved")
    assert archive.term("minted & <b>") == "minted & <b>"


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, "decision", "1 decision"),
        (0, "decision", "0 decisions"),
        (1204, "action", "1,204 actions"),
        (1, "person,people", "1 person"),
        (2, "person,people", "2 people"),
    ],
)
def test_a_count_agrees_with_its_noun(number: int, words: str, said: str) -> None:
    assert archive.counted(number, words) == said


def test_every_role_has_a_name_and_fits_in_a_sentence() -> None:
    assert {role: archive.role_name(role) for role in Role}.keys() == set(Role)
    assert [archive.seated(role) for role in Role] == [
        "as chair of",
        "as vice-chair of",
        "as deputy chair of",
        "as a member of",
        "as a substitute on",
        "as sending apologies to",
        "as in attendance at",
        "as an observer at",
        "as an officer at",
    ]


def test_guests_do_not_sit_on_the_board() -> None:
    assert [role.value for role in Role if not archive.sits(role)] == ["in attendance", "observer", "officer"]


@pytest.mark.parametrize(("printed", "shown"), [("·", "•"), ("-", "•"), ("(a)", "(a)"), ("12.", "12."), ("", "")])
def test_every_bullet_is_one_bullet_and_numbers_stay_as_printed(printed: str, shown: str) -> None:
    assert archive.marker(printed) == shown


@pytest.mark.parametrize(
    ("owners", "said"),
    [([], ""), (["Officers"], "Officers"), (["Chair", "Clerk", "Ann Bee"], "Chair, Clerk and Ann Bee")],
)
def test_owners_stand_in_a_row_as_printed(owners: list[str], said: str) -> None:
    assert archive.names_of(owners) == said


def test_the_other_outcomes_of_a_year_are_summed() -> None:
    verbs = {"noted": 3, "endorsed": 2, "rejected": 1}

    assert [archive.verb_count(verbs, verb) for verb in ("noted", "agreed", "other")] == [3, 0, 3]
