"""The documented shape of an export is the shape that leaves."""

from __future__ import annotations

from dataclasses import fields

import pytest

from meetings.exchange import shapes
from meetings.exchange.folder import FORMAT, LONGEST, MANIFEST, VERSION
from tests.here import ROOT

pytestmark = pytest.mark.once

TOLD = (ROOT / "docs" / "export.md").read_text()
SHAPES = [
    shapes.Action,
    shapes.Authority,
    shapes.Board,
    shapes.Decision,
    shapes.Declaration,
    shapes.Item,
    shapes.Meeting,
    shapes.Member,
    shapes.Paper,
    shapes.Passage,
    shapes.Seat,
    shapes.Section,
    shapes.Withheld,
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_field_is_documented(shape: type) -> None:
    assert {field.name for field in fields(shape) if f"`{field.name}`" not in TOLD} == set()


def test_every_file_and_what_marks_an_export_is_documented() -> None:
    assert {name for name in (*shapes.FILES, MANIFEST, FORMAT) if f"`{name}`" not in TOLD} == set()
    assert (f"`version` ({VERSION})" in TOLD, f"longer than {LONGEST // 1024 // 1024} MB" in TOLD) == (True, True)


@pytest.mark.parametrize("kind", [*shapes.Status, *shapes.vocabulary.Role, *shapes.vocabulary.PassageKind])
def test_every_word_that_a_field_may_have_is_documented(kind: str) -> None:
    assert f"`{kind}`" in TOLD
