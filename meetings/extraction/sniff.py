"""What the bytes are: the content decides, the file name is only a hint."""

from __future__ import annotations

import codecs

from meetings.extraction.limits import Refused

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file or other Office file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\x0b\x0c\r")
_SAMPLE = 65_536


def kind_of(data: bytes) -> str:
    """`text`, or in words what else the bytes are, such as `a PDF`."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    return "text"


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
