"""Tracked changes of a Word file, settled as if all were accepted: insertions stay, deletions go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from meetings.extraction.docx_styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_GONE = ("del", "moveFrom")
_KEPT = ("ins", "moveTo", "dir", "bdo")
_MARKS = frozenset(f"{W}{name}" for name in ("rPr", "trPr", "tcPr", "numPr"))
"""Inside these a change says what became of the mark of a paragraph, a row, a cell or a number."""


def settle(root: _Element, counts: Counter[str]) -> None:
    """Change a tree so that no change is tracked in it; adds to `deleted` and `inserted`."""
    for gone in list(root.iter(*(f"{W}{name}" for name in _GONE))):
        parent = gone.getparent()
        if parent is not None and parent.tag not in _MARKS:
            counts["deleted"] += gone.tag == f"{W}del" and holds_text(gone)
            replace(gone, [])
    _drop_rows(root, counts)
    for mark in [each for each in root.iter(f"{W}del", f"{W}moveFrom") if _ends_paragraph(each)]:
        _join_with_next(next(mark.iterancestors(f"{W}p")))
    for kept in list(root.iter(*(f"{W}{name}" for name in _KEPT))):
        parent = kept.getparent()
        if parent is not None and parent.tag not in _MARKS:
            counts["inserted"] += kept.tag == f"{W}ins" and holds_text(kept)
            replace(kept, list(kept))


def holds_text(element: _Element) -> bool:
    """Whether there are words in an element, deleted ones too."""
    return any((text.text or "").strip() for text in element.iter(f"{W}t", f"{W}delText"))


def replace(element: _Element, by: list[_Element]) -> None:
    """Put other elements where one stands, or none. What follows it in the text is blank in these files."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for offset, each in enumerate(by):
        parent.insert(at + offset, each)


def _drop_rows(root: _Element, counts: Counter[str]) -> None:
    """Rows and cells of tables that were deleted."""
    for mark in list(root.iter(f"{W}del")):
        parent = mark.getparent()
        row = None if parent is None or parent.tag != f"{W}trPr" else parent.getparent()
        if row is not None:
            counts["deleted"] += 1
            replace(row, [])
    for mark in list(root.iter(f"{W}cellDel")):
        counts["deleted"] += 1
        for run in [run for cell in mark.iterancestors(f"{W}tc") for run in cell.iter(f"{W}r")]:
            replace(run, [])


def _ends_paragraph(mark: _Element) -> bool:
    """Whether it is the end of a paragraph that was deleted."""
    properties = mark.getparent()
    above = None if properties is None or properties.tag != f"{W}rPr" else properties.getparent()
    return above is not None and above.tag == f"{W}pPr"


def _join_with_next(paragraph: _Element) -> None:
    """Let the next paragraph go on in this one, whose end is gone."""
    words = [each for each in paragraph if each.tag != f"{W}pPr"]
    following, parent = paragraph.getnext(), paragraph.getparent()
    if following is not None and following.tag == f"{W}p":
        at = 0 if following.find(f"{W}pPr") is None else 1
        for offset, each in enumerate(words):
            following.insert(at + offset, each)
        replace(paragraph, [])
    elif not words and parent is not None and len(parent) > 1:
        replace(paragraph, [])
