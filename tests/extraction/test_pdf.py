"""What the reader of PDFs makes of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings.extraction import Limits, pdf, text
from meetings.extraction.blocks import Extract, ListItem, Table
from meetings.minutes import parse
from meetings.minutes.codec import to_data
from tests.extraction.built_pdf import pdf_of
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
