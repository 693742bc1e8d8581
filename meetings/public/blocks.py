"""Public ranges of a text → blocks for a page: paragraphs, tables, and boxes for what is withheld."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from meetings.public.spans import Range, touches, union

_NOTHING = re.compile(r"(?:[\s\-_*=#|~·•\u200b\ufeff]|</?[A-Za-z][^<>]{0,60}>)*")
"""Blank and markup characters: left out between two public parts without a box."""

_SIGNS = re.compile(r"\r\n|[\n\r\t]|[^\n\r\t]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A record's place in the text."""

    start: int
    end: int
    at: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of public text, or a box where something is withheld (then `text` is blank).

    `at` names the innermost record the run belongs to (`decision-7-1`, `action-7-2`, `item-7`, `person-3`, or
    blank) and `label` says it in words ("Decision on item 7"); `within` names every record it belongs to, and
    `begins` those of which it is the first run, so that each is the `id` of one element. A line break inside a
    paragraph is a newline in `text`.
    """

    text: str = ""
    at: str = ""
    label: str = ""
    withheld: bool = False
    within: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a source: `kind` is `paragraph` (it has `pieces`), `table` (it has `rows`) or `withheld`.

    A row of `rows` is its cells, and a cell is its pieces.
    """

    kind: str
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass(slots=True)
class _Line:
    """One line as cells of pieces; a box stands alone in its line."""

    cells: list[list[Piece]] = field(default_factory=lambda: [[]])

    @property
    def kind(self) -> str:
        """As `Block.kind`, or `blank`; words alone behind a first blank cell are no table."""
        if any(piece.withheld for piece in self.pieces):
            return "withheld"
        if not any(piece.text.strip() for piece in self.pieces):
            return "blank"
        first, *rest = [any(piece.text.strip() for piece in cell) for cell in self.cells]
        return "table" if rest and (first or sum(rest) > 1) else "paragraph"

    @property
    def pieces(self) -> list[Piece]:
        """What is in the cells, in one row."""
        return [piece for cell in self.cells for piece in cell]


def blocks(text: str, public: Iterable[Range], secret: Iterable[Range], marks: Sequence[Mark]) -> tuple[Block, ...]:
    """The blocks of `text` of which only `public` is shown.

    What stands between two public ranges becomes one box unless it is blank or markup; where it shares a character
    with `secret` it becomes a box whatever stands in it, so that no box comes or goes with a secret.
    """
    shown = [each for each in union(public) if not _says_nothing(text, each)]
    lines, boxed, last = _Lines(), union(secret), 0
    for (start, end), within in _runs(shown, marks):
        lines.gap(text, (last, start), boxed)
        lines.add(within, text[start:end])
        last = end
    lines.gap(text, (last, len(text)), boxed)
    return tuple(_grouped(lines.done))


def pieces(found: Iterable[Block]) -> Iterator[Piece]:
    """Every piece of the blocks, in order."""
    for block in found:
        yield from block.pieces
        for row in block.rows:
            for cell in row:
                yield from cell


def _says_nothing(text: str, part: Range) -> bool:
    return bool(_NOTHING.fullmatch(text, *part))


def _runs(public: Sequence[Range], marks: Iterable[Mark]) -> Iterator[tuple[Range, list[Mark]]]:
    """The public ranges cut where records begin and end → (range, the records it belongs to, outermost first)."""
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.at), reverse=True)
    edges = sorted({edge for mark in waiting for edge in (mark.start, mark.end)})
    inside: list[Mark] = []
    for start, end in public:
        cuts = [start, *edges[bisect_right(edges, start) : bisect_left(edges, end)], end]
        for cut in pairwise(cuts):
            while waiting and waiting[-1].start <= cut[0]:
                inside.append(waiting.pop())
            inside = [mark for mark in inside if mark.end > cut[0]]
            yield cut, sorted(inside, key=lambda mark: (mark.start - mark.end, mark.at))


class _Lines:
    """Pieces put into lines and cells as they come; each record begins once."""

    def __init__(self) -> None:
        self.done = [_Line()]
        self._begun: set[str] = set()

    def gap(self, text: str, part: Range, secret: list[Range]) -> None:
        """What is left out between two public ranges: a box, or the line breaks in it."""
        if part[0] >= part[1]:
            return
        between = text[slice(*part)]
        if touches(part, secret) or not _says_nothing(text, part):
            self.done += [_Line([[Piece(withheld=True)]]), _Line()]
        elif "\n" in between:
            self.done += [_Line() for _ in range(min(between.count("\n"), 2))]
        elif "\t" in between:
            self.done[-1].cells.append([])

    def add(self, within: Sequence[Mark], run: str) -> None:
        """Text of one run of records, broken at its line ends and tabs."""
        for sign in _SIGNS.findall(run):
            if sign == "\t":
                self.done[-1].cells.append([])
            elif sign.strip("\r\n"):
                self._put(within, sign)
            else:
                self.done.append(_Line())

    def _put(self, within: Sequence[Mark], words: str) -> None:
        names = tuple(mark.at for mark in within)
        begins = tuple(at for at in names if at not in self._begun) if words.strip() else ()
        self._begun.update(begins)
        at, label = (within[-1].at, within[-1].label) if within else ("", "")
        self.done[-1].cells[-1].append(Piece(text=words, at=at, label=label, within=names, begins=begins))


def _grouped(lines: Iterable[_Line]) -> Iterator[Block]:
    for kind, group in groupby(lines, key=lambda line: line.kind):
        if kind == "withheld":
            yield Block(kind=kind, pieces=(Piece(withheld=True),))
        elif kind == "table":
            yield Block(kind=kind, rows=tuple(tuple(tuple(cell) for cell in line.cells) for line in group))
        elif kind == "paragraph":
            yield Block(kind=kind, pieces=tuple(_flowing(list(group))))


def _flowing(lines: Sequence[_Line]) -> Iterator[Piece]:
    """The pieces of neighbouring lines, runs of the same records joined; a line break goes before a new run."""
    held: Piece | None = None
    for n, line in enumerate(lines):
        for m, piece in enumerate(line.pieces):
            break_ = "\n" if n and not m else ""
            if held and held.within == piece.within:
                held = replace(held, text=held.text + break_ + piece.text)
            else:
                if held:
                    yield replace(held, text=held.text + break_)
                held = piece
    if held:
        yield held
