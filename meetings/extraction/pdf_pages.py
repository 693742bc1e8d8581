"""Bytes of a PDF → its pages, as they are seen. Only this module and `pdf_drawing` know pdfium."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.extraction.limits import Refused
from meetings.extraction.pdf_drawing import UNKNOWN, Drawing, Style, Thing, address_of
from meetings.extraction.pdf_sheet import Box, Place, Sheet, Word, shown

_SMALLEST = 1.0
_COVERED, _PICTURED = 0.6, 0.1
_HYPHEN_AT_LINE_END = "\x02"
"""pdfium's sign for a hyphen behind which a line ends."""
_NO_LETTER = "\ufffe"
"""What stands for it in pdfium's text of a whole page."""
_BLANKS = "\0\t\n\r\x0b\x0c \u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_WORD = re.compile(f"[^{_BLANKS}{_HYPHEN_AT_LINE_END}]*{_HYPHEN_AT_LINE_END}|[^{_BLANKS}{_HYPHEN_AT_LINE_END}]+")


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


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    place = Place(page.get_cropbox(), page.get_rotation() // 90)
    sheet = Sheet(number=number, width=place.width, height=place.height)
    drawing = Drawing(page, place, sheet)
    part = drawing.part_in_pictures()
    sheet.drawn = drawing.any
    sheet.pictured = part >= _PICTURED
    sheet.recognised = part >= _COVERED and any(style.invisible for style in drawing.styles.values())
    text = page.get_textpage()
    try:
        hidden = set[int]()
        for address, style, word, box in _words(text, drawing):
            unseen = style.pale or style.size < _SMALLEST or not place.shows(box)
            if unseen or (style.invisible and not sheet.recognised):
                hidden.add(address)
            elif drawing.covers.hide(box, style.size, style.drawn):
                sheet.covered += 1
            else:
                sheet.words.append(word)
        sheet.hidden = len(hidden)
    finally:
        text.close()
    return sheet


def _words(text: pypdfium2.PdfTextPage, drawing: Drawing) -> Iterator[tuple[int, Style, Word, Box]]:
    """Each word with what it is a piece of, how it is set, and where its letters are."""
    raw = text.raw
    letters = _letters(raw)
    mixed = any(style.invisible or style.pale or style.turned for style in drawing.styles.values())
    plain = Style(drawn=UNKNOWN)
    for first, last in _pieces(raw, letters) if mixed else _runs(letters):
        address = address_of(pdfium.FPDFText_GetTextObject(raw, first))
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
        start, piece = first, address_of(pdfium.FPDFText_GetTextObject(raw, first))
        for at in range(first + 1, last):
            here = address_of(pdfium.FPDFText_GetTextObject(raw, at))
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
