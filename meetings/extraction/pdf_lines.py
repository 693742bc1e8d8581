"""Words at their places → lines, and lines → paragraphs, told by what the eye tells them by."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.extraction.pdf_sheet import Word

_COLUMN_GAP = 1.0
"""Blanks that are wider than a letter is high part columns; the words of a justified line stand closer."""
_RAISED, _TOUCHING = 0.45, 0.08
_BULLET = re.compile(r"^[•·▪●◦‣§Ø](?=\s|$)|^[•·▪●‣]|^o(?=\s|$)")
_DASH = re.compile(r"^[-–—*](?=\s|$)")
_NUMBER = re.compile(
    r"^(?:\(?\d{1,4}[.)](?!\d)|\d{1,3}(?:\.\d{1,3}){1,3}\.?(?=\s|$)|\d{1,4}/\d{1,4}\.?(?=\s+[A-Z(“])|\(\d{1,3}\)"
    r"|\(?[a-zA-Z][.)](?=\s|$)|\([a-z]\)|\(?[ivx]{1,5}[.)](?=\s|$)|\([ivx]{1,5}\))"
)
_NUMBER_ALONE = re.compile(r"^\d{1,4}$|^[A-Z]{1,4}[./-]?\d[\w./-]*$")
_ENDS = (".", "!", "?", ":", ";")
_SIGNS = ".,;:!?()“”‘’'\""
_SECTION = re.compile(r"^(?:Decision|Action|Resolved|Recommendation|Discussion)s?:?$", re.I)
_LABEL = re.compile(r"^[A-Z][\w’'/-]*(?: [\w’'&/-]+){0,3}[:;]$")
"""A line that introduces what stands below it."""
_LABELLED = re.compile(r"^(?:[A-Z][\w’'/-]*(?: [\w’'&/-]+){0,2}:\s|(?:PRESENT|APOLOGIES|IN ATTENDANCE|RESOLVED)\b)")
_BREAKS_OFF = re.compile(r"[,\u2010–—&(-]$|\b(?:and|or|of|the|a|by|on|at|with|for|in|to|from|that)$", re.I)
_BREAKS_OFF_IN = re.compile(r"\s(?:and|or|of|the|a|an|by|on|at|with|for|in|to|from|that|be|was|were|is|are)$")
_LONG = 0.8
_MARKUP = re.compile(r"^<.*>$")
_WIDER = 1.18
"""How much further than usual lines are apart between paragraphs."""
_WIDEST_GUESS = 1.45
"""Lines that are further apart belong together only where many are."""
_WIDE = 0.7
"""Lines of a page end at least so far to the right, or say nothing of where its margin is."""
_LANE, _SURE = 3.0, 3
_INITIALS = 12
_STEP = 4.0
"""Points by which a line stands in or out, to be seen as set so."""


@dataclass(slots=True)
class Piece:
    """Words of a line without a wide gap between them."""

    text: str
    x0: float
    x1: float
    bold: bool
    opening: float
    """How wide its first word is."""


@dataclass(slots=True)
class Line:
    """Words beside each other."""

    page: int
    pieces: list[Piece]
    base: float
    size: float
    inner: float
    """Where its words begin, behind a list marker."""
    right: float = 0.0
    """Where it would end if it were full."""

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return self.pieces[-1].x1

    @property
    def end(self) -> float:
        """Where its words end, before initials or a number set far behind them; a justified line has none."""
        if len(self.pieces) == 2 and self.x1 < self.right - 2:
            text, beside = self.pieces
            if len(beside.text) <= _INITIALS and beside.x0 - text.x1 > 2 * self.size:
                return text.x1
        return self.x1

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces)

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Para:
    """Lines of one paragraph."""

    lines: list[Line]
    heading: int = 0
    level: int = 0

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size


@dataclass(slots=True)
class Measure:
    """What is usual in a document, or in the cells of its tables."""

    leading: float = 1.2
    """How far lines of a paragraph stand apart, as a multiple of their size."""
    spaced: bool = True
    """Whether paragraphs stand further apart than lines."""
    size: float = 10.0
    whole: frozenset[str] = frozenset()
    """Words that stand inside lines, in small letters."""


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """The words of a page or of a cell as lines from the top. What is written aslant comes last, by itself."""
    upright, turned = list[Word](), list[Word]()
    for word in words:
        (turned if word.turned else upright).append(word)
    rows = list[list[Word]]()
    base = size = 0.0
    for word in sorted(upright, key=lambda word: word.base):
        if not rows or word.base - base > _RAISED * max(size, word.size):
            rows.append([])
            base, size = word.base, word.size
        elif word.size > size:
            base, size = word.base, word.size
        rows[-1].append(word)
    found = [_line(sorted(row, key=lambda word: word.x0), page) for row in rows]
    return [*found, *([_aslant(turned, page)] if turned else [])]


def _line(row: list[Word], page: int) -> Line:
    main = max(row, key=lambda word: len(word.text))
    pieces = list[Piece]()
    texts = list[str]()
    inner = row[0].x0
    for word in row:
        last = pieces[-1] if pieces else None
        marked = len(pieces) == 1 and len(texts) == 1 and is_marker(texts[0])
        if last and (marked or word.x0 - last.x1 <= _COLUMN_GAP * main.size):
            inner = word.x0 if marked else inner
            texts.append("" if abs(word.x0 - last.x1) < _TOUCHING * main.size else " ")
            texts.append(word.text)
            last.x1, last.bold = max(last.x1, word.x1), last.bold and word.bold
        else:
            if last:
                last.text = "".join(texts)
            texts = [word.text]
            pieces.append(Piece("", word.x0, word.x1, word.bold, word.x1 - word.x0))
    pieces[-1].text = "".join(texts)
    return Line(page, pieces, main.base, main.size, inner)


def _aslant(words: list[Word], page: int) -> Line:
    text = " ".join(word.text for word in words)
    first = words[0]
    return Line(page, [Piece(text, 0, 0, bold=False, opening=0)], max(word.base for word in words), first.size, 0)


def is_marker(text: str) -> bool:
    """Whether a text is the sign that opens a list entry or an item, and nothing else."""
    for pattern in (_BULLET, _DASH, _NUMBER, _NUMBER_ALONE):
        match = pattern.match(text)
        if match and match.end() == len(text):
            return True
    return False


def measure(groups: Sequence[Sequence[Line]], like: Measure | None = None) -> Measure:
    """What is usual in these lines, each group of which stands below each other; where they are few, as in others."""
    steps, behind_full, behind_short = Counter[float](), Counter[float](), Counter[float]()
    for lines in groups:
        most = max((line.x1 for line in lines), default=0)
        for first, second in itertools.pairwise(lines):
            step = round((second.base - first.base) / (second.size or 1) * 20) / 20
            if 0.8 < step < 3 and abs(first.size - second.size) < 1:
                steps[step] += 1
                behind_full[step] += first.x1 > most * 0.9
                behind_short[step] += first.x1 < most * 0.8
    usual = like or Measure()
    counted, part = (behind_full, 0.15) if behind_full.total() > 2 else (steps, 0.1)
    enough = counted.total() * part
    leading = next((step for step, count in sorted(counted.items()) if count and count >= enough), usual.leading)
    leading = leading if counted is behind_full else min(leading, _WIDEST_GUESS)
    wide = sum(count for step, count in steps.items() if step > leading * _WIDER)
    close = sum(count for step, count in behind_short.items() if step <= leading * _WIDER)
    return replace(usual, leading=leading, spaced=wide >= close if wide + close > 1 else usual.spaced)


def vocabulary(lines: Iterable[Line]) -> Measure:
    """The size of most letters, and the words that are at neither end of a line, where they may be cut."""
    sizes, whole = Counter[float](), set[str]()
    for line in lines:
        text = line.text
        sizes[round(line.size * 2) / 2] += len(text)
        whole.update(word.strip(_SIGNS).lower() for word in text.split()[1:-1])
    return Measure(size=sizes.most_common(1)[0][0] if sizes else 10.0, whole=frozenset(whole))


def set_edges(pages: Iterable[tuple[float, Sequence[Line]]], usual: Measure) -> None:
    """Tell each line of some pages, each with its width, where it would end if it were full.

    Lines that begin below each other end at one edge: as far out as sentences break off there. Where too few do, lines
    end where most long lines of the pages do, or else the margin on the right is as the left one.
    """
    by_width = defaultdict[int, list[Line]](list)
    lanes = defaultdict[tuple[int, int], list[float]](list)
    for width, lines in pages:
        by_width[round(width)] += lines
        for first, second in itertools.pairwise(lines):
            near = second.base - first.base <= usual.leading * _WIDER * second.size
            broken = second.text[0].islower() and not first.text.endswith(_ENDS)
            if near and broken and len(first.pieces) == 1 and abs(first.inner - second.x0) <= _STEP:
                lanes[round(width), round(second.x0 / _LANE)].append(first.x1)
    for width, lines in by_width.items():
        margin = right_edge(lines, min((line.x0 for line in lines if line.x1), default=0), width)
        for line in lines:
            lane = round(line.inner / _LANE)
            ends = [end for near in (lane - 1, lane, lane + 1) for end in lanes.get((width, near), ())]
            line.right = min(margin, max(ends) + _LANE) if len(ends) >= _SURE else margin


def right_edge(lines: Iterable[Line], left: float, width: float) -> float:
    """Where full lines end on pages of this width: where some do; else the margin on the right is as the left one."""
    ends = sorted((line.x1 for line in lines if line.x1), reverse=True)
    if not ends:
        return width - left
    edge = ends[min(len(ends) - 1, len(ends) // 50)]
    clear = edge > _WIDE * width and sum(end > edge - 40 for end in ends) >= 4
    return edge if clear else max(edge, width - left)


def paragraphs(lines: Iterable[Line], usual: Measure) -> list[Para]:
    """Lines below each other as paragraphs."""
    found = list[Para]()
    for line in lines:
        if found and goes_on(found[-1], line, usual):
            found[-1].lines.append(line)
        else:
            found.append(Para([line]))
    return found


def goes_on(para: Para, line: Line, usual: Measure, *, page_turned: bool = False) -> bool:
    """Whether a line is the next one of a paragraph."""
    first, last = para.lines[0], para.lines[-1]
    if abs(last.size - line.size) > 0.1 * max(last.size, line.size) or _MARKUP.match(last.text + line.text):
        return False
    far = not page_turned and line.base - last.base > max(usual.leading, 1.0) * _WIDER * line.size
    if far or (line.x0 == 0) != (last.x0 == 0):
        return False
    full = last.end + 0.2 * line.size + line.pieces[0].opening > last.right - 0.5
    ended = last.text.endswith(_ENDS)
    if _opens(para, line, broken=full and not ended):
        return False
    if _cut_word(last.text) or (line.text[0].islower() and not ended and (full or last.bold == line.bold)):
        return True
    if _runs_on(last, line) and not ended:
        return True
    if not full or (page_turned and ended and not last.text.endswith(":")) or _set_otherwise(para, line, ended=ended):
        return False
    hangs = line.x0 > first.x0 + _STEP
    if ended and not hangs and line.text[0] != "(" and (not usual.spaced or _LABEL.match(line.text)):
        return False
    return len(para.lines) == 1 or abs(line.x0 - para.lines[1].x0) <= _STEP or not ended


def _runs_on(last: Line, line: Line) -> bool:
    """Whether a sentence goes on below its line by its words: no line of a list ends or begins so."""
    if abs(line.x0 - last.inner) > _STEP or last.bold != line.bold:
        return False
    long = last.x1 - last.inner > _LONG * (last.right - last.inner)
    return bool(_BREAKS_OFF_IN.search(last.text)) or (long and not line.text[0].isupper())


def _set_otherwise(para: Para, line: Line, *, ended: bool) -> bool:
    """Whether a line is bold, or in capitals, and what stands above it is not, or the other way round."""
    first, last = para.lines[0], para.lines[-1]
    if first.bold != line.bold and (ended or last.bold != line.bold):
        return True
    return first.text.isupper() and last.text.isupper() != line.text.isupper() and len(line.text) > 3


def _opens(para: Para, line: Line, *, broken: bool) -> bool:
    """Whether a line opens an entry of its own; `broken` when the sentence above does not end there."""
    text = line.text
    labelled = _LABELLED.match(text) or _SECTION.match(text)
    if _BULLET.match(text) or (labelled and not _BREAKS_OFF.search(para.lines[-1].text)):
        return True
    if not (_DASH.match(text) or _NUMBER.match(text)):
        return False
    first = para.lines[0]
    if len(para.lines) > 1:
        return not broken or line.x0 < para.lines[1].x0 - _STEP
    marked = bool(_DASH.match(first.text) or _NUMBER.match(first.text) or _BULLET.match(first.text))
    return not broken or (marked and line.x0 < first.x0 + _STEP)


def text_of(para: Para, usual: Measure) -> str:
    """The lines of a paragraph as one. A word that a line end cuts is put together when that is sure."""
    text = para.lines[0].text
    for above, line in itertools.pairwise(para.lines):
        following = line.text
        if _cut_word(text) and following[0].isalnum():
            text = _unbroken(text, following, usual.whole)
        else:
            text = f"{text}{'' if _cut(above, following, usual.whole) else ' '}{following}"
    return text


def _cut(above: Line, following: str, whole: frozenset[str]) -> bool:
    """Whether a word that is too long for its column was cut without a hyphen: together its parts are a known word."""
    head, tail = above.text.lower(), following.split(" ", 1)[0].strip(_SIGNS)
    if " " in head or not tail.islower() or above.x1 < above.right - above.size:
        return False
    return f"{head}{tail}" in whole or f"{head.rsplit('-', 1)[-1]}{tail}" in whole


def _cut_word(text: str) -> bool:
    return len(text) > 1 and text[-1] in "-\u2010" and text[-2].isalnum()


def _unbroken(text: str, following: str, whole: frozenset[str]) -> str:
    """A hyphen goes where the same word stands somewhere else without one, and nowhere with it."""
    head = re.split(r"[\s(“‘]", text[:-1])[-1]
    tail = re.split(r"[\s.,;:!?()”’]", following, maxsplit=1)[0]
    joined, kept = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    sure = tail.islower() and joined in whole and kept not in whole
    return f"{text[:-1] if sure else text}{following}"
