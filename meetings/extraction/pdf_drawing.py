"""What is drawn on a page of a PDF: how its text is set, what lies under it and over it, and its rules."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.extraction.pdf_covers import Covers, common, solid_boxes
from meetings.extraction.pdf_sheet import Box, Matrix, Place, Sheet, moved, times, within

_DEEPEST, _MOST_OBJECTS, _MOST_SEGMENTS, _MOST_GROUNDS, _MOST_CLIPS, _MOST_MARKS = 4, 200_000, 4_000, 200, 8, 1_000
_WHITE, _SOLID, _UPRIGHT, _BAR = 250, 255, 10, 4.0
_OF_A_SCAN = 0.5
"""Of the page, what a picture takes at least that is all of it: words behind such a one are those of a program."""
UNKNOWN = _MOST_OBJECTS + 2
"""The turn of text that was not met among what is drawn: nothing is known to lie over it."""
_BOLD_WEIGHT, _FORCED_BOLD = 600, 1 << 18

Thing = Any
"""A pointer of pdfium's."""


@dataclass(slots=True)
class Style:
    """How one piece of text is set."""

    size: float = 10.0
    bold: bool = False
    turned: bool = False
    invisible: bool = False
    """Set in the mode that leaves no ink, as the words behind a scan are."""
    pale: bool = False
    """White, on nothing that is not."""
    drawn: int = 0
    """Its turn in the drawing of the page."""


@dataclass(slots=True)
class _Segment:
    """One stroke of a path: where it leads, whether straight, and whether another one leads on to the beginning."""

    to: tuple[float, float]
    straight: bool
    closes: bool


