"""What the reader of PDFs makes of pages."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from meetings.extraction import Limits, Refused, pdf, pdf_pages, pdf_sheet, text
from meetings.extraction.blocks import Extract, Finding, Heading, ListItem, Paragraph, Span, Table
from meetings.minutes import parse
from meetings.minutes.codec import to_data
from tests.extraction.built_pdf import BODY, Draw, both, drawn, lines, paragraph, pdf_of, printed, ruled
from tests.here import CORPUS, ROOT

pytestmark = pytest.mark.once

SAMPLES = sorted((ROOT / "fixtures" / "notes").iterdir())
REAL = sorted((CORPUS / "notes").glob("*"))
DAMAGED = "peverstone-parish-council-2021-11-08.txt"
"""Characters were lost in it, and the sign that stands for them is in no font of a PDF."""
PLACES = ("own", "preamble", "left_over", "findings", "span", "board_span", "date_span", "venue_span", "spans")


def read(data: bytes) -> Extract:
    return pdf.read(data, Limits())


def shown(extract: Extract) -> list[object]:
    """The blocks of an extract as plain words: a table as rows, an entry with its marker."""
    return [
        [[" / ".join(leaf.text for leaf in cell.blocks) for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else f"{block.marker} {block.text}"
        if isinstance(block, ListItem)
        else block.text
        for block in extract.blocks
    ]


def told(extract: Extract) -> list[object]:
    """All that its Minutes say, but for where in the text they say it."""
    return [_without_places(to_data(minutes)) for minutes in parse(extract)]


def _without_places(data: object) -> object:
    if isinstance(data, dict):
        return {key: _without_places(value) for key, value in data.items() if key not in PLACES and "span" not in key}
    return [_without_places(each) for each in data] if isinstance(data, list) else data


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.name != DAMAGED], ids=lambda path: path.stem)
def test_a_sample_note_printed_as_pdf_tells_the_same(path: Path) -> None:
    note = text.read(path.read_text())

    assert told(read(pdf_of(note))) == told(note)


SERIF = ParagraphStyle("serif", BODY, fontName="Times-Roman", fontSize=12, leading=14.4, spaceAfter=3)
LOOKS = {
    "justified": (ParagraphStyle("justified", BODY, alignment=TA_JUSTIFY),) * 2,
    "small": (ParagraphStyle("small", BODY, fontSize=9, leading=10.8),) * 2,
    "serif": (SERIF, SERIF),
    "cells without gaps": (BODY, ParagraphStyle("close", BODY, fontSize=10, leading=12, spaceAfter=0)),
}


@pytest.mark.parametrize(("body", "cell"), LOOKS.values(), ids=LOOKS.keys())
def test_every_sample_note_tells_the_same_items_and_people_however_it_is_set(
    body: ParagraphStyle, cell: ParagraphStyle
) -> None:
    notes = {path.stem: text.read(path.read_text()) for path in SAMPLES if path.name != DAMAGED}

    got = {name: recorded(read(pdf_of(note, body, cell))) for name, note in notes.items()}

    assert got == {name: recorded(note) for name, note in notes.items()}


def recorded(extract: Extract) -> list[object]:
    """What is decided, who must act and who was there."""
    return [
        (
            [
                (item.number, item.title, [each.text for each in item.decisions], [each.text for each in item.actions])
                for item in minutes.items
            ],
            [(person.name, person.role, person.authority) for person in minutes.attendance],
        )
        for minutes in parse(extract)
    ]


@pytest.mark.real_notes
@pytest.mark.skipif(not REAL, reason="the real notes stand outside the project, and are not here")
def test_the_real_notes_printed_as_pdf_score_97_on_every_kind_of_record(tmp_path: Path) -> None:
    notes = [(path.name, text.read(path.read_text(errors="replace"))) for path in REAL]
    documents = [
        {"path": name, "meetings": [to_data(minutes) for minutes in parse(read(pdf_of(note)))]} for name, note in notes
    ]
    printed_told = tmp_path / "told.json"
    printed_told.write_text(json.dumps({"documents": documents}))

    score = subprocess.run(
        [sys.executable, CORPUS / "score.py", CORPUS / "gold", printed_told, "--min", "0.97"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert score.returncode == 0, score.stdout


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


def hiding(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Seen")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 580, "White")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(72, 900, "Above the page")
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(72, 560, "Tiny")
    canvas.setFont("Helvetica", 11)
    unseen = canvas.beginText(72, 540)
    unseen.setTextRenderMode(3)
    unseen.textOut("Invisible")
    canvas.drawText(unseen)


def test_text_that_nobody_sees_is_left_out_and_counted() -> None:
    extract = read(drawn(hiding))

    assert shown(extract) == ["Seen"]
    assert extract.findings == (
        Finding(code="hidden-text", message="4 pieces of hidden text were left out: nobody sees it on the pages."),
    )


def test_white_text_on_a_dark_ground_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 590, 200, 30, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, "Decisions")

    extract = read(drawn(draw))

    assert (shown(extract), extract.findings) == (["Decisions"], ())


def scanned(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)


def recognised(canvas: Canvas) -> None:
    scanned(canvas)
    words = canvas.beginText(72, 700)
    words.setTextRenderMode(3)
    words.textOut("The Board met.")
    canvas.drawText(words)


def test_the_invisible_words_behind_a_scan_are_read_and_said_to_be_a_program_s() -> None:
    extract = read(drawn(recognised, recognised))

    assert shown(extract) == ["The Board met.", "The Board met."]
    assert extract.findings == (
        Finding(
            code="machine-read",
            message="Pages 1–2: the words were read from a picture by a program. Compare them with it.",
        ),
    )


def test_pages_that_are_pictures_are_named() -> None:
    extract = read(drawn(lines("Minutes"), scanned, lines("End"), scanned, scanned))

    assert (shown(extract), extract.pages) == (["Minutes", "End"], (0, 9, 9))
    assert extract.findings == (
        Finding(
            code="pages-without-text",
            message="Pages 2, 4–5: a picture without text, of which nothing was read. Look at it for anything to add.",
        ),
    )


def refusal(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(Refused) as refused:
        pdf.read(data, limits)
    assert refused.value.sentence.endswith((".", "once more."))
    return refused.value.code


def test_a_scan_without_any_text_is_refused() -> None:
    assert refusal(drawn(scanned)) == "no-text"


def test_a_pdf_that_asks_for_a_password_is_refused_and_one_that_forbids_changes_is_read() -> None:
    locked = drawn(lines("Minutes"), encrypt=StandardEncryption("open", "own"))
    guarded = drawn(lines("Minutes"), encrypt=StandardEncryption("", "own", canModify=0, canCopy=0))

    assert refusal(locked) == "password"
    assert shown(read(guarded)) == ["Minutes"]


ACTS = {
    "a script when it opens": b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
    "a name in disguise": b"/OpenAction << /S /J#61vaScript /#4AS (x) >>",
    "a program to launch": b"/OpenAction << /S /Launch /F (calc.exe) >>",
    "an address to open": b"/OpenAction << /S /URI /URI (https://harbour.example) >>",
    "a file inside": b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) >>] >> >>",
}


def with_catalog(data: bytes, entry: bytes) -> bytes:
    """The PDF with something more in its catalog. Its table of places no longer fits: pdfium makes it anew."""
    return data.replace(b"/Type /Catalog", b"/Type /Catalog " + entry)


@pytest.mark.parametrize("entry", ACTS.values(), ids=ACTS.keys())
def test_a_pdf_that_does_more_than_show_pages_is_refused(entry: bytes) -> None:
    assert refusal(with_catalog(drawn(lines("Minutes")), entry)) == "active-content"


def test_a_pdf_that_opens_at_a_page_or_speaks_of_scripts_is_read() -> None:
    data = with_catalog(
        drawn(lines("We spoke of /JavaScript and /Launch."), pageCompression=0), b"/OpenAction [3 0 R /Fit]"
    )

    assert shown(read(data)) == ["We spoke of /JavaScript and /Launch."]


def test_a_pdf_that_cannot_be_opened_is_refused() -> None:
    assert refusal(b"%PDF-1.7\nnothing of a PDF behind this") == "damaged"


def test_a_pdf_whose_end_is_missing_says_so() -> None:
    data = drawn(*[lines(f"Page {at}") for at in range(9)])
    cut = data[: data.rindex(b"startxref")]

    extract = read(cut)

    assert len(shown(extract)) == 9
    assert [finding.code for finding in extract.findings] == ["incomplete"]


def test_a_pdf_whose_last_pages_are_missing_says_so() -> None:
    data = drawn(*[lines(f"Page {at}") for at in range(3)]).replace(b"/Count 3", b"/Count 5")

    extract = read(data)

    assert [finding.message for finding in extract.findings] == [
        "Only 3 of 5 pages could be read: the PDF is damaged. Get it again and add it once more."
    ]


def test_too_many_pages_or_too_much_text_are_refused() -> None:
    data = drawn(*[lines("Minutes")] * 4)

    assert refusal(data, Limits(pages=3)) == "too-many-pages"
    assert refusal(data, Limits(characters=20)) == "too-large"


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


def test_ten_thousand_short_pages_take_less_than_twenty_seconds() -> None:
    data = drawn(*[lines(f"Item {at}", f"The Board noted report {at * at}.") for at in range(10_000)])
    started = time.perf_counter()

    extract = pdf.read(data, Limits(pages=10_000))

    assert len(extract.pages) == 10_000
    assert time.perf_counter() - started < 20


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
