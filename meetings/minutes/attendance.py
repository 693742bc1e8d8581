"""Who was there: the table of an appendix, the membership list of a pack, the lists that open formal minutes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.lines import Line, locate
from meetings.minutes.names import PARTIES, looks_like_name, read_name, split_authorities, split_list, split_names
from meetings.minutes.structure import Attendee
from meetings.minutes.vocabulary import ROLE_WORDS, Role

_GROUP = re.compile(r"^(?P<name>[A-Z][A-Za-z /-]{2,40}?)\s*\(\s*\d+\s*\)$")
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
_PUBLIC = re.compile(
    r"^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|no|several|"
    r"a number of)\b.*\b(?:members? of the public|residents?|press|parishioners)\b",
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
_GLUED = re.compile(r"\b(?!Mc|Mac|De|Di|La|Le|Fitz|Van|O'|Du|St)[A-Z][a-z]{2,}[A-Z][a-z]{2,}\b")
_ARRIVAL = re.compile(r"\b(?:arrived|left|joined|from|until|part|to item|for item)\b", re.I)


@dataclass(slots=True)
class Attendances:
    """People read, lines they were read from, and what was doubtful."""

    people: list[Attendee] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def role_of(printed: str) -> Role | None:
    """The role that a printed word stands for; None when it is no role."""
    word = " ".join(printed.lower().replace("–", "-").split()).strip(" :.-*")
    word = re.sub(r"\s*\(\s*\d+\s*\)$", "", word)
    if word in ROLE_WORDS:
        return ROLE_WORDS[word]
    if re.search(r"\bpeers?\b|\battend", word):
        return Role.IN_ATTENDANCE
    if re.search(r"\bofficers?\b|\bstaff\b", word):
        return Role.OFFICER
    return Role.SUBSTITUTE if word.startswith(("substitute", "board substitute")) else None


def rows_of(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """Table rows as lists of cells, each the lines in it; lines outside tables are passed over."""
    row: int | None = None
    cells: list[list[Line]] = []
    for line in lines:
        if line.row is None:
            continue
        if line.row != row:
            if cells:
                yield cells
            cells, row = [[] for _ in range(max(line.columns, 1))], line.row
        cells[line.column or 0].append(line)
    if cells:
        yield cells


def read_table(lines: Sequence[Line], text: str, substitutes: frozenset[str]) -> Attendances:
    """The attendance table: role, names, authorities; a blank role repeats the one above.

    `substitutes` are names that the prose calls substitutes, in lower case.
    """
    result = Attendances(used={line.index for line in lines if line.row is not None})
    role_printed = ""
    for cells in rows_of(lines):
        padded = [*cells, [], []] if len(cells) < 3 else cells
        words = " ".join(line.text for line in padded[0]).strip()
        if words.lower() in ("position/role", "role", "position", "name"):
            continue
        role_printed = words or role_printed
        _read_row(result, padded, role_printed, text, substitutes)
    return result


def _read_row(
    result: Attendances, cells: Sequence[Sequence[Line]], role_printed: str, text: str, substitutes: frozenset[str]
) -> None:
    names = _names_in(cells[1], text)
    if not names:
        return
    authorities = _authorities_in(cells[2], len(names))
    roles = [line.text for line in cells[0]] if len(cells[0]) > 1 else [role_printed]
    paired = len(authorities) in (len(names), 0)
    if not paired:
        printed = " ".join(line.text for line in cells[2])
        counts = f"{len(names)} names and {len(authorities)} authorities stand side by side"
        message = f"{counts}; nobody was linked to “{printed[:120]}”."
        result.findings.append(Finding(code="names-and-authorities-differ", message=message, span=cells[1][0].span))
    if len(roles) > 1:
        message = f"Two roles share these {len(names)} names: {', '.join(roles)}. Who attended in which?"
        result.findings.append(Finding(code="role-unclear", message=message, span=cells[0][0].span))
    for at, (printed, span) in enumerate(names):
        authority = authorities[at] if paired and authorities else ""
        attendee = _attendee(printed, span, authority, roles, substitutes)
        result.people.append(replace(attendee, uncertain=attendee.uncertain or not paired))
        result.findings.extend(_typo(attendee))


def _names_in(lines: Sequence[Line], text: str) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for line in lines:
        names = [name for name in split_names(line.text) if not _PUBLIC.match(name)]
        found.extend((name, locate(text, line.span, name)) for name in names)
    return found


def _authorities_in(lines: Sequence[Line], wanted: int) -> list[str]:
    """Authorities by paragraph when their count is right, else cut at the words for bodies."""
    by_line = [line.text.strip() for line in lines if line.text.strip()]
    if len(by_line) == wanted:
        return by_line
    cut = [each for line in by_line for each in split_authorities(line)]
    return cut if len(cut) != len(by_line) or len(lines) == 1 else by_line


def _attendee(printed: str, span: Span, authority: str, roles: Sequence[str], substitutes: frozenset[str]) -> Attendee:
    name = read_name(printed)
    role_printed = roles[0] if len(roles) == 1 else " / ".join(roles)
    role = role_of(roles[-1]) or Role.IN_ATTENDANCE
    uncertain = len(roles) > 1
    named_substitute = name.name.lower() in substitutes
    if "substitute" in name.note.lower() or (uncertain and named_substitute):
        role, uncertain = Role.SUBSTITUTE, False
    in_note = role_of(name.note) if name.note else None
    if in_note and role in (Role.MEMBER, Role.IN_ATTENDANCE):
        role = in_note
    if role_of(authority) in (Role.OBSERVER, Role.OFFICER):
        role, role_printed, authority = role_of(authority) or role, f"{role_printed} / {authority}", ""
    return Attendee(
        printed=name.printed,
        name=name.name,
        role=role,
        role_printed=role_printed,
        span=span,
        honorific=name.honorific,
        honours=name.honours,
        authority=authority,
        party=name.party,
        note=name.note,
        uncertain=uncertain,
    )


def _typo(attendee: Attendee) -> Iterator[Finding]:
    if _GLUED.search(attendee.name):
        message = f"Two words seem to be run together in “{attendee.printed}”. It is kept as printed."
        yield Finding(code="name-typo", message=message, span=attendee.span)


def names_alike(people: Sequence[Attendee]) -> Iterator[Finding]:
    """Two people of one list whose names differ by a letter or two: perhaps one of them is misprinted."""
    by_surname: dict[str, list[Attendee]] = {}
    for person in people:
        words = person.name.lower().split()
        if words:
            by_surname.setdefault(words[-1], []).append(person)
    for group in by_surname.values():
        for at, second in enumerate(group):
            for first in group[:at]:
                given = (first.name.lower().split()[0], second.name.lower().split()[0])
                if given[0] != given[1] and difflib.SequenceMatcher(None, *given).ratio() >= 0.75:
                    message = f"“{first.printed}” and “{second.printed}” are alike. Both are kept as printed."
                    yield Finding(code="name-typo", message=message, span=second.span)


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


def read_membership(lines: Sequence[Line], text: str) -> Attendances:
    """The membership list of an agenda pack: names with their group; it says nothing about who came."""
    result = Attendances()
    group, role_printed = "", "Members"
    for cells in rows_of(lines):
        first = " ".join(line.text for line in cells[0]).strip()
        second = " ".join(line.text for line in cells[1]).strip() if len(cells) > 1 else ""
        used = {line.index for cell in cells for line in cell}
        heading = _GROUP.match(first)
        if heading and not second:
            group, role_printed = heading["name"].strip(), "Members"
        elif role_of(first) and not second:
            role_printed = first
            group = "" if role_of(first) is Role.OBSERVER else group
        elif second and looks_like_name(first):
            attendee = _attendee(first, cells[0][0].span, second, [role_printed], frozenset())
            result.people.append(replace(attendee, party=attendee.party or PARTIES.get(group.lower(), group)))
        elif (first.lower(), second.lower()) not in (
            ("councillor", "authority"),
            ("name", "authority"),
            ("member", "authority"),
        ):
            continue
        result.used |= used
    return result


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
        elif role_printed and _PUBLIC.match(line.text):
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
    for printed in split_list(words):
        if _PUBLIC.match(printed) or not looks_like_name(_bare(printed)):
            continue
        name = read_name(printed)
        roles = [role_of(note.strip()) for note in re.split(r"[;,]", name.note)]
        in_note = next((role for role in roles if role), None)
        party = next(
            (PARTIES[part.strip().lower()] for part in re.split(r"[;,]", name.note) if part.strip().lower() in PARTIES),
            "",
        )
        listed = role_of(role_printed) or Role.MEMBER
        role = in_note if in_note and listed in (Role.MEMBER, Role.CHAIR) else listed
        bare = read_name(_bare(printed))
        result.people.append(
            Attendee(
                printed=printed,
                name=re.sub(r"\s+[A-Z]{2,3}$", "", bare.name) if len(bare.name.split()) > 2 else bare.name,
                role=role,
                role_printed=name.note if in_note and not _ARRIVAL.search(name.note) else role_printed,
                span=locate(text, line.span, printed),
                honorific=bare.honorific,
                honours=bare.honours,
                party=party or name.party,
                note=name.note,
            )
        )


def _bare(printed: str) -> str:
    """A name without what stands behind a dash or in brackets."""
    return re.sub(r"\s+[–—-]\s+.*$|\s*\([^()]*\)", "", printed).strip()
