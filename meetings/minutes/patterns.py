"""Item numbers of any printed form, found by their regularity: the same signs again and again, one number rising."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.minutes.candidates import Head, in_capitals
from meetings.minutes.furniture import is_furniture, is_only_a_date
from meetings.minutes.lines import Line
from meetings.minutes.names import HONORIFIC

_LABEL = re.compile(
    r"^(?P<word>(?i:(?:agenda\s+)?item|minute|min|ref)\.?\s*(?:(?i:no)\.?\s*)?|#)?"
    r"(?P<number>(?:[A-Z]{1,4}[./-]?\s?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[A-Z]?)"
    r"(?P<punct>\s?[-–—:.)]{0,2})(?P<gap>\s+(?P<title>\S.*))?$",
    re.S,
)
_BRACKETED = re.compile(r"^\((?P<number>\d{1,3})\)\s+(?P<title>\S.*)$", re.S)
_ORDINAL = re.compile(r"^(?P<number>[IVXL]{1,6}|[A-Z]|[a-z])(?P<punct>[.)])\s+(?P<title>\S.*)$", re.S)
_BEHIND_TITLE = re.compile(r"\s*[\[(](?:agenda\s+)?item\s+\d{1,3}[a-z]?[\])]\s*$", re.I)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_FEWEST = 3
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class _Label:
    """One number in front of words: its place, its signs, and the numbers in it."""

    at: int
    title_at: int
    number: str
    title: str
    shape: str
    values: tuple[int, ...]


def patterned(lines: Sequence[Line]) -> Sequence[Sequence[Head]]:
    """Runs of heads of one form each, at least three in a run.

    A form counts when its numbers rise one by one and its titles are no sentences.
    """
    groups: dict[str, list[_Label]] = defaultdict(list)
    for label in _labels(lines):
        groups[label.shape].append(label)
    regular = [run for group in groups.values() if len(run := _rising(group)) >= _FEWEST and _titles(run)]
    return [[_head(label, lines) for label in run] for run in regular]


def _head(label: _Label, lines: Sequence[Line]) -> Head:
    strong = lines[label.at].strong or in_capitals(label.title)
    return Head(
        at=label.at, number=label.number, title=label.title, form="pattern", strong=strong, title_at=label.title_at
    )


def _labels(lines: Sequence[Line]) -> Iterator[_Label]:
    for at, line in enumerate(lines):
        if line.column or is_furniture(line) or is_only_a_date(line.text):
            continue
        label = _label(line.marked.strip(), at, lines)
        if label is not None:
            yield label


def _label(words: str, at: int, lines: Sequence[Line]) -> _Label | None:
    match = _LABEL.match(words)
    if match:
        title, title_at = match["title"] or "", at
        if not title and at + 1 < len(lines) and not lines[at + 1].marker:
            title, title_at = lines[at + 1].text, at + 1
        word = "w" if (match["word"] or "").strip() else ""
        signs = re.sub(r"\d+", "#", re.sub(r"\d{4}", "Y", match["number"]))
        shape = f"{word}{signs}{match['punct'].strip()}{'|' if title_at != at else ''}"
        values = tuple(int(each) for each in re.findall(r"\d+", match["number"]))
        return _made(at, title_at, match["number"], title, shape, values)
    match = _BRACKETED.match(words)
    if match:
        return _made(at, at, match["number"], match["title"], "(#)", (int(match["number"]),))
    match = _ORDINAL.match(words)
    if match is None:
        return None
    number = match["number"]
    roman = number.isupper() and set(number) <= set(_ROMAN)
    value = _roman(number) if roman else ord(number.lower()) - ord("a") + 1
    shape = ("roman" if roman else "A" if number.isupper() else "a") + match["punct"]
    return _made(at, at, number, match["title"], shape, (value,))


def _made(at: int, title_at: int, number: str, title: str, shape: str, values: tuple[int, ...]) -> _Label | None:
    title = _BEHIND_TITLE.sub("", title).strip()
    return _Label(at, title_at, number, title, shape, values) if title and len(title) <= _LONGEST else None


def _roman(number: str) -> int:
    values = [_ROMAN[sign] for sign in number]
    return sum(-value if value < following else value for value, following in itertools.pairwise([*values, 0]))


def _rising(labels: Sequence[_Label]) -> list[_Label]:
    """The labels that count on from the first, one number of theirs rising and the others standing."""
    run: list[_Label] = []
    for label in labels:
        if not run or _follows(run[-1].values, label.values):
            run.append(label)
    return run


def _follows(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    changed = [(before, after) for before, after in zip(first, second, strict=True) if before != after]
    return len(changed) == 1 and 0 < changed[0][1] - changed[0][0] <= 2


def _titles(run: Sequence[_Label]) -> bool:
    """Whether most of what stands behind the numbers is set like a title, and names nobody."""
    titles = sum(
        label.title[:1].isupper() and not label.title.endswith((".", ";", ",")) and not HONORIFIC.match(label.title)
        for label in run
    )
    return titles >= len(run) * 0.7
