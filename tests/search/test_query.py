"""What a visitor typed becomes a query, whatever it is, and says what was understood."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search import saying
from meetings.search.query import Query, Words, fold, parse

pytestmark = pytest.mark.once


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
    assert "\0" not in saying.words(query) + "".join(saying.notes(query))
    assert parse(query.typed).asks == query.asks
