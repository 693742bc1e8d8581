"""A scan is read where ocrmypdf is installed, and says so; elsewhere a clerk is told that it looks like one."""

from __future__ import annotations

import io
import shutil
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from meetings.extraction import Limits, Refused, extract, ocr
from meetings.extraction.sandbox import extract_safely
from meetings.minutes import parse
from tests.extraction import built_pdf
from tests.minutes.written import parish

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("ocr")]

NOTE = parish("1. Welcome\n\nAll were welcome.\n\n2. Tolls\n\nRESOLVED: to raise the tolls by two pounds.")


@pytest.fixture(autouse=True)
def scratch(
    monkeypatch: pytest.MonkeyPatch,  # as root the program is another user, whom the tests' own folder keeps out
) -> None:
    """Scratch folders where everyone may go through."""
    monkeypatch.setattr("tempfile.tempdir", "/tmp")  # noqa: S108 - a folder of its own is made in it


def scan() -> bytes:
    """The note as pictures of its pages."""
    printed = pypdfium2.PdfDocument(built_pdf.pdf_of(extract(NOTE.encode())))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for page in printed:
        picture: Any = page.render(scale=3).to_pil()
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_without_the_program_a_scan_is_called_one(
    monkeypatch: pytest.MonkeyPatch,  # a machine without ocrmypdf, on one that may have it
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Refused, match="No text found: this looks like a scan") as refusal:
        extract_safely(scan(), filename="scan.pdf")
    assert refusal.value.code == "no-text"


@pytest.mark.skipif(not ocr.is_there(), reason="ocrmypdf is not installed")
def test_the_letters_of_a_scan_are_read_and_a_clerk_is_told_so() -> None:
    found = extract_safely(scan(), filename="scan.pdf")
    assert found.findings[0].code == "machine-read"
    (told,) = parse(found)
    assert [(item.number, item.title) for item in told.items] == [("1", "Welcome"), ("2", "Tolls")]
    assert [decision.text for decision in told.items[1].decisions] == ["RESOLVED: to raise the tolls by two pounds."]


@pytest.mark.skipif(not ocr.is_there(), reason="ocrmypdf is not installed")
def test_a_scan_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Refused) as refusal:
        extract_safely(scan(), filename="scan.pdf", limits=Limits(ocr_seconds=0.1))
    assert refusal.value.code == "timeout"


def test_pages_on_which_nothing_is_drawn_are_no_scan() -> None:
    def nothing(canvas: Canvas) -> None:
        canvas.setTitle("Blank")

    with pytest.raises(Refused, match="Nothing is on the pages") as refusal:
        extract_safely(built_pdf.drawn(nothing, nothing), filename="blank.pdf")
    assert refusal.value.code == "empty"