class Drawing:
    """What is drawn on a page, also inside the forms that it draws."""

    def __init__(self, page: pypdfium2.PdfPage, place: Place, sheet: Sheet) -> None:
        self.place, self.sheet = place, sheet
        self.styles: dict[int, Style] = {}
        self.grounds: list[Box] = []
        self.pictures: list[Box] = []
        self.covers = Covers()
        self._bold: dict[int, bool] = {}
        self._left = _MOST_OBJECTS
        whole: Box = (0, 0, place.width, place.height)
        self._walk(page.raw, (1, 0, 0, 1, 0, 0), whole, 0)
        self._marks(page.raw)

    @property
    def any(self) -> bool:
        """Whether anything is drawn."""
        return self._left < _MOST_OBJECTS

    def part_in_pictures(self) -> float:
        """How much of the page pictures cover, as far as one can tell without laying them over each other."""
        whole = self.place.width * self.place.height or 1
        sizes = [_area(box, self.place) / whole for box in self.pictures]
        return min(1.0, sum(sizes))

    def _walk(self, holder: Thing, matrix: Matrix, seen: Box | None, depth: int) -> None:
        """What a page or a form draws, of which `seen` shows; None where light comes through: it hides nothing."""
        count = pdfium.FPDFFormObj_CountObjects if depth else pdfium.FPDFPage_CountObjects
        get = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
        for at in range(count(holder)):
            self._left -= 1
            if self._left < 0:
                return
            thing = get(holder, at)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(thing, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(thing, matrix, seen)
            elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
                self._picture(thing, matrix, self._hiding(thing, matrix, seen), kind)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self._walk(thing, times(_matrix(thing), matrix), self._hiding(thing, matrix, seen), depth + 1)

    def _hiding(self, thing: Thing, matrix: Matrix, seen: Box | None) -> Box | None:
        """The part of the page where a thing hides what lies under it, when it is drawn there; None for none."""
        if seen is None or pdfium.FPDFPageObj_HasTransparency(thing):
            return None
        return common(seen, self._clip(thing, matrix))

    def _hide(self, box: Box, seen: Box) -> None:
        self.covers.add(_MOST_OBJECTS - self._left, common(box, seen))

    def _picture(self, thing: Thing, matrix: Matrix, seen: Box | None, kind: int) -> None:
        box = self._bounds(thing, matrix)
        (self.pictures if kind == pdfium.FPDF_PAGEOBJ_IMAGE else self.grounds).append(box)
        whole = self.place.width * self.place.height
        if seen and kind == pdfium.FPDF_PAGEOBJ_IMAGE and _area(box, self.place) < _OF_A_SCAN * whole:
            self._hide(box, seen)

    def _marks(self, page: Thing) -> None:
        """Boxes that are set on the page afterwards, to strike words out or over them, and are no part of it yet."""
        rect = pdfium.FS_RECTF()
        for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_MARKS)):
            mark = pdfium.FPDFPage_GetAnnot(page, at)
            try:
                if _hides(mark) and pdfium.FPDFAnnot_GetRect(mark, rect):
                    self.covers.add(_MOST_OBJECTS + 1, self.place.box(rect.left, rect.bottom, rect.right, rect.top))
            finally:
                pdfium.FPDFPage_CloseAnnot(mark)

    def _bounds(self, thing: Thing, matrix: Matrix) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(thing, *sides)
        left, bottom, right, top = (side.value for side in sides)
        xs, ys = zip(*(moved(matrix, x, y) for x in (left, right) for y in (bottom, top)), strict=True)
        return self.place.box(min(xs), min(ys), max(xs), max(ys))

    def _text(self, thing: Thing, matrix: Matrix) -> None:
        size, mode = ctypes.c_float(), pdfium.FPDFTextObj_GetTextRenderMode(thing)
        pdfium.FPDFTextObj_GetFontSize(thing, size)
        a, b, c, d, _, _ = times(_matrix(thing), matrix)
        angle = math.degrees(math.atan2(b, a)) - 90 * self.place.turn
        colour, solid = _colour(thing)
        pale = colour >= _WHITE and mode == pdfium.FPDF_TEXTRENDERMODE_FILL
        if pale:
            box = self._bounds(thing, matrix)
            grounds = [*self.grounds[-_MOST_GROUNDS:], *self.pictures[-_MOST_GROUNDS:]]
            pale = not any(within(box, ground) for ground in grounds)
        self.styles[address_of(thing)] = Style(
            size=abs(size.value) * math.hypot(c, d),
            bold=mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or self._is_bold(thing),
            turned=abs((angle + 180) % 360 - 180) > _UPRIGHT,
            invisible=mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP),
            pale=pale or not solid,
            drawn=_MOST_OBJECTS - self._left,
        )

    def _is_bold(self, thing: Thing) -> bool:
        font = pdfium.FPDFTextObj_GetFont(thing)
        key = address_of(font)
        if key not in self._bold:
            name = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            heavy = any(sign in name.value.lower() for sign in (b"bold", b"black", b"heavy", b"-demi"))
            forced = pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD
            self._bold[key] = heavy or bool(forced) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        return self._bold[key]

    def _path(self, thing: Thing, matrix: Matrix, seen: Box | None) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        colour, solid = _colour(thing)
        filled = bool(fill.value) and colour < _WHITE
        if filled:
            self.grounds.append(self._bounds(thing, matrix))
        thick = self._half_of_a_bar(thing) if stroke.value else 0.0
        hides = self._hiding(thing, matrix, seen) if thick or (solid and fill.value) else None
        if not (filled or stroke.value or hides):
            return
        matrix = times(_matrix(thing), matrix)
        outlines = self._outlines(thing, matrix)
        half = thick * math.hypot(*matrix[:2])
        for outline in outlines if filled or stroke.value else ():
            for first, last in _lines(outline):
                self.sheet.rules.draw(first, last)
                if half and hides:
                    self._bar(first, last, half, hides)
        if hides and solid and fill.value:
            points = [[segment.to for segment in outline] for outline in outlines]
            for box in solid_boxes(points, alternate=fill.value == pdfium.FPDF_FILLMODE_ALTERNATE):
                self._hide(box, hides)

    def _outlines(self, thing: Thing, matrix: Matrix) -> list[list[_Segment]]:
        """What a path draws without lifting the pen."""
        x, y = ctypes.c_float(), ctypes.c_float()
        outlines = list[list[_Segment]]()
        for at in range(min(pdfium.FPDFPath_CountSegments(thing), _MOST_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(thing, at)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
                outlines.append([])
            there = self.place.of(*moved(matrix, x.value, y.value))
            straight = kind == pdfium.FPDF_SEGMENT_LINETO
            outlines[-1].append(_Segment(there, straight, bool(pdfium.FPDFPathSegment_GetClose(segment))))
        return outlines

    def _half_of_a_bar(self, thing: Thing) -> float:
        """Half the width of a line so thick that it hides words; 0 for any other."""
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
        return width.value / 2 if width.value >= _BAR else 0.0

    def _bar(self, first: tuple[float, float], last: tuple[float, float], half: float, seen: Box) -> None:
        (x0, y0), (x1, y1) = first, last
        if abs(y1 - y0) < half:
            self._hide((min(x0, x1), min(y0, y1) - half, max(x0, x1), max(y0, y1) + half), seen)

    def _clip(self, thing: Thing, matrix: Matrix) -> Box:
        """The part of the page on which something is drawn."""
        whole: Box = (0, 0, self.place.width, self.place.height)
        clip = pdfium.FPDFPageObj_GetClipPath(thing)
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(min(max(pdfium.FPDFClipPath_CountPaths(clip), 0), _MOST_CLIPS)):
            points = []
            for at in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, path), _MOST_SEGMENTS)):
                pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, at), x, y)
                points.append(self.place.of(*moved(matrix, x.value, y.value)))
            if points:
                xs, ys = zip(*points, strict=True)
                whole = common(whole, (min(xs), min(ys), max(xs), max(ys)))
        return whole


