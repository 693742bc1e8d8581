"""What the styles of a Word file say of a paragraph or a run: bold, hidden, which heading, which list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])", re.I)
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 20
"""Styles that build on each other: more are a ring."""


class Numbering(NamedTuple):
    """Which list a paragraph belongs to, and how deep in it; None where nothing is said."""

    list_id: str | None
    level: str | None


def value(parent: _Element | None, name: str) -> str | None:
    """The `w:val` of a child of this name; blank for a child without one, None without a child."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "")


def is_on(parent: _Element | None, name: str) -> bool | None:
    """Whether a switch such as `w:b` is on; None when nothing is said."""
    told = value(parent, name)
    return None if told is None else told.lower() not in _OFF


def numbering(properties: _Element | None) -> Numbering:
    """What `w:numPr` in the properties of a paragraph or a style says."""
    told = None if properties is None else properties.find(f"{W}numPr")
    return Numbering(value(told, "numId"), value(told, "ilvl"))


class Styles:
    """The styles of one file, each with all that it builds on."""

    def __init__(self, root: _Element | None) -> None:
        told = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in told}
        default = [each for each in told if each.get(f"{W}default") in {"1", "true"}]
        self._of_paragraphs = next(
            (each.get(f"{W}styleId") for each in default if each.get(f"{W}type") == "paragraph"), None
        )

    def of_paragraph(self, paragraph: _Element) -> str | None:
        """The style of a paragraph, that of all paragraphs when it names none."""
        return value(paragraph.find(f"{W}pPr"), "pStyle") or self._of_paragraphs

    def is_on(self, style: str | None, name: str) -> bool:
        """Whether a style switches something on for the text it is given to."""
        for each in self._chain(style):
            told = is_on(each.find(f"{W}rPr"), name)
            if told is not None:
                return told
        return False

    def run_value(self, style: str | None, name: str) -> str | None:
        """A value such as the colour of the text that a style is given to."""
        told = (value(each.find(f"{W}rPr"), name) for each in self._chain(style))
        return next((each for each in told if each is not None), None)

    def heading(self, style: str | None) -> int:
        """The level of the heading that a style is, or builds on; 0 when it is none."""
        for each in self._chain(style):
            match = _HEADING.fullmatch(value(each, "name") or "")
            if match:
                return int(match[1])
        return 0

    def numbering(self, style: str | None) -> Numbering:
        """The list that a style puts its paragraphs into."""
        found = Numbering(None, None)
        for each in self._chain(style):
            told = numbering(each.find(f"{W}pPr"))
            found = Numbering(found.list_id or told.list_id, found.level or told.level)
        return found

    def has_fill(self, style: str | None) -> bool:
        """Whether a style, of a table above all, sets a ground on which white text would be seen."""
        return any(next(each.iter(f"{W}shd"), None) is not None for each in self._chain(style))

    def _chain(self, style: str | None) -> Iterator[_Element]:
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(style or "")
            if found is None:
                return
            yield found
            style = value(found, "basedOn")
