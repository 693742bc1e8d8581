"""Text is read as words in one way only: for the index, for what is asked, and for what is lit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.words import LONGEST, term, terms, words

pytestmark = pytest.mark.once


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Ferry, (boats)!", ["ferry", "boats"]),
        ("Café CAFÉ cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("the Harbour’s, the harbour's", ["the", "harbour", "the", "harbour"]),
        ("members' O’Brien", ["members", "o", "brien"]),
        ("boats & quays", ["boats", "and", "quays"]),
        ("sea-wall 2014-15 2014/15", ["sea", "wall", "2014", "15", "2014", "15"]),
        ("£12,500 and 1,250,000", ["12500", "and", "1250000"]),
        ("1,2345 or 12,34", ["1", "2345", "or", "12", "34"]),
        ("ﬁnance ＦＵＬＬ ½", ["finance", "full", "1of2"]),
        ("har\u00adbour qu\u200bay", ["harbour", "quay"]),
        ("Ŵyl straße", ["wyl", "strasse"]),
        ("_under_score_", ["under", "score"]),
        ("nul\0l 🙂", ["nul", "l"]),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


def test_each_word_has_its_place() -> None:
    text = "The Harbour’s £12,500 was noted."
    assert [text[word.start : word.end] for word in words(text)] == ["The", "Harbour’s", "12,500", "was", "noted"]


@pytest.mark.parametrize(
    ("one", "other"), [("decides", "decided"), ("policy", "policies"), ("ferry", "ferries"), ("agreed", "agrees")]
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert term(one, "english") == term(other, "english")
    assert term(one, "") != term(other, "")


@pytest.mark.parametrize(
    ("word", "expected"), [("2014", "2014"), ("12e3abc", "zn12e3abc"), ("2nd", "zn2nd"), ("λ", "zq3bb")]
)
def test_a_term_is_plain_ascii_and_no_number_with_letters(word: str, expected: str) -> None:
    assert term(word, "english") == expected


@given(st.text())
def test_any_text_has_words_of_letters_and_digits(text: str) -> None:
    found = list(words(text))
    assert all(word.folded.isalnum() and len(word.folded) <= LONGEST for word in found)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert terms(text, "english").isascii()
    assert terms(text, "english").split() == [term(word.folded, "english") for word in found]


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_a_word_folds_alike_in_either_case(text: str) -> None:
    assert folded(text.upper()) == folded(text.upper().lower().upper())
