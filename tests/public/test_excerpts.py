"""A passage is shown with the lines around it, and with nothing that is withheld."""

from __future__ import annotations

from meetings.public import Block, Excerpt, Piece, excerpt

AT = "decision-7-1"
LONG = " ".join(f"w{n}" for n in range(60))


def paragraph(*texts: str, at: str = "") -> Block:
    within = (at,) if at else ()
    return Block(kind="paragraph", pieces=tuple(Piece(text=text, at=at, within=within) for text in texts))


def row(*texts: str, at: str = "") -> tuple[tuple[Piece, ...], ...]:
    return tuple((Piece(text=text, at=at, within=(at,) if at else ()),) for text in texts)


BOX = Block(kind="withheld", pieces=(Piece(withheld=True),))


def test_two_lines_stand_before_and_after_the_passage() -> None:
    passage = paragraph("Noted the report.", at=AT)
    found = excerpt(
        [paragraph("One."), paragraph("Two.\nThree."), paragraph("Decision:"), passage, paragraph("A.", "\nB.\nC.")], AT
    )

    assert found == Excerpt(before=("Three.", "Decision:"), blocks=(passage,), after=("A.", "B."))


def test_long_lines_are_cut_at_the_far_end() -> None:
    found = excerpt([paragraph(LONG), paragraph("Noted.", at=AT), paragraph(LONG)], AT)

    assert found is not None
    assert (found.before[0][:6], found.before[0][-4:]) == ("… w20 ", " w59")
    assert (found.after[0][:3], found.after[0][-6:]) == ("w0 ", " w39 …")


def test_what_is_withheld_ends_the_surroundings() -> None:
    found = excerpt(
        [paragraph("One."), BOX, paragraph("Two."), paragraph("Noted.", at=AT), BOX, paragraph("Last.")], AT
    )

    assert found is not None
    assert (found.before, found.after) == (("Two.",), ())


def test_of_a_table_only_the_rows_with_the_passage_are_shown() -> None:
    table = Block(kind="table", rows=(row("1", "Ferries"), row("2", "Noted.", at=AT), row("3", "Quays")))
    found = excerpt([table], AT)

    assert found == Excerpt(before=(), blocks=(Block(kind="table", rows=(table.rows[1],)),), after=())


def test_a_passage_over_two_paragraphs_is_shown_whole_with_the_box_in_it() -> None:
    first, second = paragraph("Agreed to", at=AT), paragraph("buy a bell.", at=AT)

    assert excerpt([first, BOX, second], AT) == Excerpt(before=(), blocks=(first, BOX, second), after=())


def test_a_record_that_does_not_stand_in_the_source_has_no_excerpt() -> None:
    assert excerpt([paragraph("One.")], AT) is None
