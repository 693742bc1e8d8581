"""Running headers, footers and page numbers: which lines stand on most pages of a PDF."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from meetings.extraction.pdf_lines import Line

_EDGE = 0.15
"""The part of a page at its top and at its foot where furniture stands."""
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
        for line in lines:
            if line.base < _EDGE * height or line.base - line.size > (1 - _EDGE) * height:
                kinds[_NUMBER.sub("#", line.text), _lane(line, height)].append((page, line))
    dropped, texts = set[int](), list[str]()
    seen = set[str]()
    for (text, _), places in kinds.items():
        chosen = _repeated(places, len(pages))
        dropped.update(id(line) for line in chosen)
        if chosen and text not in seen:
            seen.add(text)
            texts.append(chosen[0].text)
    return frozenset(dropped), texts


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
