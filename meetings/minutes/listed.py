"""Who was there, where the list has lost its columns: cells told by what they say and not by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.attendance import Attendances, attendee, role_of, splits_authorities
from meetings.minutes.furniture import is_furniture
from meetings.minutes.lines import Finder, Line
from meetings.minutes.names import HONORIFIC, HONOURS, PARTIES, bare_name, looks_like_name, names_authority, split_names
from meetings.minutes.vocabulary import ROLE_WORDS, Role

_EDGE = re.compile(r"\t+| {2,}|\u00a0{2,}")
_BODY_LAST = re.compile(r"\b(?:Council|Authority|Borough|Corporation|Association|[DCBM]C|MBC|LBC)$")
_HEADS = frozenset(("position/role", "position", "role", "councillor", "councillors", "authority", "council", "name"))
_ROLES = "|".join(re.escape(word) for word in sorted(ROLE_WORDS, key=len, reverse=True))
_ROLE_THEN_NAME = re.compile(rf"^(?P<role>{_ROLES})\s*[:–-]?\s+(?P<rest>\S.*)$", re.I)
_NAME_THEN_BODY = re.compile(
    rf"^(?P<name>\S+(?:\s+\S+){{1,2}}?(?:,?\s+(?:{'|'.join(HONOURS)}))*)\s+(?P<body>[A-Z].*)$", re.S
)


def is_broken(found: Attendances) -> bool:
    """Whether a table was read with its cells out of place: a council in place of a role, a role in place of a name."""
    return any(
        role_of(person.name)
        or (names_authority(person.name) and not person.honorific)
        or (
            role_of(person.role_printed.split(" / ")[0]) is None
            and person.role_printed.lower() not in PARTIES
            and (_BODY_LAST.search(person.role_printed) or HONORIFIC.match(person.role_printed))
        )
        for person in found.people
    )


def read_listed(lines: Sequence[Line], text: str, substitutes: frozenset[str]) -> Attendances:
    """The people in the lines of an attendance list, each with the role above and the council behind it.

    Nobody is read before the first role. `substitutes` are names that the prose calls substitutes, in lower case.
    """
    reader = _Reader(substitutes)
    for line in lines:
        pieces = tuple(_pieces(line, text))
        if is_furniture(line) or all(words.lower() in _HEADS for words in pieces):
            reader.result.used.add(line.index)
            continue
        finder = Finder(text, line.span)
        for words in pieces:
            if reader.take(words, finder.find(words)):
                reader.result.used.add(line.index)
    if reader.result.people:
        message = "The list of people has lost its columns; roles and councils were read from the order of the words."
        reader.result.findings.append(Finding(code="columns-lost", message=message, span=reader.result.people[0].span))
    return reader.result


def _pieces(line: Line, text: str) -> Iterator[str]:
    """The cells of a line: parted by tabs or by wide gaps, as they stand in the source."""
    raw = line.span.cut(text)
    parts = _EDGE.split(raw.strip()) if " ".join(raw.split()) == line.text else [line.text]
    for part in parts:
        if part.strip():
            yield " ".join(part.split())


@dataclass(slots=True)
class _Reader:
    """Knows under which role it stands, and who waits for a council."""

    substitutes: frozenset[str]
    result: Attendances = field(default_factory=Attendances)
    role: str = ""
    waiting: list[int] = field(default_factory=list)
    named_last: bool = False

    def take(self, words: str, span: Span) -> bool:
        """Takes one cell; False when it is nothing that belongs here."""
        if self.waiting and role_of(words) is Role.OBSERVER:
            at = self.waiting.pop(0)
            printed = f"{self.role} / {words}"
            self.result.people[at] = replace(self.result.people[at], role=Role.OBSERVER, role_printed=printed)
            return True
        if role_of(words):
            self.role, self.waiting = words, []
            return True
        match = _ROLE_THEN_NAME.match(words)
        if match and HONORIFIC.match(match["rest"]):
            self.role, self.waiting, words = match["role"], [], match["rest"]
        if not self.role:
            return False
        if HONORIFIC.match(words) or (looks_like_name(bare_name(words)) and not names_authority(words)):
            self._people(words, span)
            return True
        if self.waiting and (names_authority(words) or words[:1].isupper()) and len(words) <= 4000:
            self._authorities(words)
            return True
        return False

    def _people(self, words: str, span: Span) -> None:
        if not self.named_last:
            self.waiting = []
        for printed in split_names(words):
            name, body = _with_body(printed)
            person = attendee(name, span, body, [self.role], self.substitutes)
            self.result.people.append(person)
            if not body:
                self.waiting.append(len(self.result.people) - 1)
        self.named_last = True

    def _authorities(self, words: str) -> None:
        self.named_last = False
        for body in splits_authorities(words, len(self.waiting)):
            if self.waiting:
                at = self.waiting.pop(0)
                self.result.people[at] = replace(self.result.people[at], authority=body)


def _with_body(printed: str) -> tuple[str, str]:
    """(name, council) of `Cllr Ann Bee OBE Averham District Council`; the council is blank when none stands there."""
    title = HONORIFIC.match(printed)
    start = title.end() if title else 0
    match = _NAME_THEN_BODY.match(printed[start:].strip())
    if match is None or not names_authority(match["body"]):
        return printed, ""
    return f"{printed[:start]} {match['name']}".strip(), match["body"]
