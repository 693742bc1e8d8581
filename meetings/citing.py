"""One decision or action as it is cited: in plain words, as BibTeX and as RIS."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.voice import day

ARCHIVE = gettext_lazy("Board Archive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited: `place` is where it stands in the minutes and, when known, in which version of the record; `name`
    what a file of it is called."""

    board: str
    title: str
    record: str
    day: Any
    place: str
    address: str
    name: str

    @property
    def of(self) -> str:
        """`minutes of 20 May 2021`."""
        of = _("agenda of {day}") if self.record == "agenda" else _("minutes of {day}")
        return of.format(day=day(self.day))

    def __str__(self) -> str:
        return f"{self.board}, “{self.title}”, {self.of}, {self.place}, {ARCHIVE}, {self.address}"


def citation(record: Any, kind: str, address: str) -> Citation:
    """How a decision or an action of the door is cited; `address` is the whole address of its page."""
    item, meeting = record.item, record.item.meeting
    place = (_("action {n}") if kind == "action" else _("decision {n}")).format(n=record.position)
    if item.number:
        place = _("item {number}, {place}").format(number=item.number, place=place)
    if meeting.version:
        place = _("{place}, version {n}").format(place=place, n=meeting.version)
    return Citation(
        board=meeting.board.name,
        title=item.title or _("Item without a title"),
        record=meeting.record,
        day=meeting.date,
        place=place,
        address=address,
        name=slugify(f"{meeting.board.slug} {meeting.day} item {item.ref} {kind} {record.position}"),
    )


def bibtex(cited: Citation) -> str:
    """The citation as an entry of a BibTeX file. What LaTeX takes for an order is written out as a sign."""
    fields = {
        "author": f"{{{tex(cited.board)}}}",  # braces: it is one name, with no surname in it
        "title": f"{{{tex(cited.title)}}}",
        "year": str(cited.day.year),
        "month": "",
        "date": cited.day.isoformat(),
        "howpublished": tex(str(ARCHIVE)),
        "note": tex(f"{cited.of[:1].upper()}{cited.of[1:]}, {cited.place}"),
        "url": _verbatim(cited.address),
    }
    month = f"{cited.day:%b}".lower()
    lines = [f"  {name} = {f'{{{value}}}' if value else month}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{cited.name},", *lines, "}", ""])


def ris(cited: Citation) -> str:
    """The citation as RIS. It has no way to write a sign otherwise, and needs none: a value ends with its line."""
    tags = [
        ("TY", "GEN"),
        ("AU", cited.board),
        ("TI", cited.title),
        ("T2", f"{cited.board}, {cited.of}"),
        ("PY", str(cited.day.year)),
        ("DA", f"{cited.day:%Y/%m/%d}"),
        ("N1", cited.place),
        ("DB", str(ARCHIVE)),
        ("UR", cited.address),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in tags)


FORMATS: dict[str, tuple[str, str, Callable[[Citation], str]]] = {
    "bib": ("BibTeX", "application/x-bibtex", bibtex),
    "ris": ("RIS", "application/x-research-info-systems", ris),
}
"""End of a file's name → what the link to it is called, its media type, and what writes it."""

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # `\{` is a sign to LaTeX, and still opens something to BibTeX
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
    '"': "''",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "£": r"\pounds{}",
    "ß": r"\ss{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
}
_ACCENTS = dict(
    zip("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327", "`'^~=u.\"rHvc", strict=True)
)
"""Combining mark → LaTeX's letter or sign for it."""


def tex(text: str) -> str:
    """A text as LaTeX reads it. Letters that it has no plain way to write stay as they are, in UTF-8."""
    return "".join(_letters(_line(text)))


def _letters(text: str) -> Iterator[str]:
    for sign in text:
        apart = unicodedata.normalize("NFD", sign)
        if len(apart) == 2 and apart[0].isascii() and apart[1] in _ACCENTS:
            base = {"i": r"\i", "j": r"\j"}.get(apart[0], apart[0])
            yield f"{{\\{_ACCENTS[apart[1]]}{{{base}}}}}"
        else:
            yield _SIGNS.get(sign, sign)


def _verbatim(address: str) -> str:
    """An address as it stands: only what would end its field early is written otherwise."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", address)


def _line(text: str) -> str:
    """The text in one line, without signs that are not seen."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", unicodedata.normalize("NFC", text)).split())
