"""Who was there as sentences and lists say it: `Present:`, apologies, substitutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.attendance import PUBLIC, Attendances, role_of
from meetings.minutes.lines import Finder, Line
from meetings.minutes.names import PARTIES, bare_name, looks_like_name, names_authority, read_name, split_list
from meetings.minutes.structure import Attendee
from meetings.minutes.vocabulary import Role

_SUBSTITUTE = re.compile(
    r"(?P<names>(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Mayor|Sir|Dame|Dr)\b[^.;:]{3,200}?),?\s+(?:(?:was|were)\s+(?:present|in\s+attendance|attending)|attended|attending|substituted|acted|present)\s+as\s+(?:a\s+)?(?:named\s+)?substitutes?\b"
)
_SUBSTITUTED = re.compile(
    r"\b(?:substituted|represented)\s+by\s+(?P<names>(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Mayor|Sir|Dame|Dr)\b[^.;]{3,200})|\(sub(?:stitute)?:?\s+(?P<inner>[^()]{3,80})\)"
)
_APOLOGIES = re.compile(
    r"\bapolog(?:y|ies)\b[^.]{0,60}?\b(?:received|given|accepted|submitted|sent|noted|made)\b[^.]{0,40}?\b(?:from|by|on\s+behalf\s+of)\b\s*:?\s*(?P<names>[^.;]{3,400})",
    re.I,
)
_LABEL = re.compile(
    r"^(?P<label>(?:(?:members|councillors|officers|board members|also|those|cllrs)\s+)?(?:present|"
    r"in attendance|attendance|attending|absent|"
    r"apologies(?: for absence)?(?:\s+(?:were\s+)?received(?:\s+from)?)?|"
    r"members|councillors|observers?|substitutes?|officers|staff|guests|clerk|chair(?:man|woman|"
    r"person)?|vice[- ]chair(?:man|woman|person)?|deputy[- ]chair(?:man|woman|person)?|"
    r"presiding)(?:\s+in\s+the\s+chair)?)"
    r"\s*(?:\([^()]{0,60}\))?\s*(?P<sep>[:–—-]|$)\s*(?P<rest>.*)$",
    re.I | re.S,
)
_ARRIVAL = re.compile(r"\b(?:arrived|left|joined|from|until|part|to item|for item)\b", re.I)


def read_present(lines: Sequence[Line], text: str) -> Attendances:
    """The lists that open formal minutes: `Present:`, `Apologies:` and their like, in one line or one name a line."""
    result = Attendances()
    role_printed = ""
    for line in lines:
        label = _LABEL.match(line.text) if not line.marker else None
        names_alone = looks_like_name(re.sub(r"\s*[(–-].*$", "", line.text)) or bool(split_list(line.text)[1:])
        if label and (label["sep"].strip() or not label["rest"]) and len(label["label"]) < 60:
            role_printed = _role_word(label["label"])
            result.used.add(line.index)
            if label["rest"].strip():
                _add_names(result, line, label["rest"], role_printed, text)
        elif role_printed and PUBLIC.match(line.text):
            result.used.add(line.index)
        elif (
            role_printed
            and names_alone
            and len(line.text) < 600
            and not re.search(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]", line.text)
        ):
            result.used.add(line.index)
            _add_names(result, line, line.text, role_printed, text)
        elif line.text.strip():
            role_printed = ""
    return result


def _role_word(label: str) -> str:
    return re.sub(r"\s+(?:were\s+)?received(?:\s+from)?$", "", label.strip(), flags=re.I)


def _add_names(result: Attendances, line: Line, words: str, role_printed: str, text: str) -> None:
    finder = Finder(text, line.span)
    for printed in split_list(words):
        if PUBLIC.match(printed):
            continue
        if looks_like_name(bare_name(printed)) and not names_authority(printed):
            result.people.append(_present(printed, finder.find(printed), role_printed))
        elif result.people and names_authority(printed) and not result.people[-1].authority:
            # `Cllr Ann Bee, Ash Council`: the words behind the comma say where the person comes from.
            result.people[-1] = replace(result.people[-1], authority=printed.strip(" ()"))


def _present(printed: str, span: Span, role_printed: str) -> Attendee:
    name, bare = read_name(printed), read_name(bare_name(printed))
    notes = [note.strip() for note in re.split(r"[;,]", name.note) if note.strip()]
    in_note = next((role for note in notes if (role := role_of(note))), None)
    listed = role_of(role_printed) or Role.MEMBER
    replaces = in_note and listed in (Role.MEMBER, Role.CHAIR) and not _ARRIVAL.search(name.note)
    initials = re.search(r"\s+[A-Z]{2,3}$", bare.name) if len(bare.name.split()) > 2 else None
    return Attendee(
        printed=printed,
        name=bare.name[: initials.start()] if initials else bare.name,
        role=in_note if in_note and replaces else listed,
        role_printed=name.note if replaces else role_printed,
        span=span,
        honorific=bare.honorific,
        honours=bare.honours,
        authority=next((note for note in notes if names_authority(note)), ""),
        party=next((PARTIES[note.lower()] for note in notes if note.lower() in PARTIES), name.party),
        note=name.note,
    )


def named_substitutes(lines: Sequence[Line]) -> frozenset[str]:
    """Names in lower case that a sentence calls substitutes."""
    found: set[str] = set()
    for line in lines:
        if "substitut" not in line.text and "(sub" not in line.text:
            continue
        for match in _SUBSTITUTE.finditer(line.text):
            found |= {read_name(name).name.lower() for name in split_list(match["names"])}
        for match in _SUBSTITUTED.finditer(line.text):
            found |= {read_name(name).name.lower() for name in split_list(match["names"] or match["inner"])}
    return frozenset(found)


def apologies_in_prose(lines: Sequence[Line]) -> tuple[tuple[str, ...], Span | None]:
    """Names that a sentence says sent apologies, and where it stands."""
    for line in lines:
        match = _APOLOGIES.search(line.text) if "polog" in line.text else None
        if match:
            names = tuple(read_name(name).name for name in split_list(match["names"]) if looks_like_name(name))
            if names:
                return names, line.span
    return (), None


def compare_apologies(people: Sequence[Attendee], lines: Sequence[Line]) -> Iterator[Finding]:
    """A finding when the text and the table name other people as absent. The table holds."""
    in_prose, span = apologies_in_prose(lines)
    in_table = [person.name for person in people if person.role is Role.APOLOGIES]
    if span and in_table and not _same_people(in_prose, in_table):
        absent, listed = ", ".join(in_prose), ", ".join(in_table)
        message = f"The text names {absent} as absent; the table names {listed}. The table was followed."
        yield Finding(code="apologies-differ", message=message, span=span)


def _same_people(first: Sequence[str], second: Sequence[str]) -> bool:
    return {name.split()[-1].lower() for name in first} == {name.split()[-1].lower() for name in second}
