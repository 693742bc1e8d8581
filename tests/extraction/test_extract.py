"""From bytes to blocks: one journey, whatever the line ends and the encoding."""

from pathlib import Path

import pytest

from meetings.extraction import extract
from meetings.extraction.blocks import Extract, Paragraph, Span
from tests.here import ROOT

pytestmark = pytest.mark.once

NOTES = sorted((ROOT / "fixtures" / "notes").iterdir())
NOTE = (ROOT / "fixtures" / "notes" / "skills-enterprise-board-2021-05-13.txt").read_text(encoding="utf-8")


def test_a_text_is_read_whole() -> None:
    assert extract(b"The Board met.\n", filename="note.txt") == Extract(
        text="The Board met.\n", blocks=(Paragraph(text="The Board met.", span=Span(0, 14)),)
    )


@pytest.mark.parametrize(
    "twin",
    [
        pytest.param(NOTE.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(NOTE.replace("\n", "\r").encode(), id="CR"),
        pytest.param(NOTE.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(NOTE.encode("utf-16"), id="UTF-16"),
        pytest.param(NOTE.encode("utf-16-le"), id="UTF-16 little-endian without a mark"),
        pytest.param(NOTE.encode("utf-16-be"), id="UTF-16 big-endian without a mark"),
        pytest.param(NOTE.encode("cp1252"), id="Windows-1252"),
    ],
)
def test_the_same_note_in_other_bytes_has_the_same_text_and_blocks(twin: bytes) -> None:
    clean, found = extract(NOTE.encode()), extract(twin)

    assert (found.text, found.blocks) == (clean.text, clean.blocks)


def test_the_name_of_a_file_changes_nothing() -> None:
    assert extract(NOTE.encode(), filename="note.md") == extract(NOTE.encode(), filename="")


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_every_leaf_comes_once_and_in_the_order_of_the_text(path: Path) -> None:
    found = extract(path.read_bytes())
    starts = [leaf.span.start for leaf in found.leaves()]

    assert starts == sorted(set(starts))
