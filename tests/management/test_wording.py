"""The documented shape of the JSON is the shape that is printed."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from meetings.management.files import Named
from meetings.management.wording import Result
from meetings.minutes.structure import Action, Attendee, Decision, Declaration, Header, Item, Minutes, Paper, Passage
from tests.here import ROOT

SHAPE = (ROOT / "docs" / "ingest-json.md").read_text()


@pytest.mark.parametrize("kind", [Minutes, Header, Item, Decision, Action, Declaration, Paper, Passage, Attendee])
def test_every_field_is_documented(kind: type) -> None:
    names = {field.name for field in fields(kind)} - {"header"}
    assert {name for name in names if f"`{name}`" not in SHAPE} == set()


def test_every_key_of_a_document_is_documented() -> None:
    documented = re.findall(r"^\| `(\w+)` \|", SHAPE.split("## A finding")[0], re.MULTILINE)
    assert set(documented) == set(Result(Named("note.txt"), reason="It is a pipe, not a file.").data)


def test_every_option_is_documented() -> None:
    told = (ROOT / "docs" / "ingest.md").read_text()
    source = (ROOT / "meetings" / "management" / "commands" / "ingest.py").read_text()
    assert {option for option in re.findall(r'add\("(--[a-z-]+)"', source) if f"`{option}" not in told} == set()
