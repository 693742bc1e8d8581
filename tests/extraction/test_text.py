"""Lines of text become paragraphs, headings, list entries and tables, each at its exact place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction.blocks import Block, Extract, Heading, Leaf, ListItem, Paragraph, Span, Table
from meetings.extraction.limits import Refused
from meetings.extraction.text import read
from tests.minutes.accounting import holds

pytestmark = pytest.mark.once

Shape = str | tuple[str, ...] | list[list[str]]


def shape(block: Block) -> Shape:
    """A block in short: its words, behind a mark for what it is; a table as rows of cells."""
    if isinstance(block, Table):
        return [[cell.text for cell in row] for row in block.rows]
    return leaf(block)


def leaf(block: Leaf) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, ListItem):
        return f"{'  ' * block.level}{block.marker} {block.text}"
    return f"**{block.text}**" if block.bold else block.text


def shapes(text: str) -> list[Shape]:
    return [shape(block) for block in read(text).blocks]


def test_a_block_says_where_its_words_stand() -> None:
    found = read("Harbours Board\n\n  · **Noted** the report.\n")

    assert found == Extract(
        text="Harbours Board\n\n  · **Noted** the report.\n",
        blocks=(
            Paragraph(text="Harbours Board", span=Span(0, 14)),
            ListItem(text="Noted the report.", span=Span(18, 41), marker="·", level=1),
        ),
    )
    assert [block.span.cut(found.text) for block in found.blocks] == ["Harbours Board", "· **Noted** the report."]


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("The Chair spoke.", "The Chair spoke."),
        ("**Decision**", "**Decision**"),
        ("## 4 Harbour dues", "## 4 Harbour dues"),
        ("### **4 Harbour dues**", "### 4 Harbour dues"),
        ("#dues is a tag", "#dues is a tag"),
        ("· first", "· first"),
        ("• first", "• first"),
        ("- first", "- first"),
        ("– first", "– first"),
        ("o  first", "o first"),
        (" . first", ". first"),
        ("1. first", "1. first"),
        (r"1\. first", "1. first"),
        ("1) first", "1) first"),
        ("(1) first", "(1) first"),
        ("a) first", "a) first"),
        ("(a) first", "(a) first"),
        ("iv. first", "iv. first"),
        ("2.1 first", "2.1 first"),
        ("2.1. first", "2.1. first"),
        ("    o  deeper", "    o deeper"),
        ("10.30 am to noon", "10.30 am to noon"),
        ("£4.50 a night", "£4.50 a night"),
        ("-5 degrees", "-5 degrees"),
        ("2 Members of the public.", "2 Members of the public."),
        ("2020/21 had been dry", "2020/21 had been dry"),
        ("---", "---"),
        ("<AI1>", "<AI1>"),
        ("1.", "1."),
    ],
)
def test_one_line_by_its_marker(line: str, block: str) -> None:
    assert shapes(line) == [block]


def test_bullets_that_run_together_are_entries_of_their_own() -> None:
    assert shapes("Members said: • dues are high • the quay is old") == [
        "Members said:",
        "• dues are high",
        "• the quay is old",
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            "She gave a long account of the\n\ndemonstration.",
            ["She gave a long account of the demonstration."],
            id="a sentence broken by a blank line",
        ),
        pytest.param(
            "- how much money the harbour should use to\n\nsubsidise the scheme.",
            ["- how much money the harbour should use to subsidise the scheme."],
            id="an entry broken by a blank line",
        ),
        pytest.param(
            "The report went on to the next\n\n4\n\npage and ended.",
            ["The report went on to the next page and ended.", "4"],
            id="a page number in the middle of a sentence",
        ),
        pytest.param(
            "The Board noted the report.\n\nmembers were pleased.",
            ["The Board noted the report.", "members were pleased."],
            id="a sentence that ended is not gone on with",
        ),
        pytest.param("Decision\n\nthe report was noted", ["Decision", "the report was noted"], id="one word is a head"),
        pytest.param("Members asked that:\n\n- dues fall", ["Members asked that:", "- dues fall"], id="a list follows"),
        pytest.param(
            "**The Board agreed that the**\n\nquay be mended",
            ["**The Board agreed that the**", "quay be mended"],
            id="a bold line ends itself",
        ),
    ],
)
def test_broken_sentences_are_joined(text: str, blocks: list[Shape]) -> None:
    assert shapes(text) == blocks


WRAPPED = """MINUTES OF THE MEETING HELD IN THE TOWN HALL ON MONDAY 12 MARCH

PRESENT: Cllr A Bee

The members considered the report which had been circulated and the

Director replied to the queries that the members had raised about it

and the coming year.

Roads

The Council agreed that the programme of works for the coming summer

