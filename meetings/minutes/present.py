"""Who was there as sentences and lists say it: `Present:`, apologies, substitutes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.extraction.blocks import Span
from meetings.minutes.attendance import PUBLIC, Attendances, role_of
from meetings.minutes.lines import Finder, Line
from meetings.minutes.names import (
    HONORIFIC,
    PARTIES,
    bare_name,
    looks_like_name,
    names_authority,
    names_office,
    read_name,
    split_list,
    split_names,
)
from meetings.minutes.structure import Attendee
from meetings.minutes.vocabulary import Role
from meetings.minutes.wrapped import whole_names

_LABEL = re.compile(
    r"^(?P<label>(?:(?:members|councillors|officers|officials|staff|others|board members|also|those|cllrs)\s+)?"
    r"(?:present|(?:[\w-]+\s+){0,3}members\s+present|committee\s+members|those\s+present|"
    r"in attendance|attendance|attending|absent|"
    r"apologies(?: for absence)?(?:\s+(?:were\s+)?received(?:\s+from)?)?|"
    r"members|councillors|observers?|substitutes?|officers|officials|staff|guests(?:\s+present)?|visitors(?:\s+present)?|clerk|chair(?:man|woman|"
    r"person)?|vice[- ]chair(?:man|woman|person)?|deputy[- ]chair(?:man|woman|person)?|"
    r"presiding|attendees?)(?:\s+in\s+the\s+chair)?)"
    r"\s*(?:\([^()]{0,60}\))?\s*(?P<sep>[:–—-]|$)\s*(?P<rest>.*)$",
    re.I | re.S,
)
_INNER_LABEL = re.compile(
    r"(?<=[.;]\s)(?=(?:Present|(?:Also )?[Ii]n attendance|Also [Pp]resent|Apologies(?: for absence)?|Absent|"
    r"Observers?|Substitutes?|Officers|Clerk|Chair(?:man)?)\s*:\s)"
)
_SHOUTED = re.compile(r"^(?:[A-Z'’&-]+\s+){1,5}[A-Z'’&-]{3,}$|^agenda item$", re.S)
"""A heading in capitals behind the people: `PUBLIC QUESTION TIME`."""
_SURNAME_FIRST = re.compile(
    r"^(?P<surname>[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}),\s*(?P<initials>[A-Z]\.(?:[\s-]*[A-Z]\.)*)$"
)
_OFFICE_HELD = re.compile(r"^(?P<name>[^,;()]+),\s+(?P<office>[A-Z][^,;()]*)$")
"""`Ms L Wick, Committee and Governance Adviser`: one person a line, with an office."""
_WITH_BODY = re.compile(
    r"^(?P<name>[^,;()]+\([A-Z]{2,4}\)),\s*(?P<body>[A-Z][^,;()]+?)\s*(?:\((?![A-Z]{2,4}\))(?P<note>[^()]+)\))?\.?$"
)
"""`Kate Orme (KO), Averham Trust (Chair)`: one person a line, with initials and the body they come from."""
_NAME_AND_BODY = re.compile(r"^(?P<name>[^,;()]+(?:\([^()]{1,40}\))?)(?:,\s*(?P<body>[^;]+))?$")
_BODY = re.compile(
    r"\b(?:Forum|Group|Trust|Partnership|Network|Alliance|Committee|Team|Community|Residents|Church|Ltd)\b"
)
_INITIALS_AND_ROLE = re.compile(r"(\([A-Z]{2,4}\))\s+((?:Deputy|Vice)[\s-])?(Chair(?:man|woman|person)?)$", re.I)
_OFFICE = re.compile(
    r"\b(?:Executive|Administrator|Engineer|Officers?|Clerk|Manager|Director|Services?|Secretary|Treasurer|Head|Leader|"
    r"Surveyor|Solicitor|Planner|Accountant|Adviser|Advisor)\b"
)
_BEFORE_NAMES = re.compile(
    r"^\s*[-–—:]\s*|^(?:an?\s+)?apolog(?:y|ies)\b[^.]{0,60}?\b(?:from|by|on\s+behalf\s+of)\b\s*:?\s*", re.I
)
_NEXT_SORT = re.compile(
    r"(?<=[a-z)])\.\s+(?=(?:(?:Parish|Town|Deputy)\s+)?Clerk\b|(?:County|District|Borough|Ward)\s+(?:Cllr|Councillor)\b)"
)
"""A full stop between the members and the clerk, or the councillors of another council."""
_CLERK = re.compile(r"^(?P<role>(?:(?:Parish|Town|Deputy)\s+)?Clerk)\s*[:–-]?\s+(?P<name>[A-Z].+)$")
_COUNT_BEHIND = re.compile(
    r"[.;]\s+(?:(?:Members\s+of\s+the\s+)?[Pp]ublic\s*[:–-]?\s*\d+|\d+\s+(?:residents?|(?:members\s+of\s+the\s+)?public))\W*$"
)
_RULE = re.compile(r"^[\s|:=_-]*$")
_HEADS = frozenset(
    ("name", "names", "organisation", "councillor", "councillors", "council", "role", "representing", "")
)
_ARRIVAL = re.compile(r"\b(?:arrived|left|joined|from|until|part|to item|for item)\b", re.I)


def read_present(lines: Sequence[Line], text: str) -> Attendances:
    """The lists that open formal minutes: `Present:`, `Apologies:` and their like, in one line or one name a line.

    A table of names may stand in their place, with or without heads.
    """
    result = Attendances()
    reader = _Reader(result, text)
    lines, joined = whole_names(lines)
    for _, group in itertools.groupby(lines, key=lambda line: line.row if line.columns > 1 else -1 - line.index):
        row = list(group)
        if len(row) > 1:
            reader.row(row)
        else:
            reader.line(row[0])
    result.used |= {index for first in result.used & joined.keys() for index in joined[first]}
    return result


class _Reader:
    """Walks over the opening of formal minutes and knows under which role it stands."""

    def __init__(self, result: Attendances, text: str) -> None:
        self.result = result
        self.text = text
        self.role = ""
        self.shared = ""
        """The plural title of a list that goes on in the next line."""

    def line(self, line: Line) -> None:
        """A line; a label in the middle of it opens a list of its own."""
        cuts = [0, *(match.start() for match in _INNER_LABEL.finditer(line.text)), len(line.text)]
        if len(cuts) == 2 or line.marker:
            self._line(line)
            return
        finder = Finder(self.text, line.span)
        for start, end in itertools.pairwise(cuts):
            words = line.text[start:end].strip()
            self._line(replace(line, text=words, span=finder.find(words)))

    def _line(self, line: Line) -> None:
        label = _LABEL.match(line.text) if not line.marker else None
        if label and (label["sep"].strip() or not label["rest"]) and len(label["label"]) < 60:
            self.role = _role_word(label["label"])
            self.result.used.add(line.index)
            self._names(line, label["rest"])
        elif PUBLIC.match(line.text) and (self.role or self.result.people):
            self.result.used.add(line.index)
        elif not _SHOUTED.match(line.text) and self._holds_names(line):
            self.result.used.add(line.index)
            self._names(line, line.text)
        elif line.text.strip():
            self.role, self.shared = "", ""

    def row(self, row: Sequence[Line]) -> None:
        """`Cllr Ann Bee | Chairman` or `Present: | Cllr Ann Bee, …`."""
        first, rest = row[0], row[1:]
        label = _LABEL.match(first.text)
        words = [cell.text for cell in row]
        if label and not label["rest"]:
            self.role = _role_word(label["label"])
            for cell in rest:
                self._names(cell, cell.text)
        elif looks_like_name(bare_name(first.text)):
            notes = ", ".join(cell.text for cell in rest if not _RULE.match(cell.text))
            self._names(first, first.text)
            if self.result.people and notes:
                self.result.people[-1] = _with_note(self.result.people[-1], notes)
        elif not all(word.lower() in _HEADS for word in words):
            return
        self.result.used |= {cell.index for cell in row}

    def _holds_names(self, line: Line) -> bool:
        """Nothing but names, offices and councils; with no label above it, each name needs its title."""
        if len(line.text) > 600 or re.search(r"\w{3}[.!?]\s+[A-Z][a-z]+\s+[a-z]", line.text):
            return False
        held = _OFFICE_HELD.match(line.text)
        alone = held and _is_one_person(held["name"], held["office"])
        if self.role and (_surnames_first(line.text) or _WITH_BODY.match(line.text) or alone):
            return True
        names = split_list(f"{self.shared} {line.text}".strip())
        people = [name for name in names if looks_like_name(bare_name(name))]
        if not people or not all(_belongs(name) for name in names):
            return False
        return bool(self.role or self.shared) or all(HONORIFIC.match(name) for name in people)

    def _names(self, line: Line, words: str) -> None:
        finder = Finder(self.text, line.span)
        words = _COUNT_BEHIND.sub("", _BEFORE_NAMES.sub("", words))
        words = _NEXT_SORT.sub(", ", words)
        backwards = _surnames_first(words)
        if backwards:
            for printed, name in backwards:
                self.result.people.append(replace(_present(name, finder.find(printed), self.role), printed=printed))
            return
        parted = _each_with_body(words)
        if parted:
            for name, body in parted:
                self.result.people.append(_of_body(_present(name, finder.find(name), self.role), body, ""))
            return
        single = _WITH_BODY.match(words)
        if single and looks_like_name(bare_name(single["name"])) and not HONORIFIC.match(single["body"]):
            person = _present(single["name"], finder.find(single["name"]), self.role)
            self.result.people.append(_of_body(person, single["body"], single["note"] or ""))
            return
        held = _OFFICE_HELD.match(words)
        if held and _is_one_person(held["name"], held["office"]):
            person = _present(held["name"], finder.find(held["name"]), self.role)
            self.result.people.append(_of_body(person, held["office"], ""))
            return
        first = re.split(r"[,;(]| and ", words)[0].strip()
        if re.match(r"councillors|cllrs", self.role, re.I) and len(first.split()) == 1 and not HONORIFIC.match(words):
            words = f"Councillors {words}"
        title = self.shared if self.shared and not HONORIFIC.match(words) else ""
        plural = re.search(r"\b(Cllrs|Councillors|Messrs)\b", words)
        self.shared = (plural[1] if plural else self.shared) if words.rstrip().endswith((",", " and", "&")) else ""
        whole = f"{title} {words}".strip()
        # A list without a comma is parted by its titles.
        titled = split_names(whole) if not re.search(r"[,;&]|\b(?:and|for)\b", whole) else []
        for printed in titled if len(titled) > 2 else split_list(whole):
            self._take(printed, finder)

    def _take(self, printed: str, finder: Finder) -> None:
        people = self.result.people
        printed = re.sub(r"\s+for\s+.*$", "", printed) if role_of(self.role) is Role.SUBSTITUTE else printed
        printed = re.sub(r"^Councillors:\s*", "", printed)
        if PUBLIC.match(printed) or printed in ("The Mayor", "Mayor", "The Chair", "The Chairman"):
            return
        printed = _INITIALS_AND_ROLE.sub(r"\1 (\2\3)", printed)
        printed = re.sub(r"\s+\(?(presiding|in the chair)\)?$", r" (\1)", printed, flags=re.I)
        clerk = _CLERK.match(re.sub(r"^(?:Cllr|Councillor|Mr)\s+(?=(?:\w+\s+)?Clerk\b)", "", printed))
        if clerk and looks_like_name(bare_name(clerk["name"])):
            people.append(_present(clerk["name"], finder.find(clerk["name"]), clerk["role"]))
            return
        dash = re.match(r"(?P<name>.+?)\s+[–—-]\s+(?P<note>.+)$", printed)
        if dash and looks_like_name(bare_name(dash["name"])):
            people.append(_with_note(_present(dash["name"], finder.find(dash["name"]), self.role), dash["note"]))
        elif looks_like_name(bare_name(printed)) and not names_authority(bare_name(printed)):
            people.append(_present(printed, finder.find(printed), self.role))
        elif people and _belongs(printed):
            # `Cllr Ann Bee, Ash Council` or `Mr S Tee, Chief Executive`: what follows the comma is of that person.
            people[-1] = _with_note(people[-1], re.sub(r"^\((.*)\)$", r"\1", printed.strip()))


def _is_one_person(name: str, office: str) -> bool:
    """Whether what stands behind a titled name is that person's office or body, and no further name."""
    others = any(HONORIFIC.match(piece) or looks_like_name(bare_name(piece)) for piece in split_list(office))
    titled = bool(HONORIFIC.match(name)) and looks_like_name(bare_name(name))
    return titled and (names_office(office) or names_authority(office) or not others) and len(office.split()) > 1