def _lines(outline: Sequence[_Segment]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Its straight lines, each from one point to another."""
    for before, segment in pairwise(outline):
        if segment.straight:
            yield before.to, segment.to
        if segment.closes:
            yield segment.to, outline[0].to


def _hides(mark: Thing) -> bool:
    """Whether a mark set on a page hides what lies under it, or says that it is to be struck out."""
    kind = pdfium.FPDFAnnot_GetSubtype(mark)
    if pdfium.FPDFAnnot_GetFlags(mark) & (pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW):
        return False
    if kind == pdfium.FPDF_ANNOT_REDACT:
        return True
    if kind != pdfium.FPDF_ANNOT_SQUARE:
        return False
    inside = pdfium.FPDFANNOT_COLORTYPE_InteriorColor
    if pdfium.FPDFAnnot_GetColor(mark, inside, *_COLOUR):  # it gives a colour where none is set, too
        return bool(pdfium.FPDFAnnot_HasKey(mark, b"IC") and _COLOUR[3].value == _SOLID)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for at in range(min(pdfium.FPDFAnnot_GetObjectCount(mark), _MOST_MARKS)):
        thing = pdfium.FPDFAnnot_GetObject(mark, at)
        path = pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_PATH
        if path and pdfium.FPDFPath_GetDrawMode(thing, fill, stroke) and fill.value:
            return not pdfium.FPDFPageObj_HasTransparency(thing)
    return False


_COLOUR = tuple(ctypes.c_uint() for _ in range(4))


def _matrix(thing: Thing) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _colour(thing: Thing) -> tuple[int, bool]:
    """The darkest part of a colour, 0 to 255; and whether anything of it is seen."""
    if not pdfium.FPDFPageObj_GetFillColor(thing, *_COLOUR):
        return 0, True
    red, green, blue, alpha = (part.value for part in _COLOUR)
    return min(red, green, blue), alpha > 0


def address_of(pointer: Thing) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0


def _area(box: Box, place: Place) -> float:
    return max(0.0, min(box[2], place.width) - max(box[0], 0)) * max(0.0, min(box[3], place.height) - max(box[1], 0))