Season be adopted.
"""


def test_a_hard_wrapped_text_is_put_together_line_by_line() -> None:
    assert shapes(WRAPPED) == [
        "MINUTES OF THE MEETING HELD IN THE TOWN HALL ON MONDAY 12 MARCH",
        "PRESENT: Cllr A Bee",
        (
            "The members considered the report which had been circulated and the Director replied to the queries that "
            "the members had raised about it and the coming year."
        ),
        "Roads",
        "The Council agreed that the programme of works for the coming summer Season be adopted.",
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("1\tDues\t\n2\tQuays\t", [["1", "Dues"], ["2", "Quays"]], id="cells in one line"),
        pytest.param("| 1 | Dues |\n| 2 | Quays |", [["1", "Dues"], ["2", "Quays"]], id="pipes"),
        pytest.param(
            "\tChair\n\tCllr Ann Bee\n\tAverham Council\n\n\t\n\tCllr Cy Dee\n\tQuillham Council\n",
            [["Chair", "Cllr Ann Bee", "Averham Council"], ["", "Cllr Cy Dee", "Quillham Council"]],
            id="one cell a line, a blank one among them",
        ),
        pytest.param("\tDate:\n\n\n\tThursday 20 May 2021\n", [["Date:", "Thursday 20 May 2021"]], id="a label"),
        pytest.param(
            "\t7\n\tDues\n\n\tThe Chair spoke.\n\nMembers agreed.\n\t\n",
            [["7"], ["Dues"], ["The Chair spoke. Members agreed."]],
            id="paragraphs in a cell",
        ),
    ],
)
def test_tabs_and_pipes_make_tables(text: str, rows: list[list[str]]) -> None:
    assert [each for each in shapes(text) if isinstance(each, list)] == [rows]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("one\r\ntwo", ["one", "two"]),
        ("one\rtwo", ["one", "two"]),
        ("one\x0ctwo", ["one", "two"]),
        ("one\u2028two", ["one", "two"]),
        ("Dec\u00adision", ["Decision"]),
        ("Dec\u200bision", ["Decision"]),
        ("\ufeffDecision", ["Decision"]),
        ("Dec\x00ision", ["Decision"]),
        ("Cllr \u202eAnn\u202c Bee", ["Cllr Ann Bee"]),
    ],
    ids=ascii,
)
def test_breaks_are_one_kind_and_invisible_marks_are_gone(printed: str, words: list[str]) -> None:
    assert shapes(printed) == words


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Dec\x00ision", ["control-characters"]),
        ("Dec\u202eision", ["control-characters"]),
        ("Dec\u200bision", ["control-characters"]),
        ("Dec\u00adision", []),
        ("\ufeffDecision", []),
        ("Decision\r\n\x0c", []),
    ],
    ids=ascii,
)
def test_invisible_marks_that_no_note_holds_are_told_to_the_clerk(printed: str, codes: list[str]) -> None:
    assert [finding.code for finding in read(printed).findings] == codes


def test_a_text_of_nothing_but_invisible_marks_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read("\u200b\x00 \ufeff\n")

    assert refusal.value.code == "no-text"


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "",
                "\t",
                "<AI1>",
                "---",
                "4",
                "Decision",
                "**Action:**",
                "· first",
                "1. The Board **noted** it;",
                "a) one • two",
                "\t7  ",
                "\tDues and fees",
                "1\tDues\tAnn",
                "| 1 | Dues |",
                "goes on in lower case",
                "The members considered the report which had been circulated to them and",
            ]
        ),
        st.text(st.characters(codec="utf-8"), max_size=40),
    ),
    max_size=25,
)


@given(LINES)
def test_every_block_stands_where_it_says_and_nothing_stands_outside(lines: list[str]) -> None:
    try:
        found = read("\n".join(lines))
    except Refused:
        return
    covered = bytearray(len(found.text))
    for block in found.blocks:
        covered[block.span.start : block.span.end] = b"\x01" * (block.span.end - block.span.start)
    outside = [char for char, inside in zip(found.text, covered, strict=True) if not inside and not char.isspace()]
    assert set(outside) <= {"|"}
    assert [block for block in found.leaves() if not holds(block.span.cut(found.text), block.text)] == []


def test_rows_of_a_table_do_not_hide_that_the_text_is_hard_wrapped() -> None:
    row = "Members\t" + "Cllr Ann Bee " * 20 + "\tAverham Council"
    first = (
        "The stage has had no roof since the gale of January, and the users asked for\nBetter shelter on the east side."
    )
    text = f"{row}\n\n" + "\n\n".join([first] * 5)
    paragraphs = [block.text for block in read(text).blocks if not isinstance(block, Table)]
    assert paragraphs == [first.replace("\n", " ")] * 5
