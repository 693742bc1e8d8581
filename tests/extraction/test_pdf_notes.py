"""Whole notes, printed as PDF, tell what they told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle

from meetings.extraction import Limits, pdf, text
from meetings.extraction.blocks import Extract
from meetings.minutes import parse
from meetings.minutes.codec import to_data
from tests.extraction.built_pdf import BODY, pdf_of
from tests.here import CORPUS, ROOT

pytestmark = pytest.mark.once

SAMPLES = sorted((ROOT / "fixtures" / "notes").iterdir())
REAL = sorted((CORPUS / "notes").glob("*"))
DAMAGED = "peverstone-parish-council-2021-11-08.txt"
"""Characters were lost in it, and the sign that stands for them is in no font of a PDF."""
PLACES = ("own", "preamble", "left_over", "findings", "span", "board_span", "date_span", "venue_span", "spans")


def read(data: bytes) -> Extract:
    return pdf.read(data, Limits())


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
