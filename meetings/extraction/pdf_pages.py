"""Bytes of a PDF → its pages, as they are seen. Only this module knows pdfium."""

from __future__ import annotations

import ctypes
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.extraction.limits import Refused
from meetings.extraction.pdf_sheet import Box, Matrix, Place, Sheet, Word, moved, shown, times, within

_DEEPEST, _MOST_OBJECTS, _MOST_SEGMENTS, _MOST_GROUNDS = 4, 200_000, 4_000, 200
_SMALLEST, _WHITE, _UPRIGHT = 1.0, 250, 10
_BOLD_WEIGHT, _FORCED_BOLD = 600, 1 << 18
_COVERED, _PICTURED = 0.6, 0.1
_HYPHEN_AT_LINE_END = "\x02"
"""pdfium's sign for a hyphen behind which a line ends."""
_NO_LETTER = "\ufffe"
"""What stands for it in pdfium's text of a whole page."""
_BLANKS = "\0\t\n\r\x0b\x0c \u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_WORD = re.compile(f"[^{_BLANKS}{_HYPHEN_AT_LINE_END}]*{_HYPHEN_AT_LINE_END}|[^{_BLANKS}{_HYPHEN_AT_LINE_END}]+")

Thing = Any
"""A pointer of pdfium's."""


class Unreadable(Exception):  # noqa: N818 - it tells of a page, not of a mistake in the program
    """A page that pdfium cannot open."""


class Document:
    """An open PDF. Raises Refused when it asks for a password or is too badly damaged to open."""

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from None

    def __len__(self) -> int:
        return len(self._pdf)

    def close(self) -> None:
        """Give the memory back."""
        self._pdf.close()

    def plain(self) -> bytes:
        """The same document without encryption and packed objects; nothing when it cannot be written."""
        out = io.BytesIO()
        try:
            self._pdf.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
        except pypdfium2.PdfiumError:
            return b""
        return out.getvalue()

    def attachments(self) -> int:
        """How many files it carries."""
        return int(pdfium.FPDFDoc_GetAttachmentCount(self._pdf))

    def scripts(self) -> int:
        """How many scripts it carries by name."""
        return int(pdfium.FPDFDoc_GetJavaScriptActionCount(self._pdf))

    def sheet(self, number: int) -> Sheet:
        """A page by its number, from 1. Raises Unreadable when pdfium cannot open it."""
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            raise Unreadable from None
        try:
            return _sheet(page, number)
        except pypdfium2.PdfiumError:
            raise Unreadable from None
        finally:
            page.close()


def _refusal(error: pypdfium2.PdfiumError) -> Refused:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Refused(
            "password", "The PDF asks for a password. Save it again as PDF without a password and add it once more."
        )
    return Refused(
        "damaged",
        "The PDF is damaged and cannot be opened. Get it again from where it came, or save it again as PDF, "
        "and add it once more.",
    )


@dataclass(slots=True)
class _Style:
    """How one piece of text is set."""

    size: float = 10.0
    bold: bool = False
    turned: bool = False
    invisible: bool = False
    """Set in the mode that leaves no ink, as the words behind a scan are."""
    pale: bool = False
    """White, on nothing that is not."""


