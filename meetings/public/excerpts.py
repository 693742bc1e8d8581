"""The blocks of a source → a record's passage with a few words before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from meetings.public.blocks import Block, Piece, pieces

NEIGHBOURS = 2
WORDS_AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The `blocks` in which a passage stands, and the lines just before and after it, cut short."""

    before: tuple[str, ...]
    blocks: tuple[Block, ...]
    after: tuple[str, ...]


def excerpt(blocks: Sequence[Block], at: str) -> Excerpt | None:
    """The passage of the record called `at` with what surrounds it; None when it does not stand in `blocks`.

    Of a table only the rows that hold the passage are given. What is withheld ends the surroundings.
    """
    places = [place for place, block in enumerate(blocks) if any(at in piece.within for piece in pieces([block]))]
    if not places:
        return None
    before = _lines(reversed(_open(reversed(blocks[: places[0]]))))
    after = _lines(_open(blocks[places[-1] + 1 :]))
    return Excerpt(
        before=tuple(_end_of(line) for line in before[-NEIGHBOURS:]),
        blocks=tuple(_rows_of(block, at) for block in blocks[places[0] : places[-1] + 1]),
        after=tuple(_start_of(line) for line in after[:NEIGHBOURS]),
    )


def _open(blocks: Iterable[Block]) -> list[Block]:
    return list(takewhile(lambda block: block.kind == "paragraph", blocks))


def _lines(blocks: Iterable[Block]) -> list[str]:
    texts = ["".join(piece.text for piece in block.pieces) for block in blocks]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def _end_of(line: str) -> str:
    words = line.split()
    return line if len(words) <= WORDS_AROUND else f"… {' '.join(words[-WORDS_AROUND:])}"


def _start_of(line: str) -> str:
    words = line.split()
    return line if len(words) <= WORDS_AROUND else f"{' '.join(words[:WORDS_AROUND])} …"


def _rows_of(block: Block, at: str) -> Block:
    return replace(block, rows=tuple(row for row in block.rows if any(_holds(cell, at) for cell in row)))


def _holds(cell: Iterable[Piece], at: str) -> bool:
    return any(at in piece.within for piece in cell)
