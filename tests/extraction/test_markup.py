"""Marks of Markdown and HTML fall away; the words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction.markup import is_bold, plain

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("The Board **noted** the report.", "The Board noted the report."),
        ("**4 Harbour dues**", "4 Harbour dues"),
        ("__Decision__", "Decision"),
        ("an *open* question", "an open question"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("<b>1.</b> <u>Dues</u>", "1. Dues"),
        ("the 4<sup>th</sup> quay", "the 4th quay"),
        ("one<br>two", "one two"),
        ('<ul style="x">• first', "• first"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<AI1>", "<AI1>"),
        ("[the fees](https://quay.example/fees) rose", "the fees rose"),
        ("[Confidential] Pay", "[Confidential] Pay"),
        (r"1\. Dues \& fees\*", "1. Dues & fees*"),
        ("Dues &amp; fees", "Dues & fees"),
        ("  many \t blanks\u00a0here ", "many blanks here"),
    ],
)
def test_the_words_without_their_marks(raw: str, words: str) -> None:
    assert plain(raw) == words


@pytest.mark.parametrize(
    ("raw", "bold"),
    [
        ("**Decision**", True),
        ("**Decision:**", True),
        ("**Decision**:", True),
        ("<b>Decision</b>", True),
        ("## **Decision**", True),
        ("__Decision__", True),
        ("Decision", False),
        ("The Board **noted** it", False),
        ("**Agreed** and **noted**", False),
        ("**Noted** the report", False),
    ],
)
def test_a_line_is_bold_when_one_pair_of_marks_encloses_it(raw: str, bold: bool) -> None:
    assert is_bold(raw) is bold


@given(st.text(st.characters(codec="utf-8", exclude_characters="*_<>&[]()\\"), max_size=60))
def test_a_text_without_marks_keeps_every_word(text: str) -> None:
    assert plain(text) == " ".join(text.split())
