"""What a visitor typed becomes a query, whatever it is, and says what was understood."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.query import LONGEST, MOST_TERMS, Query, Words, fold, parse
from tests.search import answers
from tests.search.answers import Asked

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("", ""),
        ("   \t\n ", ""),
        ("peer challenge", "“peer” and “challenge”"),
        ('"peer challenge" after', "“peer challenge” and “after”"),
        ("“peer challenge”", "“peer challenge”"),
        ('"open phrase', "“open phrase”"),
        ("sea-wall 2014–15", "“sea-wall” and “2014–15”"),
        ("ferry, (boats)!", "“ferry” and “boats”"),
        ("boats & quays", "“boats” and “quays”"),
        ("the ferry of Pyle", "“ferry” and “Pyle”"),
        ("the", "“the”"),
        ('"to be"', "“to be”"),
        ("ferry ferry", "“ferry”"),
        ("ferry OR boat quay", "“ferry” or “boat” and “quay”"),
        ("ferry | boat", "“ferry” or “boat”"),
        ("ferry or boat", "“ferry” and “boat”"),
        ("OR ferry OR", "“ferry”"),
        ("ferry AND boat", "“ferry” and “boat”"),
        ("ferry -tax", "“ferry”, without “tax”"),
        ('-"sea wall"', "without “sea wall”"),
        ("ferry NOT tax", "“ferry”, without “tax”"),
        ("chall*", "words that begin with “chall”"),
        ("ab*", "“ab”"),
        ("board:ferries", "by the board “ferries”"),
        ('Board:"Ferries Board"', "by the board “Ferries Board”"),
        ("-board:ferries", "not by the board “ferries”"),
        ("member:harbour", "with “harbour” present"),
        ("authority:averham", "with somebody from “averham” present"),
        ("verb:noted OR verb:agreed", "that were noted or agreed"),
        ("owner:clerk", "for “clerk” to do"),
        ("ferry in:decisions", "“ferry”, in decisions"),
        ("in:action in:decision", "in decisions or actions"),
        ("-in:actions", "in items, discussion, decisions, members or authorities"),
        ("after:2020", "on or after 1 January 2020"),
        ("before:2021-06", "before 1 June 2021"),
        ("after:2020-02-29 before:2021", "on or after 29 February 2020, before 1 January 2021"),
        ("http://example.org", "“http://example.org”"),
        ("member:", "“member”"),
        ("nul\0l", "“nul” and “l”"),
        ("zero\u200bwidth", "“zerowidth”"),
        ("£750", "“£750”"),
        ("%", "“%”"),
    ],
)
def test_what_is_understood_is_said_back(typed: str, understood: str) -> None:
    assert parse(typed).words.replace("“”", "") == understood


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("the ferry", "“the” is too common to narrow the search, and was left out."),
        ("ab*", "“ab*” is too short: give three letters before the *."),
        (
            "in:foo",
            "“in:foo” names no kind of record: they are items, discussion, decisions, actions, members or authorities.",
        ),
        ("after:soon", "“after:soon” is not a date such as 2020, 2020-06 or 2020-06-15."),
        ("after:0000", "“after:0000” is not a date such as 2020, 2020-06 or 2020-06-15."),
        ("before:10000", "“before:10000” is not a date such as 2020, 2020-06 or 2020-06-15."),
        ("after:2021-02-30", "“after:2021-02-30” is not a date such as 2020, 2020-06 or 2020-06-15."),
        (" ".join(f"w{n}" for n in range(2000)), f"Only the first {MOST_TERMS} terms were looked for."),
        ("x " * LONGEST, f"Only the first {LONGEST:,} characters were read."),
    ],
)
def test_what_is_not_taken_as_it_was_typed_is_said(typed: str, note: str) -> None:
    assert note in parse(typed).notes


@pytest.mark.parametrize("asked", answers.every("search"), ids=str)
def test_the_questions_of_the_contract_are_said_back(asked: Asked) -> None:
    query = parse(asked.q)

    assert (query.words.replace("“”", ""), query.notes) == (asked.said, asked.notes)


def test_a_sign_between_words_makes_them_a_phrase() -> None:
    assert parse("sea-wall").every == ((Words("sea-wall", ("sea", "wall")),),)


def test_either_joins_the_words_beside_it() -> None:
    assert [[each.typed for each in group] for group in parse("a1 b1 OR c1 d1").every] == [["a1"], ["b1", "c1"], ["d1"]]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("after:2020 after:2021", "2021-01-01", None),
        ("before:2020 before:2021", None, "2019-12-31"),
        ("before:2020-12", None, "2020-11-30"),
        ("before:9999", None, "9998-12-31"),
    ],
)
def test_dates(typed: str, first: str | None, last: str | None) -> None:
    query = parse(typed)
    assert (query.first, query.last) == (
        first and dt.date.fromisoformat(first),
        last and dt.date.fromisoformat(last),
    )


def test_nothing_typed_and_nothing_understood_are_not_the_same() -> None:
    assert (bool(parse("")), parse("").asks) == (False, False)
    assert (bool(parse("%")), parse("%").asks) == (True, False)
    assert parse("") == Query()


@pytest.mark.parametrize(
    ("one", "other"),
    [("CAFÉ", "cafe"), ("member’s", "member's"), ("boats & quays", "Boats  and quays"), ("ﬁnance", "finance")],
)
def test_spellings_that_mean_the_same_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(
    st.text()
    | st.lists(st.sampled_from(['"', "-", "OR", "NOT", "in:", "after:", "x", "*", ":", "(", "'"])).map("".join)
)
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert all(each.folded and each.typed for group in query.every for each in group)
    assert "\0" not in query.words + "".join(query.notes)
    assert parse(query.typed).asks == query.asks
