"""What a visitor typed becomes words and phrases, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.query import MOST_TERMS, Query, fold, parse


def typed(text: str) -> list[str]:
    return [term.typed for term in parse(text).terms]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("   \t\n ", []),
        ("peer challenge", ["peer", "challenge"]),
        ('"peer challenge" after', ["peer challenge", "after"]),
        ("“peer challenge”", ["peer challenge"]),
        ('"open phrase', ["open phrase"]),
        ('""', []),
        ("ferry, (boats)!", ["ferry", "boats"]),
        ("boats & quays and piers", ["boats", "quays", "piers"]),
        ("Café cafe CAFÉ", ["Café"]),
        ("nul\0l", ["nul", "l"]),
        ("zero\u200bwidth", ["zerowidth"]),
        ("*", []),
        ("£750", ["£750"]),
    ],
)
def test_text_is_read_as_words_and_phrases(text: str, terms: list[str]) -> None:
    assert typed(text) == terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("CAFÉ", "cafe"), ("member’s", "member's"), ("boats & quays", "Boats  and quays"), ("ﬁnance", "finance")],
)
def test_spellings_that_mean_the_same_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_term_knows_the_ways_in_which_a_note_may_print_it() -> None:
    assert parse('"Boats & members\' quays"').spellings == (
        (
            "Boats & members' quays",
            "Boats & members’ quays",
            "Boats and members' quays",
            "Boats and members’ quays",
            "boats & members' quays",
            "boats & members’ quays",
            "boats and members' quays",
            "boats and members’ quays",
        ),
    )


def test_what_was_understood_is_said_back() -> None:
    assert parse('"peer challenge" ferry').words == "“peer challenge” and “ferry”"
    assert not parse("")
    assert parse("") == Query()


def test_no_more_terms_are_kept_than_a_database_can_look_for() -> None:
    assert len(parse(" ".join(f"w{n}" for n in range(2000))).terms) == MOST_TERMS


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    query = parse(text)
    assert all(term.typed and term.folded and term.spellings for term in query.terms)
    assert "\0" not in query.words
