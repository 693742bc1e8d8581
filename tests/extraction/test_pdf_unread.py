"""What the reader of PDFs leaves out, and what it refuses."""

from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from meetings.extraction import Limits, Refused, pdf
from meetings.extraction.blocks import Extract, Finding
from tests.extraction.built_pdf import drawn, lines
from tests.extraction.plain import shown

pytestmark = pytest.mark.once


def read(data: bytes) -> Extract:
    return pdf.read(data, Limits())


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
