"""What the bytes are: the content decides, and a name that says otherwise is pointed out."""

from __future__ import annotations

import codecs
import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from meetings.extraction.limits import Refused


class Kind(StrEnum):
    """What can be read, by the name of its reader."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    OFFICE = "office"
    """Old Word files, rich text and OpenDocument."""


NAMED = {
    Kind.TEXT: "plain text",
    Kind.HTML: "a web page",
    Kind.DOCX: "a Word file (.docx)",
    Kind.PDF: "a PDF",
    Kind.OFFICE: "an old Word, OpenDocument or rich text file",
}
"""How each is called in a sentence."""

_ENDINGS = {
    **dict.fromkeys(("txt", "text", "md", "markdown", "htm", "html", "xhtml"), (Kind.TEXT, Kind.HTML)),
    **dict.fromkeys(("docx",), (Kind.DOCX,)),
    **dict.fromkeys(("pdf",), (Kind.PDF,)),
    **dict.fromkeys(("doc", "rtf", "odt", "ott", "dot"), (Kind.OFFICE,)),
}
"""The end of a name → what such a file may be."""

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"MIME-Version:", "a web page with its pictures in one file"),
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PDF_WITHIN = 1024
_MARKS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,5000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|header|table|div|h[1-6]|p|ol|ul)\b[^<>]{0,2000}>",
    re.I | re.S,
)
"""How a web page, or a piece of one, begins."""
_PASSWORD = (
    "The file is protected by a password. Take the password off in the program it was made with, and add it again."  # noqa: S105 - a sentence about one
)
_READABLE = "Word, PDF, web pages, OpenDocument, rich text and plain text are read."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\x0b\x0c\r")
_SAMPLE = 65_536


def kind_of(data: bytes, filename: str = "") -> Kind:
    """What the bytes are. Raises Refused when it is nothing that is read, or not what the end of its name says."""
    kind = _by_content(data)
    ending = PurePath(filename).suffix.lower().lstrip(".")
    expected = _ENDINGS.get(ending)
    if expected and kind not in expected:
        raise Refused(
            "type-mismatch",
            f"The name ends in .{ending}, but the file is {NAMED[kind]}. Check that it is the right one, "
            "give it the right ending and add it again.",
        )
    return kind


def is_plain(data: bytes) -> bool:
    """Whether the bytes are taken for plain text; nothing is opened to tell."""
    packed = data.startswith((_ZIP, _OLE, b"{\\rtf", *(signature for signature, _ in _OTHERS)))
    return not (packed or b"%PDF-" in data[:_PDF_WITHIN] or _is_hypertext(data))


def may_need_office(data: bytes) -> bool:
    """Whether it may be LibreOffice that has to open the bytes."""
    return data.startswith((_OLE, b"{\\rtf")) or (data.startswith(_ZIP) and _OPENDOCUMENT in data[:200])


def may_be_scan(data: bytes) -> bool:
    """Whether the bytes are a PDF, whose pages may be pictures."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def _by_content(data: bytes) -> Kind:
    if data.startswith(_ZIP):
        return _of_zip(data)
    if data.startswith(_OLE):
        return _of_ole(data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(b"{\\rtf"):
        return Kind.OFFICE
    for signature, name in _OTHERS:
        if data.startswith(signature):
            raise Refused("unsupported", f"The file is {name}. {_READABLE}")
    return Kind.HTML if _is_hypertext(data) else Kind.TEXT


def _of_zip(data: bytes) -> Kind:
    """Word and OpenDocument files are zip files: what is in them tells them apart."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
        raise Refused(
            "damaged", "The file is damaged or was not sent to its end. Save it again where it was made, and add that."
        ) from None
    if "word/document.xml" in names:
        return Kind.DOCX
    if _OPENDOCUMENT in data[:200] and "content.xml" in names:
        return Kind.OFFICE
    other = (
        "a spreadsheet" if "xl/workbook.xml" in names else "slides" if "ppt/presentation.xml" in names else "a zip file"
    )
    raise Refused("unsupported", f"The file is {other}. {_READABLE}")


def _of_ole(data: bytes) -> Kind:
    """Old Office files, and new ones behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("password", _PASSWORD)
    if "WordDocument".encode("utf-16-le") in data:
        return Kind.OFFICE
    raise Refused("unsupported", f"The file is an old Office file, but none of Word. {_READABLE}")


def _is_hypertext(data: bytes) -> bool:
    start = data[:_SAMPLE]
    marked = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else _utf16_without_mark(start) or "utf-8"
    return _MARKS.match(start.decode(encoding, "replace").removeprefix("\ufeff")) is not None


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: a byte-order mark decides, then UTF-16 by its zero bytes,
    then strict UTF-8, then Windows-1252. Raises Refused when none of them explains the bytes.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    guess = _utf16_without_mark(data)
    if guess:
        return _strictly(data, guess)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if _looks_binary(data):
            raise Refused("binary", "This is not a text file, and no reader for its kind is known.") from None
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeDecodeError:
        raise Refused(
            "unreadable-bytes",
            "The characters of this file cannot be read. Save it again as plain text in UTF-8 and try once more.",
        ) from None


def _utf16_without_mark(data: bytes) -> str:
    """Text in a western script has a zero in every second byte when it is UTF-16."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    return controls > len(sample) * 0.02
