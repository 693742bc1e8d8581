"""What leaves the sandbox comes in again as it was, and anything else is no answer."""

from __future__ import annotations

import copy
import json
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction import Extract, Limits, Refused, extract
from meetings.extraction.blocks import Cell, Finding, Heading, ListItem, Paragraph, Span, Table
from meetings.extraction.wire import BadOutput, framed, from_wire, to_wire, unframed

LIMITS = Limits(characters=1_000, pages=20)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
CODES = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)


def spans(length: int) -> st.SearchStrategy[Span]:
    def span(ends: tuple[int, int], page: int | None) -> Span:
        return Span(min(ends), max(ends), page)

    at = st.integers(0, length)
    return st.builds(span, st.tuples(at, at), st.none() | st.integers(1, LIMITS.pages))


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    """Anything that a reader may give, sensible or not, within the limits."""
    text = draw(WORDS)
    span = spans(len(text))
    leaf = (
        st.builds(Paragraph, text=WORDS, span=span, bold=st.booleans())
        | st.builds(Heading, text=WORDS, span=span, level=st.integers(1, 9))
        | st.builds(ListItem, text=WORDS, span=span, marker=st.text("·-1.a)", max_size=5), level=st.integers(0, 5))
    )
    cell = st.builds(Cell, blocks=st.lists(leaf, max_size=2).map(tuple), span=span)
    rows = st.lists(st.lists(cell, max_size=3).map(tuple), max_size=3).map(tuple)
    table = st.builds(Table, rows=rows, span=span)
    finding = st.builds(Finding, code=CODES, message=WORDS, span=st.none() | span)
    return Extract(
        text=text,
        blocks=tuple(draw(st.lists(leaf | table, max_size=5))),
        findings=tuple(draw(st.lists(finding, max_size=3))),
        media_type=draw(st.sampled_from(["text/plain", "application/pdf", "application/vnd.a-b.c+xml"])),
        encoding=draw(st.sampled_from(["utf-8", "utf-16-le", "cp1252"])),
        pages=tuple(sorted(draw(st.lists(st.integers(0, len(text)), max_size=5)))),
    )


@given(extracts())
def test_what_a_reader_found_comes_in_again_as_it_was(found: Extract) -> None:
    assert from_wire(to_wire(found), LIMITS) == found


def test_a_note_comes_in_again_as_it_was() -> None:
    found = extract("# Quays\n\n· one\n\n|a|b|\n|c|£|\n\nMore **words**.\n".encode())

    assert from_wire(to_wire(found), Limits()) == found


