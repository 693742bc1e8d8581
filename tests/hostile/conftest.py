"""Good notes in every format, to be cut, broken and renamed."""

from __future__ import annotations

import pytest

from meetings.extraction import extract
from tests.extraction import built_docx, built_html, built_pdf
from tests.here import ROOT

NOTES = {
    "board": ROOT / "fixtures" / "notes" / "skills-enterprise-board-2021-05-13.txt",
    "committee": ROOT / "fixtures" / "notes" / "harbour-ferries-committee-2018-10-02.txt",
    "forum": ROOT / "fixtures" / "notes" / "youth-forum-2024-02-21.txt",
}


@pytest.fixture(scope="session")
def twins() -> dict[str, bytes]:
    """Three notes in each format, good."""
    made: dict[str, bytes] = {}
    for stem, path in NOTES.items():
        note = extract(path.read_bytes())
        made |= {
            f"{stem}.docx": built_docx.of_note(note),
            f"{stem}.pdf": built_pdf.pdf_of(note),
            f"{stem}.html": built_html.page_of(note),
            f"{stem}.txt": path.read_bytes(),
        }
    return made
