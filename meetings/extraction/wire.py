"""What a reader found ↔ one JSON document: how it leaves the sandbox.

The document comes from a process that has read a stranger's file, so nothing in it is believed: every type, every
range and every key is looked at before it becomes an Extract again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from meetings.extraction.blocks import Block, Cell, Extract, Finding, Heading, Leaf, ListItem, Paragraph, Span, Table
from meetings.extraction.limits import Limits, Refused

_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,99}")
_ENCODING = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_SENTENCE = 2_000
_MARKER = 40
_FINDINGS = 1_000
_DEEPEST = 100
_LENGTH = 8
_SIGNS = 8_000_000
"""Signs that part things in a document. Each may cost a hundred times its length in memory: they are counted first."""


class BadOutput(Exception):  # noqa: N818 - it is the name of an outcome
    """A document that no reader of ours writes."""


def to_wire(told: Extract | Refused) -> bytes:
    """The document of what was found, or of why nothing was. Raises UnicodeEncodeError for half a surrogate pair."""
    if isinstance(told, Refused):
        data: dict[str, Any] = {"refused": {"code": told.code, "sentence": told.sentence}}
    else:
        data = {
            "text": told.text,
            "blocks": [_block_to_wire(block) for block in told.blocks],
            "findings": [
                {"code": each.code, "message": each.message, "span": _span_to_wire(each.span) if each.span else None}
                for each in told.findings
            ],
            "media_type": told.media_type,
            "encoding": told.encoding,
            "pages": list(told.pages),
        }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _block_to_wire(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        rows = [[_cell_to_wire(cell) for cell in row] for row in block.rows]
        return {"kind": "table", "rows": rows, "span": _span_to_wire(block.span)}
    return _leaf_to_wire(block)


def _cell_to_wire(cell: Cell) -> dict[str, Any]:
    return {"blocks": [_leaf_to_wire(leaf) for leaf in cell.blocks], "span": _span_to_wire(cell.span)}


def _leaf_to_wire(leaf: Leaf) -> dict[str, Any]:
    data: dict[str, Any] = {"text": leaf.text, "span": _span_to_wire(leaf.span)}
    match leaf:
        case Paragraph():
            return data | {"kind": "paragraph", "bold": leaf.bold}
        case Heading():
            return data | {"kind": "heading", "level": leaf.level}
        case ListItem():
            return data | {"kind": "entry", "marker": leaf.marker, "level": leaf.level}


def _span_to_wire(span: Span) -> list[int | None]:
    return [span.start, span.end, span.page]


def from_wire(document: bytes, limits: Limits) -> Extract:
    """What the document says was found.

    Raises Refused where it says that the file was refused, and BadOutput where it is not exactly what `to_wire` writes.
    """
    if is_too_much(document, limits):
        raise BadOutput("It is too long, or has too many parts.")
    try:
        data = json.loads(document.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadOutput("It is no JSON.") from None
    if type(data) is dict and set(data) == {"refused"}:
        refused = _keys(data["refused"], "code", "sentence")
        raise Refused(_shaped(refused["code"], _CODE), _words(refused["sentence"], _SENTENCE))
    return _Reader(limits).extract(data)


def is_too_much(document: bytes, limits: Limits) -> bool:
    """Whether a document is too long, or would take up too much when it is read."""
    return len(document) > limits.answer or sum(document.count(sign) for sign in (b"[", b"{", b'"', b",")) > _SIGNS


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


class _Reader:
    """Looks at each part of a document; it knows the text that spans point into."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.text = ""

    def extract(self, data: object) -> Extract:
        parts = _keys(data, "text", "blocks", "findings", "media_type", "encoding", "pages")
        self.text = _words(parts["text"], self.limits.characters)
        pages = [_whole(page, 0, len(self.text)) for page in _list(parts["pages"], self.limits.pages)]
        if pages != sorted(pages):
            raise BadOutput("Its pages are not in order.")
        return Extract(
            text=self.text,
            blocks=tuple(map(self._block, _list(parts["blocks"]))),
            findings=tuple(map(self._finding, _list(parts["findings"], _FINDINGS))),
            media_type=_shaped(parts["media_type"], _MEDIA_TYPE),
            encoding=_shaped(parts["encoding"], _ENCODING),
            pages=tuple(pages),
        )

    def _finding(self, data: object) -> Finding:
        parts = _keys(data, "code", "message", "span")
        span = None if parts["span"] is None else self._span(parts["span"])
        code = _shaped(parts["code"], _CODE)
        return Finding(code=code, message=_words(parts["message"], _SENTENCE), span=span)

    def _block(self, data: object) -> Block:
        if type(data) is dict and data.get("kind") == "table":
            parts = _keys(data, "kind", "rows", "span")
            rows = tuple(tuple(map(self._cell, _list(row))) for row in _list(parts["rows"]))
            return Table(rows=rows, span=self._span(parts["span"]))
        return self._leaf(data)

    def _cell(self, data: object) -> Cell:
        parts = _keys(data, "blocks", "span")
        return Cell(blocks=tuple(map(self._leaf, _list(parts["blocks"]))), span=self._span(parts["span"]))

    def _leaf(self, data: object) -> Leaf:
        kind = data.get("kind") if type(data) is dict else None
        if kind == "paragraph":
            parts = _keys(data, "kind", "text", "span", "bold")
            if type(parts["bold"]) is not bool:
                raise BadOutput("Bold is yes or no.")
            return Paragraph(text=self._said(parts["text"]), span=self._span(parts["span"]), bold=parts["bold"])
        if kind == "heading":
            parts = _keys(data, "kind", "text", "span", "level")
            level = _whole(parts["level"], 1, _DEEPEST)
            return Heading(text=self._said(parts["text"]), span=self._span(parts["span"]), level=level)
        if kind == "entry":
            parts = _keys(data, "kind", "text", "span", "marker", "level")
            return ListItem(
                text=self._said(parts["text"]),
                span=self._span(parts["span"]),
                marker=_words(parts["marker"], _MARKER),
                level=_whole(parts["level"], 0, _DEEPEST),
            )
        raise BadOutput("It holds a block of no known kind.")

    def _said(self, data: object) -> str:
        return _words(data, self.limits.characters)

    def _span(self, data: object) -> Span:
        parts = _list(data, 3)
        if len(parts) != 3:
            raise BadOutput("A span has three parts.")
        start = _whole(parts[0], 0, len(self.text))
        end = _whole(parts[1], start, len(self.text))
        return Span(start, end, None if parts[2] is None else _whole(parts[2], 1, self.limits.pages))