def _surnames_first(words: str) -> list[tuple[str, str]]:
    """`Councillors Breen, M.; Egan, A.-M.` to (name as printed, name in its usual order); empty for any other list."""
    title = re.match(r"(?:Cllrs?|Councillors?)\s+", words)
    pieces = re.split(r"\s*;\s*(?:and\s+)?|(?<=\.)\s+and\s+", words[title.end() if title else 0 :].strip())
    matches = [_SURNAME_FIRST.match(piece) for piece in pieces if piece]
    shared = "Cllr " if title and title[0].startswith("Cl") else "Councillor " if title else ""
    if not all(matches):
        return []
    return [(match[0], f"{shared}{match['initials'].strip()} {match['surname']}") for match in matches if match]


def _each_with_body(words: str) -> list[tuple[str, str]]:
    """`Ann Bee (AB), Wildlife Trust; Cy Dee, Ash Forum` to (name, body or office); empty for any other list."""
    pieces = [piece.strip(" .") for piece in words.split(";") if piece.strip(" .")]
    matches = [_NAME_AND_BODY.match(piece) for piece in pieces]
    if len(pieces) < 2 or not all(match and looks_like_name(bare_name(match["name"])) for match in matches):
        return []
    found = [(match["name"], (match["body"] or "").strip()) for match in matches if match]
    bodies = [(name, body) for name, body in found if body]
    others = [body for name, body in bodies if looks_like_name(body) and not (name.endswith(")") or _is_body(body))]
    return found if bodies and not others and not any(HONORIFIC.match(body) for _, body in bodies) else []


