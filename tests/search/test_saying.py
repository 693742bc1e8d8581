"""What was understood of a question is said back in words, and what was not taken of it too."""

from __future__ import annotations

import pytest

from meetings.search.query import LONGEST, MOST_TERMS, parse
from meetings.search.saying import notes, words
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
    assert words(parse(typed)).replace("“”", "") == understood


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
    assert note in notes(parse(typed))


@pytest.mark.parametrize("asked", answers.every("search"), ids=str)
def test_the_questions_of_the_contract_are_said_back(asked: Asked) -> None:
    query = parse(asked.q)

    assert (words(query).replace("“”", ""), notes(query)) == (asked.said, asked.notes)