@given(CODES, WORDS)
def test_a_refusal_is_raised_as_it_was(code: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_wire(to_wire(Refused(code, sentence)), LIMITS)

    assert (refusal.value.code, refusal.value.sentence) == (code, sentence)


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


@given(st.binary(max_size=50) | st.recursive(st.none() | st.booleans() | st.integers() | WORDS, st.lists).map(as_json))
def test_other_bytes_are_no_answer(document: bytes) -> None:
    with pytest.raises(BadOutput):
        from_wire(document, LIMITS)


SOUND = json.loads(
    to_wire(
        Extract(
            text="Quays and more",
            blocks=(
                Heading(text="Quays", span=Span(0, 5, 1), level=1),
                Paragraph(text="and", span=Span(6, 9)),
                ListItem(text="more", span=Span(10, 14), marker="·"),
                Table(
                    rows=((Cell(blocks=(Paragraph(text="x", span=Span(0, 1)),), span=Span(0, 2)),),), span=Span(0, 2)
                ),
            ),
            findings=(Finding(code="incomplete", message="The end is missing.", span=Span(0, 1)),),
            pages=(0, 6),
        )
    )
)

WRONG: dict[str, Callable[[Any], object]] = {
    "a key too many": lambda d: d.update(more=1),
    "a key too few": lambda d: d.pop("pages"),
    "a refusal beside an answer": lambda d: d.update(refused={"code": "empty", "sentence": "x"}),
    "a text that is a number": lambda d: d.update(text=5),
    "a text that is too long": lambda d: d.update(text="x" * 1_001),
    "a text with a NUL": lambda d: d.update(text="Quays\0and more"),
    "a text with half a character": lambda d: d.update(text="Quays\ud800and more"),
    "blocks that are no list": lambda d: d.update(blocks={}),
    "a block of no known kind": lambda d: d["blocks"][0].update(kind="script"),
    "a block that is a text": lambda d: d["blocks"].append("Quays"),
    "a block with a key too many": lambda d: d["blocks"][1].update(style="x"),
    "a block's text that is none": lambda d: d["blocks"][1].update(text=None),
    "bold that is a number": lambda d: d["blocks"][1].update(bold=1),
    "a level below one": lambda d: d["blocks"][0].update(level=0),
    "a level that is yes": lambda d: d["blocks"][0].update(level=True),
    "a level that is no whole number": lambda d: d["blocks"][0].update(level=1.0),
    "a level that is endless": lambda d: d["blocks"][0].update(level=float("inf")),
    "a marker that is too long": lambda d: d["blocks"][2].update(marker="·" * 41),
    "a span beyond the text": lambda d: d["blocks"][0].update(span=[0, 15, None]),
    "a span before the text": lambda d: d["blocks"][0].update(span=[-1, 5, None]),
    "a span that ends before it begins": lambda d: d["blocks"][0].update(span=[5, 4, None]),
    "a span of two parts": lambda d: d["blocks"][0].update(span=[0, 5]),
    "a span on page zero": lambda d: d["blocks"][0].update(span=[0, 5, 0]),
    "a span on a page too far": lambda d: d["blocks"][0].update(span=[0, 5, 21]),
    "a span that is a text": lambda d: d["blocks"][0].update(span="0-5"),
    "a table in a cell": lambda d: d["blocks"][3]["rows"][0][0]["blocks"].append(copy.deepcopy(d["blocks"][3])),
    "a row that is no list": lambda d: d["blocks"][3].update(rows=[5]),
    "a cell that is a leaf": lambda d: d["blocks"][3].update(rows=[[d["blocks"][1]]]),
    "pages that are not in order": lambda d: d.update(pages=[6, 0]),
    "a page beyond the text": lambda d: d.update(pages=[0, 15]),
    "too many pages": lambda d: d.update(pages=[0] * 21),
    "too many findings": lambda d: d.update(findings=d["findings"] * 1_001),
    "a finding whose code is a sentence": lambda d: d["findings"][0].update(code="Not a code"),
    "a finding that says too much": lambda d: d["findings"][0].update(message="x" * 2_001),
    "a finding beyond the text": lambda d: d["findings"][0].update(span=[0, 99, None]),
    "a media type that is none": lambda d: d.update(media_type="text/html; charset=x\r\nSet-Cookie: a"),
    "an encoding that is none": lambda d: d.update(encoding="../utf-8"),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_a_document_with_one_thing_wrong_is_no_answer(spoil: Callable[[Any], object]) -> None:
    data = copy.deepcopy(SOUND)
    from_wire(json.dumps(data).encode(), LIMITS)
    spoil(data)

    with pytest.raises(BadOutput):
        from_wire(json.dumps(data).encode(), LIMITS)


@pytest.mark.parametrize(
    "document",
    [b"", b"null", b"[" * 100_000, b'{"refused": {"code": "X", "sentence": ""}}', b'{"text": "\xff"}', b"9" * 5_000],
    ids=["nothing", "null", "too deep", "no code", "no UTF-8", "a number too long"],
)
def test_a_document_that_is_none_is_no_answer(document: bytes) -> None:
    with pytest.raises(BadOutput):
        from_wire(document, LIMITS)


@pytest.mark.parametrize(
    ("document", "limits"),
    [(b"[" + b"[]," * 4_000_001 + b"[]]", Limits()), (to_wire(extract(b"Quays")), Limits(answer=50))],
    ids=["too many parts", "too long"],
)
def test_a_document_that_is_too_much_is_not_read(document: bytes, limits: Limits) -> None:
    with pytest.raises(BadOutput) as error:
        from_wire(document, limits)

    assert str(error.value) == "It is too long, or has too many parts."


def test_half_a_character_never_leaves() -> None:
    with pytest.raises(UnicodeEncodeError):
        to_wire(replace(extract(b"x"), text="\ud800"))


@given(st.dictionaries(CODES.filter(lambda key: key != "size"), WORDS, max_size=3), st.binary(max_size=100))
def test_a_message_comes_in_as_it_went_out(header: dict[str, str], body: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(framed(header, body))
        assert unframed(theirs.recv, 100) == (header, body)


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        (b"", EOFError),
        (framed({}, b"words")[:-1], EOFError),
        (framed({}, b"x" * 101), ValueError),
        ((1 << 40).to_bytes(8), ValueError),
    ],
    ids=["nothing", "cut short", "too long a body", "too long a header"],
)
def test_half_a_message_is_none(sent: bytes, error: type[Exception]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(sent)
        ours.shutdown(socket.SHUT_WR)
        with pytest.raises(error):
            unframed(theirs.recv, 100)
