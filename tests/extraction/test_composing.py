"""What is written down stands at its exact place, in paragraphs, rows and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction.blocks import Block, Cell, Extract, Heading, Leaf, ListItem, Paragraph, Span, Table
from meetings.extraction.composing import Composer, Row, Words
from meetings.extraction.limits import Limits, Refused

pytestmark = pytest.mark.once


def composed(*parts: Words | list[Row], limits: Limits | None = None) -> Extract:
    """The extract of paragraphs and of tables, given as lists of rows."""
    composer = Composer(limits or Limits())
    for part in parts:
        if isinstance(part, Words):
            composer.write(part)
        else:
            composer.table(part)
    return composer.extract("text/x-test")


def row(*cells: str) -> Row:
    return [[Words(text=cell)] if cell else [] for cell in cells]


def texts(table: Block) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text for cell in cells] for cells in table.rows]


def test_paragraphs_stand_apart_by_a_blank_line() -> None:
    found = composed(
        Words(text="Dues", heading=2), Words(text="The Board met."), Words(text="1. Noted.", level=1), Words(text=" ")
    )

    assert found == Extract(
        text="Dues\n\nThe Board met.\n\n1. Noted.\n\n\n",
        blocks=(
            Heading(text="Dues", span=Span(0, 4), level=2),
            Paragraph(text="The Board met.", span=Span(6, 20)),
            ListItem(text="Noted.", span=Span(22, 31), marker="1.", level=1),
        ),
        media_type="text/x-test",
    )


def test_lines_of_one_paragraph_are_paragraphs_without_a_blank_between() -> None:
    found = composed(Words(text="Venue: The Long Room\nDate: 5 March 2021", bold=True))

    assert found.text == "Venue: The Long Room\nDate: 5 March 2021\n\n"
    assert found.blocks == (
        Paragraph(text="Venue: The Long Room", span=Span(0, 20), bold=True),
        Paragraph(text="Date: 5 March 2021", span=Span(21, 39), bold=True),
    )


def test_a_table_is_cells_parted_by_tabs() -> None:
    found = composed([row("Role", "Name"), row("Chair", ""), [[Words(text="a"), Words(text="• b\nc")], []]])

    assert found.text == "Role\tName\nChair\t\na\n• b\nc\t\n\n"
    (table,) = found.blocks
    assert texts(table) == [["Role", "Name"], ["Chair", ""], ["a b c", ""]]
    assert isinstance(table, Table)
    assert table.rows[2][0] == Cell(
        blocks=(
            Paragraph(text="a", span=Span(17, 18)),
            ListItem(text="b c", span=Span(19, 24), marker="•"),
        ),
        span=Span(17, 24),
    )


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\u00a0\n"])
def test_rows_of_blank_cells_are_no_rows(blank: str) -> None:
    found = composed([[[Words(text=blank)], []], row("a", "b"), [[], [Words(text=blank)]]])

    assert texts(found.blocks[0]) == [["a", "b"]]


def test_lines_set_in_columns_by_tabs_are_one_table() -> None:
    found = composed(
        Words(text="\tPresent"),
        Words(text="\tChair\tAnn Bee"),
        Words(text="Members\tCy Dee\n\tEd Fox"),
        Words(text="Words."),
    )

    assert texts(found.blocks[1]) == [["Chair", "Ann Bee"], ["Members", "Cy Dee"], ["", "Ed Fox"]]
    assert [block.text for block in found.blocks if not isinstance(block, Table)] == ["Present", "Words."]


def test_an_entry_and_a_tab_are_no_row() -> None:
    assert composed(Words(text="1.\tNoted.")).blocks == (ListItem(text="Noted.", span=Span(0, 9), marker="1."),)


@pytest.mark.parametrize(
    ("text", "marker", "words"),
    [
        ("· Noted.", "·", "Noted."),
        ("•Noted.", "•", "Noted."),
        ("12. Noted.", "12.", "Noted."),
        ("a) Noted.", "a)", "Noted."),
        ("(iv) Noted.", "(iv)", "Noted."),
        ("o Noted.", "o", "Noted."),
        ("– Noted.", "–", "Noted."),
    ],
)
def test_a_marker_at_the_head_of_a_paragraph_makes_it_an_entry(text: str, marker: str, words: str) -> None:
    (entry,) = composed(Words(text=text)).blocks

    assert entry == ListItem(text=words, span=Span(0, len(text)), marker=marker)


@pytest.mark.parametrize("text", ["**not bold**", "# no heading", "10.30 am", "[a](b)", "| a | b |", "a_b_c", "3"])
def test_signs_of_markdown_are_words(text: str) -> None:
    assert composed(Words(text=text)).blocks == (Paragraph(text=text, span=Span(0, len(text))),)


def test_a_bold_line_that_opens_with_a_number_is_a_title() -> None:
    found = composed(Words(text="1. Dues", bold=True), Words(text="• Words", bold=True))

    assert found.blocks == (
        Paragraph(text="1. Dues", span=Span(0, 7), bold=True),
        ListItem(text="Words", span=Span(9, 16), marker="•"),
    )


def test_bullets_that_run_together_are_entries_of_their_own() -> None:
    found = composed(Words(text="Members said: • One • Two"))

    assert [(leaf.text, leaf.span.cut(found.text)) for leaf in found.leaves()] == [
        ("Members said:", "Members said:"),
        ("One", "• One"),
        ("Two", "• Two"),
    ]


def test_a_sentence_that_a_page_broke_is_one_paragraph() -> None:
    found = composed(
        Words(text="The Board met and agreed to", page=1), Words(text="7", page=1), Words(text="go on.", page=2)
    )

    assert [(leaf.text, leaf.span.page) for leaf in found.leaves()] == [
        ("The Board met and agreed to go on.", 1),
        ("7", 1),
    ]
    assert found.pages == (0, 32)


def test_pages_without_words_have_a_place_too() -> None:
    found = composed(Words(text="One.", page=1), Words(text="Four.", page=4))

    assert found.pages == (0, 6, 6, 6)


def test_marks_that_are_not_seen_are_taken_out_and_told() -> None:
    found = composed(Words(text="No\u200bted\x02."))

    assert (found.text, [finding.code for finding in found.findings]) == ("Noted.\n\n", ["control-characters"])


@pytest.mark.parametrize("parts", [[], [Words(text=" \n\t")], [[row("", "")]]])
def test_nothing_but_blanks_is_refused(parts: list[Words | list[Row]]) -> None:
    with pytest.raises(Refused) as refusal:
        composed(*parts)

    assert refusal.value.code == "no-text"


@pytest.mark.parametrize("limits", [Limits(characters=20), Limits(lines=2)], ids=["characters", "lines"])
def test_what_is_too_much_is_refused_where_it_passes_the_limit(limits: Limits) -> None:
    def endless() -> list[Row]:
        return [row("words", "words") for _ in range(1000)]

    with pytest.raises(Refused) as refusal:
        composed(endless(), limits=limits)

    assert (refusal.value.code, refusal.value.sentence.endswith("the most that is read.")) == ("too-large", True)


TEXT = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.lists(
        st.sampled_from(
            ["a", "The Board ", "of", "1. ", "• ", "12", "\n", "\t", " ", "---", "<AI1>", "x\u200by", "A.", "…"]
        ),
        max_size=8,
    ).map("".join),
)
WORDS = st.builds(
    Words,
    text=TEXT,
    bold=st.booleans(),
    heading=st.sampled_from([0, 0, 0, 2]),
    level=st.integers(0, 7),
    page=st.one_of(st.none(), st.integers(1, 4)),
)
PARTS = st.one_of(WORDS, st.lists(st.lists(st.lists(WORDS, max_size=2), max_size=4), max_size=3))


def holds(span: str, words: str) -> bool:
    """Whether the words stand in this order in a span, which may hold a page number between them."""
    rest = iter(span.split())
    return all(any(word in each for each in rest) for word in words.split())


@given(st.lists(PARTS, max_size=8))
def test_every_word_stands_in_a_span_and_every_span_holds_its_words(parts: list[Words | list[Row]]) -> None:
    try:
        found = composed(*parts)
    except Refused:
        return
    leaves: list[Leaf] = list(found.leaves())
    starts = [leaf.span.start for leaf in leaves]
    covered = {at for leaf in leaves for at in range(leaf.span.start, leaf.span.end)}

    assert [leaf for leaf in leaves if not holds(leaf.span.cut(found.text), leaf.text)] == []
    assert "".join(sign for at, sign in enumerate(found.text) if at not in covered and not sign.isspace()) == ""
    assert starts == sorted(set(starts))
    assert list(found.pages) == sorted(found.pages)
    for block in found.blocks:
        if isinstance(block, Table):
            assert all(block.span.covers(cell.span) for cells in block.rows for cell in cells)
