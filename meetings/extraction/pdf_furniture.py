"""Running headers, footers and page numbers: which lines stand on most pages of a PDF."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from meetings.extraction.pdf_lines import Line

_EDGE, _MARGIN = 0.15, 0.075
"""The parts of a page at its top and at its foot where furniture may stand: apart from the text, or anyhow."""
_APART = 2.6
"""How far furniture stands from the text, as a multiple of its size."""
_NUMBER = re.compile(r"\d+")
_NEAR = 3.0

Key = tuple[str, float]


def furniture(pages: Sequence[tuple[float, Sequence[Line]]]) -> tuple[frozenset[int], list[str]]:
    """Takes the height and the lines of each page; gives the ids of the lines to leave out, and a text of each kind.

    A kind is a text that stands at one height on most pages from its first to its last. Numbers in it may differ if
    they count with the pages. Nothing is left out that stands on one page alone.
    """
    kinds = defaultdict[Key, list[tuple[int, Line]]](list)
    for page, (height, lines) in enumerate(pages):
        for line in _outside(height, lines):
            kinds[_NUMBER.sub("#", line.text), _lane(line, height)].append((page, line))
    dropped, texts = set[int](), dict[str, str]()
    for (text, _), places in kinds.items():
        chosen = _repeated(places, len(pages))
        dropped.update(id(line) for line in chosen)
        if chosen:
            texts.setdefault(text, chosen[0].text)
    if len(dropped) == sum(len(lines) for _, lines in pages):
        return frozenset(), []
    return frozenset(dropped), list(texts.values())


def _outside(height: float, lines: Sequence[Line]) -> list[Line]:
    """The lines of a page that stand in its margins, or near them and apart from the text."""
    upwards = [(height - line.base + line.size, line) for line in reversed(lines)]
    return [*_before_text(height, [(line.base, line) for line in lines]), *_before_text(height, upwards)]


def _before_text(height: float, run: Sequence[tuple[float, Line]]) -> list[Line]:
    """The lines of a margin, from the edge of the page inwards; each comes with how far from the edge it stands."""
    found, held = list[Line](), list[Line]()
    for (depth, line), following in itertools.zip_longest(run, run[1:]):
        if depth > _EDGE * height:
            break
        held.append(line)
        gap = following[0] - depth if following else 0
        if depth < _MARGIN * height or gap > _APART * line.size:
            found += held
            held = []
    return found


def _lane(line: Line, height: float) -> float:
    """How far from its edge of the page a line stands, so that pages on their side are counted too."""
    from_top = line.base < height / 2
    return round((line.base if from_top else line.base - height) / _NEAR)


def _repeated(places: list[tuple[int, Line]], pages: int) -> list[Line]:
    groups = defaultdict[tuple[int, ...], list[tuple[int, Line]]](list)
    for page, line in places:
        numbers = [int(number[:9]) for number in _NUMBER.findall(line.text)]
        groups[tuple(number - page for number in numbers)].append((page, line))
        if numbers:
            groups[(-1, *numbers)].append((page, line))
            groups[(-2, numbers[0] - page, *numbers[1:])].append((page, line))
    chosen = dict[int, Line]()
    for group in groups.values():
        on = {page for page, _ in group}
        span = max(on) - min(on) + 1
        enough = len(on) >= 3 and len(on) * 2 >= span
        if enough or (len(on) == 2 and pages <= 4 and span == 2):
            chosen.update((id(line), line) for _, line in group)
    return list(chosen.values())
