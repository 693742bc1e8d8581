"""What the reader of PDFs makes of pages."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from meetings.extraction import Limits, pdf, pdf_pages, pdf_sheet
from meetings.extraction.blocks import Extract, Finding, Heading, Paragraph, Span
from tests.extraction.built_pdf import BODY, Draw, both, drawn, lines, paragraph, printed, ruled
from tests.extraction.plain import shown
from tests.extraction.work import calls

pytestmark = pytest.mark.once


def read(data: bytes) -> Extract:
    return pdf.read(data, Limits())


SENTENCES = (
    "The ferry had been out of the water since the storm in January, and the yard asked for three more weeks.",
    "Members walked along the quay before they met, and saw for themselves how far the sea had come over the steps.",
)


def wrapped(*texts: str) -> list[Flowable]:
    return [paragraph(each) for each in texts]


def test_a_paragraph_that_is_wrapped_is_one_paragraph() -> None:
    assert shown(read(printed(wrapped(*SENTENCES)))) == list(SENTENCES)


def test_paragraphs_without_a_gap_between_them_are_told_by_their_short_last_lines() -> None:
    close = ParagraphStyle("close", BODY, spaceAfter=0)

    assert shown(read(printed([paragraph(each, close) for each in SENTENCES]))) == list(SENTENCES)


def test_a_sentence_that_a_page_break_cuts_goes_on_on_the_next_page() -> None:
    long = " ".join(SENTENCES * 40)

    extract = read(printed(wrapped("It begins.", long, "It ends.")))

    assert shown(extract) == ["It begins.", long, "It ends."]
    assert [(block.span.page, extract.text[block.span.start]) for block in extract.blocks] == [
        (1, "I"),
        (1, "T"),
        (2, "I"),
    ]


def test_list_entries_keep_their_markers_and_their_depth() -> None:
    texts = [
        "The Board noted:",
        "• " + SENTENCES[0],
        "• It would cost:",
        "o £40 a week;",
        "o no more.",
        "1. End",
    ]
    indents = [0, 0, 0, 18, 18, 0]
    styles = [ParagraphStyle("x", BODY, leftIndent=at + 14, firstLineIndent=-14) for at in indents]

    blocks = read(printed(paragraph(each, style) for each, style in zip(texts, styles, strict=True))).blocks

    assert [(getattr(each, "marker", ""), each.text, getattr(each, "level", 0)) for each in blocks] == [
        ("", "The Board noted:", 0),
        ("•", SENTENCES[0], 0),
        ("•", "It would cost:", 0),
        ("o", "£40 a week;", 1),
        ("o", "no more.", 1),
        ("1.", "End", 0),
    ]


def test_a_large_line_is_a_heading_and_a_bold_one_is_bold() -> None:
    heading = ParagraphStyle("heading", BODY, fontSize=16, leading=20)
    bold = ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")

    extract = read(printed([paragraph("Harbour Board", heading), paragraph("Ferries", bold), *wrapped(*SENTENCES)]))

    assert extract.blocks[0] == Heading(text="Harbour Board", span=Span(0, 13, 1), level=1)
    assert extract.blocks[1] == Paragraph(text="Ferries", span=Span(15, 22, 1), bold=True)


@pytest.mark.parametrize(
    ("first", "second", "read_as"),
    [
        ("A committee was formed. The com-", "mittee met twice.", "A committee was formed. The committee met twice."),
        ("The harbour is tidal. They co-", "opted a member.", "The harbour is tidal. They co-opted a member."),
        ("It was chaired by the Vice-", "Chair until six.", "It was chaired by the Vice-Chair until six."),
    ],
)
def test_a_word_is_put_together_at_a_line_end_only_where_that_is_sure(first: str, second: str, read_as: str) -> None:
    assert shown(read(drawn(lines(first, second)))) == [read_as]


def test_ligatures_are_letters_and_soft_hyphens_are_gone() -> None:
    assert shown_words("o\ufb03ce \ufb01ve e\ufb00ect re\u00adport") == "office five effect report"


def shown_words(letters: str) -> str:
    return " ".join(map(pdf_sheet.shown, letters.split()))


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "\uf0a8", "\uf0d8", "\uf02d", "\uf076"])
def test_the_private_bullets_of_symbol_fonts_are_bullets(sign: str) -> None:
    assert pdf_sheet.shown(sign) == "•"


ATTENDANCE = [
    ["Role", "Councillor", "Authority"],
    ["Chairman", "Cllr Ann Bee", "Quillham City Council"],
    ["Members", "Cllr Owen Reed", "Thorle Town Council"],
    ["", "Cllr Ada Moss", "Pyle Parish Council"],
]


def test_rules_make_a_table() -> None:
    assert shown(read(printed([*wrapped("Attendance"), ruled(ATTENDANCE), *wrapped("End.")]))) == [
        "Attendance",
        ATTENDANCE,
        "End.",
    ]


def test_a_cell_holds_its_paragraphs_and_merged_cells_are_a_cell_and_blank_ones() -> None:
    table = ruled([["Item", ["One.", "Two."]], ["Both", ""], ["a", "b"]])
    table.setStyle([("SPAN", (0, 1), (1, 1))])

    assert shown(read(printed([table]))) == [[["Item", "One. / Two."], ["Both", ""], ["a", "b"]]]


def test_lines_that_share_their_columns_make_a_table_without_rules() -> None:
    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(ATTENDANCE):
            for x, cell in zip((72, 170, 310), row, strict=True):
                canvas.drawString(x, 700 - 15 * at, cell)

    assert shown(read(drawn(both(lines("Attendance", "It follows."), draw)))) == [
        "Attendance",
        "It follows.",
        ATTENDANCE,
    ]


def test_a_table_without_rules_goes_on_over_a_page_break_and_its_cells_may_have_several_lines() -> None:
    def rows(*cells: tuple[float, float, str]) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 11)
            for x, down, cell in cells:
                canvas.drawString(x, A4[1] - 80 - down, cell)

        return draw

    first = rows(
        (72, 0, "Members"), (170, 0, "Cllr Owen Reed"), (310, 0, "North Carrowshire and Lower Sallow"),
        (310, 13, "Valley District Council"), (170, 39, "Cllr Ada Moss"), (310, 39, "Pyle Parish Council"),
        (170, 65, "Cllr Una Bell"), (310, 65, "Thorle, Easterley and Stannerby Joint"),
    )  # fmt: skip
    second = rows(
        (310, 0, "committee"), (170, 26, "Cllr Tom Ash"), (310, 26, "Quillham City Council"),
        (72, 52, "Apologies"), (170, 52, "Cllr Ian Holt"), (310, 52, "Fennick Town Council"),
    )  # fmt: skip

    assert shown(read(drawn(first, second))) == [
        [
            ["Members", "Cllr Owen Reed", "North Carrowshire and Lower Sallow Valley District Council"],
            ["", "Cllr Ada Moss", "Pyle Parish Council"],
            ["", "Cllr Una Bell", "Thorle, Easterley and Stannerby Joint committee"],
            ["", "Cllr Tom Ash", "Quillham City Council"],
            ["Apologies", "Cllr Ian Holt", "Fennick Town Council"],
        ]
    ]


def test_a_paragraph_with_something_set_beside_it_is_no_table() -> None:
    beside = both(lines("AB", x=500, top=86), lines("BC", x=500, top=100))
    text = lines(SENTENCES[0][:82], "and so did the harbour master.", "They would be written to.")

    assert shown(read(drawn(both(text, beside)))) == [
        f"{SENTENCES[0][:82]} and so did the harbour master. AB",
        "They would be written to. BC",
    ]


def test_a_table_that_goes_on_over_pages_is_one_and_its_head_is_printed_once() -> None:
    rows = [[f"{at}.1", f"Berth {at} was let to a boat from Thorle"] for at in range(90)]
    table = ruled([["No", "Decision"], *rows], [60, 300])
    table.repeatRows = 1

    assert shown(read(printed([table]))) == [[["No", "Decision"], *rows]]


def test_a_row_that_a_page_break_splits_is_one_row() -> None:
    body = [f"{at}: {SENTENCES[at % 2]}" for at in range(40)]

    extract = read(printed([ruled([["1", "Ferries"], ["", body], ["2", "Quays"]], [60, 380])]))

    assert shown(extract) == [[["1", "Ferries"], ["", " / ".join(body)], ["2", "Quays"]]]


def test_running_headers_and_page_numbers_are_left_out_and_told_of_once() -> None:
    def decorate(canvas: Canvas, number: int) -> None:
        canvas.drawString(62, 810, "Harbour Board")
        canvas.drawCentredString(300, 30, f"Page {number} of 4")
        if number == 2:
            canvas.drawString(400, 30, "Signed: A Bee")

    texts = [f"{at}: {SENTENCES[at % 2]}" for at in range(90)]

    extract = read(printed(wrapped(*texts), decorate))

    assert [block for block in shown(extract) if block not in texts] == ["Page 2 of 4 Signed: A Bee"]
    assert extract.findings == (
        Finding(
            code="page-furniture",
            message="2 kinds of running header, footer or page number left out: “Harbour Board”, “Page 1 of 4”.",
        ),
    )


def test_what_stands_on_one_page_only_is_kept() -> None:
    def decorate(canvas: Canvas, number: int) -> None:
        canvas.drawString(62, 810, f"Harbour Board {'one two three'.split()[number - 1]}")

    texts = [f"{at}: {SENTENCES[at % 2]}" for at in range(40)]

    extract = read(printed(wrapped(*texts), decorate))

    assert [block for block in shown(extract) if block not in texts] == ["Harbour Board one", "Harbour Board two"]
    assert extract.findings == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = A4
        canvas.setPageRotation(turn)
        x, y = {90: (height, 0), 180: (width, height), 270: (0, width)}[turn]
        canvas.translate(x, y)
        canvas.rotate(turn)
        for at, line in enumerate(("First", "Second")):
            canvas.drawString(100, 500 - 40 * at, line)

    assert shown(read(drawn(draw))) == ["First", "Second"]


def test_twice_the_pages_are_twice_the_work() -> None:
    def reading(pages: int) -> Callable[[], object]:
        data = drawn(*[lines(f"Item {at}", f"The Board noted report {at * at}.") for at in range(pages)])
        return lambda: pdf.read(data, Limits())

    assert calls(reading(800)) < 2.1 * calls(reading(400))


@pytest.mark.parametrize(
    "words", ["co-\u00adopted re-\nported", "o\ufb03ce \U0001d49c\U0001d49e flat", "A\u00a0B C  D", ""]
)
def test_letters_asked_for_at_once_are_those_asked_for_one_by_one(words: str) -> None:
    data = drawn(lines(*words.split("\n"), "The committee was chaired by the Vice-", "Chair until six."))
    for page in pypdfium2.PdfDocument(data):
        held = page.get_textpage()
        raw = held.raw
        one_by_one = [pdfium.FPDFText_GetUnicode(raw, at) for at in range(pdfium.FPDFText_CountChars(raw))]
        assert [ord(each) for each in pdf_pages._letters(raw)] == one_by_one
        assert one_by_one