def _is_body(words: str) -> bool:
    return bool(names_authority(words) or names_office(words) or role_of(words) or _BODY.search(words))


def _of_body(person: Attendee, body: str, note: str) -> Attendee:
    """The person with the body that stands behind the name in a line of their own, and a role in brackets."""
    if not body or role_of(body) or "," in body:
        return _with_note(person, body) if body else person
    office = names_office(body)
    person = replace(person, authority="" if office else body.strip(), note=body.strip() if office else person.note)
    return _with_note(person, note) if note else person


def _belongs(words: str) -> bool:
    """Whether the words may stand in a list of people: a name, a council, an office, a party or a role."""
    plain = words.strip(" ()").lower()
    if looks_like_name(bare_name(words)) or names_authority(words) or plain in PARTIES or role_of(words):
        return True
    return len(words.split()) <= 8 and words[:1].isupper() and bool(_OFFICE.search(words))


def _with_note(person: Attendee, words: str) -> Attendee:
    """The person with a council, party, role or office that stands behind the name."""
    for piece in re.split(r"\s*[,;]\s*", words):
        part = piece
        role = role_of(part)
        if names_authority(part) and not person.authority:
            person = replace(person, authority=re.sub(r"\s*\([^()]*\)$", "", part))
            part = next(iter(re.findall(r"\(([^()]*)\)", part)), part)
            role = role_of(part)
        if part.lower() in PARTIES:
            person = replace(person, party=PARTIES[part.lower()])
        elif role and person.role in (Role.MEMBER, Role.IN_ATTENDANCE):
            person = replace(person, role=role, role_printed=part)
        elif not names_authority(part):
            person = replace(person, note="; ".join(filter(None, [person.note, part])))
    return person


def _role_word(label: str) -> str:
    return re.sub(r"\s+(?:were\s+)?received(?:\s+from)?$", "", label.strip(), flags=re.I)


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
        note="; ".join(note for note in notes if not names_authority(note)),
    )