def _keys(data: object, *names: str) -> dict[str, Any]:
    """The object, when it has exactly these keys."""
    if type(data) is not dict or set(data) != set(names):
        raise BadOutput(f"It is no object of {', '.join(names)}.")
    return data


def _list(data: object, most: int | None = None) -> list[Any]:
    if type(data) is not list or (most is not None and len(data) > most):
        raise BadOutput("A list is something else, or too long.")
    return data


def _whole(data: object, least: int, most: int) -> int:
    if type(data) is not int or not least <= data <= most:  # a bool is an int to isinstance, and none to us
        raise BadOutput(f"It is no whole number from {least} to {most}.")
    return data


def _words(data: object, most: int) -> str:
    """A text that every database can hold: whole characters, and no NUL."""
    if type(data) is not str or len(data) > most or "\0" in data:
        raise BadOutput("A text is something else, or too long, or holds a NUL.")
    try:
        data.encode()
    except UnicodeEncodeError:
        raise BadOutput("A text holds half a character.") from None
    return data


def _shaped(data: object, shape: re.Pattern[str]) -> str:
    if type(data) is not str or not shape.fullmatch(data):
        raise BadOutput("A name is not shaped like one.")
    return data


def framed(header: dict[str, Any], body: bytes) -> bytes:
    """A message: the length of its header, the header, and as many bytes as the header says."""
    head = json.dumps(header | {"size": len(body)}).encode()
    return b"".join((len(head).to_bytes(_LENGTH), head, body))


def unframed(receive: Callable[[int], bytes], most: int) -> tuple[dict[str, Any], bytes]:
    """The next message. `receive` gives at most so many bytes, none at the end.

    Raises EOFError at the end, and ValueError for what is no message or has more than `most` bytes.
    """
    length = int.from_bytes(_exactly(receive, _LENGTH))
    if length > 65_536:
        raise ValueError("The header is too long.")
    header = json.loads(_exactly(receive, length))
    size = header.pop("size")
    if size > most:
        raise ValueError("The message is too long.")
    return header, _exactly(receive, size)


def _exactly(receive: Callable[[int], bytes], count: int) -> bytes:
    parts, left = [], count
    while left:
        part = receive(min(left, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
