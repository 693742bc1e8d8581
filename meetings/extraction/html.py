"""Web pages: bytes → blocks. Pages saved by a browser, pages that Word has saved, fragments that were pasted."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from meetings.extraction import sniff
from meetings.extraction.blocks import Extract, Finding
from meetings.extraction.composing import Composer
from meetings.extraction.framing import parts_of
from meetings.extraction.hypertext import Walker
from meetings.extraction.limits import Limits, Refused
from meetings.extraction.text import read as read_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BEGINNING = 1024
"""How far a browser looks for the name of the encoding."""
_DECLARED = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*(?P<name>[\w:.-]{1,30})", re.I)
_DECLARED_IN_XML = re.compile(rb"^\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*[\"'](?P<name>[\w.-]{1,30})[\"']", re.I)
_LATIN = frozenset("latin1 l1 iso-8859-1 iso8859-1 iso_8859-1 ascii us-ascii windows-1252 cp1252 x-cp1252".split())
"""Names that all mean Windows-1252 to a browser."""
_KNOWN = re.compile(r"^(?:(?:windows-|cp|x-cp)125\d|iso-?8859-\d{1,2}|koi8-[ru]|macintosh)$")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_TAGS = 500_000
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read(data: bytes, limits: Limits) -> Extract:
    """The blocks of a web page, without the frame of its site and without what it does not show.

    Raises Refused when it is too large or too deep, or holds no text.
    """
    text, encoding, guess = _decoded(data)
    if text.count("<") > _MOST_TAGS:
        raise Refused("too-large", f"The page holds more than {_MOST_TAGS:,} tags, the most that is read.")
    composer = Composer(limits)
    composer.findings += guess
    page = _tree(text)
    if page is not None:
        parts, unseen, frame = parts_of(page)
        composer.findings += _told(unseen, frame)
        typed = _typed(parts)
        if typed and len(typed) <= limits.characters and typed.count("\n") <= limits.lines:
            found = read_text(typed)
            findings = (*composer.findings, *found.findings)
            return replace(found, findings=findings, media_type="text/html", encoding=encoding)
        walker = Walker(composer)
        for part in parts:
            walker.walk(part)
    return replace(composer.extract("text/html"), encoding=encoding)


def _typed(parts: list[HtmlElement]) -> str:
    """The text of a page that shows a plain text file, as a browser saves it: one part set as typed, no other."""
    inside = [part for part in parts[0].iter() if part.tag not in {"body", "div", "main"}] if len(parts) == 1 else []
    if len(inside) != 1 or inside[0].tag != "pre":
        return ""
    outside = (text for text in parts[0].itertext() if text != inside[0].text)
    return (inside[0].text or "") if not "".join(outside).strip() else ""


def _tree(text: str) -> HtmlElement | None:
    """The page as a tree, None when there is not one element in it. Nothing outside it is ever fetched."""
    # A NUL would be taken for a lost character; as a blank of no width it is left out, and told.
    shown = text.replace("\0", "\u200b").encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        page: HtmlElement = document_fromstring(shown, parser=parser)
    except etree.ParserError:
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused("too-deep", "The parts of the file stand inside each other too deeply to be read.")
    if "&#" in text or _UNFIT.search(text):
        _make_fit(page)
    return page


def _make_fit(page: HtmlElement) -> None:
    """Put a blank of no width, which is left out and told, for each sign that lxml reads but does not write."""
    for element in page.iter():
        if element.text and _UNFIT.search(element.text):
            element.text = _UNFIT.sub("\u200b", element.text)
        if element.tail and _UNFIT.search(element.tail):
            element.tail = _UNFIT.sub("\u200b", element.tail)


def _decoded(data: bytes) -> tuple[str, str, list[Finding]]:
    """The text, the name of its encoding, and whether that was guessed: as a browser does it."""
    if not data.startswith(_MARKS):
        declared = _declared(data[:_BEGINNING])
        if declared == "utf-8":
            text = data.decode("utf-8", "replace")
            if "\ufffd" not in text or any("\x7f" < sign != "\ufffd" for sign in text):
                return text, declared, []
        elif declared and not _is_many_byte_utf8(data):
            return data.decode(declared, "replace"), declared, []
    text, encoding = sniff.decode(data)
    if encoding != "cp1252":
        return text, encoding, []
    message = "The encoding of the page was guessed as Windows-1252: look at quotes, dashes and pound signs."
    return text, encoding, [Finding(code="encoding-guess", message=message)]


def _declared(beginning: bytes) -> str:
    """The encoding that the page itself names, blank when it names none that is known."""
    match = _DECLARED.search(beginning) or _DECLARED_IN_XML.match(beginning)
    name = match["name"].decode("ascii", "replace").lower() if match else ""
    if name in {"utf-8", "utf8"} or name.startswith("utf-16"):
        return "utf-8"  # what can be read byte by byte so far is not UTF-16
    if name in _LATIN:
        return "cp1252"
    if not _KNOWN.match(name):
        return ""
    try:
        return codecs.lookup(name.replace("x-cp", "cp")).name
    except LookupError:
        return ""


def _is_many_byte_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 whatever the page says: its server knew better, and a saved page lost that word."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _told(unseen: dict[str, int], frame: Counter[str]) -> Iterator[Finding]:
    if unseen["hidden"]:
        message = f"Left out what the page does not show: {_times(unseen['hidden'])}."
        yield Finding(code="hidden-text", message=message)
    if unseen["deleted"]:
        message = f"Left out what is struck through as deleted: {_times(unseen['deleted'])}."
        yield Finding(code="tracked-changes", message=message)
    if unseen["comment"]:
        message = "Left out the comments of a reviewer at the margin of the page."
        yield Finding(code="reviewer-comments", message=message)
    if frame:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(frame.items()))
        yield Finding(code="page-frame", message=f"Left out the frame of the page: {kinds}.")


def _times(count: int) -> str:
    return "one passage" if count == 1 else f"{count:,} passages"
