"""Word files: the parts are made plain (docx_words), mammoth turns them into HTML, and that into blocks."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import mammoth
from lxml import etree, html

from meetings.extraction.blocks import Extract, Finding
from meetings.extraction.composing import Composer
from meetings.extraction.docx_numbers import Numbers
from meetings.extraction.docx_styles import Styles, W
from meetings.extraction.docx_words import Plain
from meetings.extraction.hypertext import Walker
from meetings.extraction.limits import Limits, Refused
from meetings.extraction.zipped import Members

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_COPIED = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")
_STYLE_MAP = "\n".join(
    [
        *(f"p.Heading{level} => h{level}:fresh" for level in range(1, 7)),
        *(f"p.Level{level} => p.level-{level}:fresh" for level in range(1, 10)),
    ]
)
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_FIELD = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|IMPORT)\b")
_ACTIVE = (
    "The file holds macros or other parts that act by themselves. Save it as a plain .docx without them and add that."
)
_MARKUP = "The file is not built as Word builds its files. Open it in Word, save it again as .docx and add that."


def read(data: bytes, limits: Limits) -> Extract:
    """The blocks of a .docx file.

    Raises Refused when it is damaged, protected, made to mislead, active, too large, or holds no text.
    """
    members = Members(data, limits)
    _refuse_active(members)
    plain, parts = _plain_parts(members)
    composer = Composer(limits)
    page = html.fromstring(f"<div>{_to_html(members, parts)}</div>", parser=html.HTMLParser(huge_tree=True))
    for link in list(page.iter("a")):
        if (link.get("href") or "").startswith(("#footnote", "#endnote")):
            link.drop_tree()  # type: ignore[attr-defined]  # every element of this tree is one of lxml.html
    Walker(composer, tabs=True).walk(page)
    composer.findings += _findings(plain.counts, members, _has_lost(parts, page))
    return composer.extract(MEDIA_TYPE)


def _refuse_active(members: Members) -> None:
    """Macros, controls, objects of other programs, and templates from elsewhere."""
    types = members.read("[Content_Types].xml")
    active = (name for name in members.names if re.search(r"vbaProject|vbaData|activeX|oleObject|\.bin$", name, re.I))
    if b"macroEnabled" in types or any("printerSettings" not in name for name in active):
        raise Refused("active-content", _ACTIVE)
    for name in ("word/_rels/settings.xml.rels", "word/_rels/document.xml.rels"):
        told = members.read(name)
        if told and re.search(rb"(?:attachedTemplate|frame|subDocument|aFChunk)\"[^>]*TargetMode=\"External\"", told):
            raise Refused("active-content", _ACTIVE)


def _plain_parts(members: Members) -> tuple[Plain, dict[str, _Element]]:
    """The parts that hold text, made plain, by name."""
    document = _tree(members.read(_DOCUMENT))
    if document is None or document.find(f"{W}body") is None:
        raise Refused("damaged", _MARKUP)
    styles = Styles(_tree(members.read("word/styles.xml")))
    plain = Plain(styles, Numbers(_tree(members.read("word/numbering.xml")), styles))
    parts = {_DOCUMENT: document}
    plain.make(document)
    for name in _NOTES:
        notes = _tree(members.read(name))
        if notes is not None:
            plain.make(notes)
            parts[name] = notes
    codes = " ".join(code.text or "" for part in parts.values() for code in part.iter(f"{W}instrText"))
    simple = " ".join(field.get(f"{W}instr", "") for part in parts.values() for field in part.iter(f"{W}fldSimple"))
    if _FIELD.search(f"{codes} {simple}"):
        raise Refused("active-content", _ACTIVE)
    return plain, parts


def _tree(part: bytes) -> _Element | None:
    if not part:
        return None
    if _DTD.search(part.replace(b"\0", b"")):  # in UTF-16 too
        raise Refused("markup", _MARKUP)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("damaged", _MARKUP) from None


def _to_html(members: Members, parts: dict[str, _Element]) -> str:
    """The parts as HTML. Pictures are not looked at."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in _COPIED:
            archive.writestr(name, members.read(name) or b"<x/>")
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W[1:-1]}"/>')
        for name, part in parts.items():
            archive.writestr(name, etree.tostring(part))
    picture = mammoth.images.img_element(lambda image: {})
    try:
        return str(mammoth.convert_to_html(file, style_map=_STYLE_MAP, convert_image=picture).value)
    except RecursionError:
        raise Refused("too-deep", "The parts of the file stand inside each other too deeply to be read.") from None
    except (KeyError, ValueError, AttributeError, TypeError, IndexError):
        raise Refused("damaged", _MARKUP) from None


def _has_lost(parts: dict[str, _Element], page: _Element) -> bool:
    """Whether words of the parts are not on the page: a format has corners that no library knows."""
    there = Counter("".join("".join(text.text or "" for part in parts.values() for text in part.iter(f"{W}t")).split()))
    shown = Counter("".join(str(page.text_content()).split()))  # type: ignore[attr-defined]  # an element of lxml.html
    return bool(there - shown)


def _findings(counts: Counter[str], members: Members, lost: bool) -> Iterator[Finding]:
    changes = [_so_many(counts["deleted"], "deleted text"), _so_many(counts["inserted"], "inserted text", "kept")]
    if any(changes):
        told = " ".join(filter(None, changes))
        yield Finding(
            code="tracked-changes", message=f"Changes are tracked in the file. {told} Check that all were agreed."
        )
    hidden = counts["hidden"] + counts["white"]
    if hidden:
        yield Finding(code="hidden-text", message=f"{_so_many(hidden, 'hidden or white text')}")
    if counts["comments"]:
        yield Finding(code="comments", message=f"{_pieces(counts['comments'], 'comment')} left out.")
    if counts["boxes"]:
        yield Finding(
            code="text-boxes", message=f"{_pieces(counts['boxes'], 'text box')} read behind the paragraph it hangs on."
        )
    if any(re.search(r"word/(?:header|footer)\d*\.xml", name) for name in members.names):
        yield Finding(code="page-furniture", message="Headers and footers of pages were left out.")
    if counts["embedded"] or lost:
        yield Finding(
            code="incomplete", message="Parts of the file could not be read. Compare the text with the paper."
        )


def _so_many(count: int, what: str, done: str = "left out") -> str:
    return (
        f"{count} {'piece' if count == 1 else 'pieces'} of {what} {'was' if count == 1 else 'were'} {done}."
        if count
        else ""
    )


def _pieces(count: int, what: str = "piece") -> str:
    several = f"{what}es" if what.endswith("x") else f"{what}s"
    return f"1 {what} was" if count == 1 else f"{count} {several} were"
