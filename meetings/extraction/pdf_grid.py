"""The rules drawn on a page → tables: which cell a point of the page is in."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.extraction.pdf_sheet import Rules, Word

_NEAR = 3.0
"""Points between rules that are drawn as one."""
_MOST = 600
"""More rules than this on one page are a picture."""
_MOST_CELLS = 5_000

Rule = tuple[float, float, float]
"""Where it stands, and from where to where it runs."""


@dataclass(slots=True)
class Grid:
    """One table: where its columns and rows begin, and which of its boxes are one cell."""

    xs: list[float]
    ys: list[float]
    owner: list[int]
    """For each box, row by row, the first box of the cell it belongs to."""
    words: dict[int, list[Word]] = field(default_factory=dict)

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def take(self, word: Word) -> bool:
        """Put a word into its cell; False when it stands outside."""
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return False
        column = min(bisect.bisect_right(self.xs, x) - 1, self.columns - 1)
        row = min(bisect.bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        self.words.setdefault(self.owner[row * self.columns + column], []).append(word)
        return True

    def right(self, box: int) -> float:
        """Where the cell ends that begins with a box."""
        last = box
        while (last + 1) % self.columns and self.owner[last + 1] == box:
            last += 1
        return self.xs[last % self.columns + 1]


def grids(rules: Rules) -> list[Grid]:
    """The tables that the rules of a page make, the small before the large so that an inner one is asked first."""
    across, down = _merged(rules.across), _merged(rules.down)
    if len(across) + len(down) > _MOST:
        return []
    found = [_grid(*group) for group in _touching(across, down)]
    return sorted((grid for grid in found if grid), key=lambda grid: grid.area)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in one line that touch, as one."""
    lanes = list[list[Rule]]()
    for rule in sorted(rules):
        if lanes and rule[0] - lanes[-1][0][0] <= _NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    found = list[Rule]()
    for lane in lanes:
        at = sum(rule[0] for rule in lane) / len(lane)
        runs = list[list[float]]()
        for _, start, end in sorted(lane, key=lambda rule: rule[1]):
            if runs and start <= runs[-1][1] + _NEAR:
                runs[-1][1] = max(runs[-1][1], end)
            else:
                runs.append([start, end])
        found += [(at, start, end) for start, end in runs]
    return found


def _touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together. A row that fills its page, or goes on from the page before, may have none across it."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    heights = [rule[0] for rule in across]
    for j, (x, y0, y1) in enumerate(down, len(across)):
        for i in range(bisect.bisect_left(heights, y0 - _NEAR), bisect.bisect_right(heights, y1 + _NEAR)):
            if across[i][1] - _NEAR <= x <= across[i][2] + _NEAR:
                parent[root(i)] = root(j)
    for j, first in enumerate(down, len(across)):
        for k, second in enumerate(down[j - len(across) + 1 :], j + 1):
            if abs(first[1] - second[1]) + abs(first[2] - second[2]) <= 1:
                parent[root(j)] = root(k)
                break
    groups = dict[int, tuple[list[Rule], list[Rule]]]()
    for at, rule in enumerate([*across, *down]):
        group = groups.setdefault(root(at), ([], []))
        group[0 if at < len(across) else 1].append(rule)
    return [(lying, standing) for lying, standing in groups.values() if standing and len(lying) + len(standing) > 2]


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs = _places([rule[0] for rule in down] + [end for rule in across for end in rule[1:]])
    ys = _places([rule[0] for rule in across] + [end for rule in down for end in rule[1:]])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or not 2 <= columns * rows <= _MOST_CELLS:
        return None
    sides, floors = [_at(down, x) for x in xs], [_at(across, y) for y in ys]
    owner = list(range(columns * rows))
    for row in range(rows):
        for column in range(columns):
            box = row * columns + column
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column and not _crossed(sides[column], y):
                owner[box] = owner[box - 1]
            elif row and not _crossed(floors[row], x):
                owner[box] = owner[box - columns]
    return Grid(xs, ys, owner) if len(set(owner)) > 1 else None


def _places(values: list[float]) -> list[float]:
    found = list[float]()
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR * 1.5:
            found.append(value)
    return found


def _at(rules: list[Rule], place: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule[0] - place) <= _NEAR * 1.5]


def _crossed(rules: list[Rule], at: float) -> bool:
    """Whether one of some rules in one line runs past a point."""
    return any(start <= at <= end for _, start, end in rules)