class _Drawing:
    """What is drawn on a page, also inside the forms that it draws."""

    def __init__(self, page: pypdfium2.PdfPage, place: Place, sheet: Sheet) -> None:
        self.place, self.sheet = place, sheet
        self.styles: dict[int, _Style] = {}
        self.grounds: list[Box] = []
        self.pictures: list[Box] = []
        self._bold: dict[int, bool] = {}
        self._left = _MOST_OBJECTS
        self._walk(page.raw, (1, 0, 0, 1, 0, 0), 0)

    def part_in_pictures(self) -> float:
        """How much of the page pictures cover, as far as one can tell without laying them over each other."""
        whole = self.place.width * self.place.height or 1
        sizes = [_area(box, self.place) / whole for box in self.pictures]
        return min(1.0, sum(sizes))

    def _walk(self, holder: Thing, matrix: Matrix, depth: int) -> None:
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
                self._path(thing, matrix)
            elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
                found = self.pictures if kind == pdfium.FPDF_PAGEOBJ_IMAGE else self.grounds
                found.append(self._bounds(thing, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self._walk(thing, times(_matrix(thing), matrix), depth + 1)

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
        self.styles[_address(thing)] = _Style(
            size=abs(size.value) * math.hypot(c, d),
            bold=mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or self._is_bold(thing),
            turned=abs((angle + 180) % 360 - 180) > _UPRIGHT,
            invisible=mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP),
            pale=pale or not solid,
        )

    def _is_bold(self, thing: Thing) -> bool:
        font = pdfium.FPDFTextObj_GetFont(thing)
        key = _address(font)
        if key not in self._bold:
            name = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            heavy = any(sign in name.value.lower() for sign in (b"bold", b"black", b"heavy", b"-demi"))
            forced = pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD
            self._bold[key] = heavy or bool(forced) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        return self._bold[key]

    def _path(self, thing: Thing, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        colour, _ = _colour(thing)
        filled = bool(fill.value) and colour < _WHITE
        if filled:
            self.grounds.append(self._bounds(thing, matrix))
        if not (filled or stroke.value):
            return
        matrix = times(_matrix(thing), matrix)
        start = point = (0.0, 0.0)
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(min(pdfium.FPDFPath_CountSegments(thing), _MOST_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(thing, at)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            there = self.place.of(*moved(matrix, x.value, y.value))
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = there
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self.sheet.rules.draw(point, there)
            point = there
            if pdfium.FPDFPathSegment_GetClose(segment):
                self.sheet.rules.draw(point, start)


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    place = Place(page.get_cropbox(), page.get_rotation() // 90)
    sheet = Sheet(number=number, width=place.width, height=place.height)
    drawing = _Drawing(page, place, sheet)
    part = drawing.part_in_pictures()
    sheet.pictured = part >= _PICTURED
    sheet.recognised = part >= _COVERED and any(style.invisible for style in drawing.styles.values())
    text = page.get_textpage()
    try:
        hidden = set[int]()
        for address, style, word, box in _words(text, drawing):
            unseen = style.pale or style.size < _SMALLEST or not place.shows(box)
            if unseen or (style.invisible and not sheet.recognised):
                hidden.add(address)
            else:
                sheet.words.append(word)
        sheet.hidden = len(hidden)
    finally:
        text.close()
    return sheet


def _words(text: pypdfium2.PdfTextPage, drawing: _Drawing) -> Iterator[tuple[int, _Style, Word, Box]]:
    """Each word with what it is a piece of, how it is set, and where its letters are."""
    raw = text.raw
    letters = _letters(raw)
    mixed = any(style.invisible or style.pale or style.turned for style in drawing.styles.values())
    plain = _Style()
    for first, last in _pieces(raw, letters) if mixed else _runs(letters):
        address = _address(pdfium.FPDFText_GetTextObject(raw, first))
        style = drawing.styles.get(address, plain)
        word = shown(_whole(letters[first:last]))
        if word:
            box, base = _box(raw, first, last - 1, drawing.place)
            yield address, style, Word(word, box[0], box[2], base, style.size, style.bold, style.turned), box


def _letters(raw: Thing) -> str:
    """Every letter of a page, what is beyond the first plane of Unicode in two halves.

    One question tells them all, where pdfium's text is the same letter by letter: that is tried where words begin.
    """
    many, one = pdfium.FPDFText_CountChars(raw), pdfium.FPDFText_GetUnicode
    told = (ctypes.c_ushort * (many + 1))()
    if many and pdfium.FPDFText_GetText(raw, 0, many, told) == many + 1:  # with a sign of its end
        letters = "".join(map(chr, told[:many]))
        if _NO_LETTER in letters:
            letters = "".join(chr(one(raw, at)) if each == _NO_LETTER else each for at, each in enumerate(letters))
        tried = (first for first, _ in _runs(letters))
        if all(one(raw, at) == ord(letters[at]) for at in (*tried, many - 1)):
            return letters
    return "".join(chr(one(raw, at)) for at in range(many))


def _runs(letters: str) -> Iterator[tuple[int, int]]:
    """Where the words begin and end."""
    return (found.span() for found in _WORD.finditer(letters))


def _pieces(raw: Thing, letters: str) -> Iterator[tuple[int, int]]:
    """The same where some text may be hidden: a word ends with the piece it is of."""
    for first, last in _runs(letters):
        start, piece = first, _address(pdfium.FPDFText_GetTextObject(raw, first))
        for at in range(first + 1, last):
            here = _address(pdfium.FPDFText_GetTextObject(raw, at))
            if here != piece:
                yield start, at
                start, piece = at, here
        yield start, last


def _whole(letters: str) -> str:
    """Letters as text, their halves put together."""
    text = letters.replace(_HYPHEN_AT_LINE_END, "-")
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_START, _END, _X, _Y = pdfium.FS_RECTF(), pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
"""Where pdfium writes its answers: to make new ones for each word takes as long as to ask."""


def _box(raw: Thing, first: int, last: int, place: Place) -> tuple[Box, float]:
    """Where a word stands, and how far down its letters do."""
    pdfium.FPDFText_GetLooseCharBox(raw, first, _START)
    pdfium.FPDFText_GetLooseCharBox(raw, last, _END)
    pdfium.FPDFText_GetCharOrigin(raw, first, _X, _Y)
    box = place.box(
        min(_START.left, _END.left),
        min(_START.bottom, _END.bottom),
        max(_START.right, _END.right),
        max(_START.top, _END.top),
    )
    return box, place.of(_X.value, _Y.value)[1]


def _matrix(thing: Thing) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


_COLOUR = tuple(ctypes.c_uint() for _ in range(4))


def _colour(thing: Thing) -> tuple[int, bool]:
    """The darkest part of a colour, 0 to 255; and whether anything of it is seen."""
    if not pdfium.FPDFPageObj_GetFillColor(thing, *_COLOUR):
        return 0, True
    red, green, blue, alpha = (part.value for part in _COLOUR)
    return min(red, green, blue), alpha > 0


def _address(pointer: Thing) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0


def _area(box: Box, place: Place) -> float:
    return max(0.0, min(box[2], place.width) - max(box[0], 0)) * max(0.0, min(box[3], place.height) - max(box[1], 0))
