"""Who was there: the table of an appendix, the membership list of a pack, the lists that open formal minutes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.lines import Finder, Line
from meetings.minutes.names import (
    HONORIFIC,
    PARTIES,
    bare_name,
    looks_like_name,
    names_authority,
    names_office,
    read_name,
    split_authorities,
    split_list,
    split_names,
)
from meetings.minutes.structure import Attendee
from meetings.minutes.vocabulary import ROLE_WORDS, Role

_COLUMN_WORDS = {
    word: column
    for column, words in {
        "role": "position/role|role/position|role|position|capacity",
        "names": "councillor|councillors|name|names|member|attendee",
        "authority": (
            "authority|council|organisation|representing|local authority|council/organisation|organisation/council|"
            "council/political group|authority/organisation|authority/council"
        ),
        "party": "political group|party|group|political party",
    }.items()
    for word in words.split("|")
}
_LONG_ROLES = tuple(word for word in ROLE_WORDS if len(word) >= 6)
_NOBODY = re.compile(r"^(?:vacan(?:cy|t)|tbc|t\.b\.c\.|none|n/?a|nil|-+|–)\W*$", re.I)
_FOR_ANOTHER = re.compile(r"\s+(?P<words>(?:sub|substitute|substituting|deputising|deputy)\s+for\s+.+)$", re.I)
_CAME_OR_WENT = re.compile(
    r"\s+[–—-]\s+(?P<words>(?:left|arrived|joined|from|until|to|part|online|virtual)\b.*)$", re.I
)
_GROUP = re.compile(r"^(?P<name>[A-Z][A-Za-z /-]{2,40}?)\s*\(\s*\d+\s*\)$")
PUBLIC = re.compile(
    r"^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|no|several|"
    r"a number of)\b.*\b(?:members? of the public|residents?|press|parishioners)\b",
    re.I,
)
_RULE = re.compile(r"^[\s|:=_-]*$")
_MANY = 40
"""More people of one surname than any board has: a damaged list, where comparing each with each would only cost."""
_HONOUR = re.compile(r"^(?:[A-Z]\.?){2,4}(?:[\s,]|$)")
_GLUED = re.compile(r"\b(?!Mc|Mac|De|Di|La|Le|Fitz|Van|O'|Du|St)[A-Z][a-z]{2,}[A-Z][a-z]{2,}\b")


@dataclass(slots=True)
class Attendances:
    """People read, lines they were read from, and what was doubtful."""

    people: list[Attendee] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def role_of(printed: str, *, typos: bool = False) -> Role | None:
    """The role that a printed word stands for; None when it is no role. `typos` also takes what is a letter off."""
    word = " ".join(re.sub(r"\s*[-–]\s*", "-", printed.lower()).split()).strip(" :.-*")
    word = re.sub(r"\s*\([^()]*\)$", "", word)
    known = ROLE_WORDS.get(word) or _known_role(word, typos=typos)
    if known:
        return known
    if re.search(r"\bpeers?\b|\battend", word):
        return Role.IN_ATTENDANCE
    if re.search(r"\b(?:officers?|staff)(?:\s+(?:present|in|from|supporting|of)\b.*)?$", word):
        return Role.OFFICER
    return Role.SUBSTITUTE if word.startswith(("substitute", "board substitute")) else None


def _known_role(word: str, *, typos: bool) -> Role | None:
    """The role of a word near to a known one: `Acting Chair`, `Vice chairs`, `Members - online`, `Membres`."""
    plain = re.sub(r"^(?:acting|co|joint|senior|interim|elected|non-voting|co-opted|virtual)[\s-]+", "", word)
    plain = re.sub(r"\s*(?:-|–)\s*(?:online|virtual|remote)$|\s+received$|^independent\s+(?=observers?$)", "", plain)
    plain = re.sub(r"men$", "man", re.sub(r"(?<=chair)s$", "", plain))
    if plain in ROLE_WORDS:
        return ROLE_WORDS[plain]
    near = difflib.get_close_matches(plain, _LONG_ROLES, n=1, cutoff=0.85) if typos and 6 <= len(plain) <= 20 else []
    return ROLE_WORDS[near[0]] if near else None


def rows_of(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """Table rows as lists of cells, each the lines in it; lines outside tables are passed over."""
    row: int | None = None
    cells: list[list[Line]] = []
    for line in lines:
        if line.row is None or _RULE.match(line.text):
            continue
        if line.row != row:
            if cells:
                yield cells
            cells, row = [[] for _ in range(max(line.columns, 1))], line.row
        cells[line.column or 0].append(line)
    if cells:
        yield cells


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of an attendance table holds what; -1 for none."""

    role: int = 0
    names: int = 1
    authority: int = 2
    party: int = -1


def _columns(cells: Sequence[Sequence[Line]]) -> Columns | None:
    """The columns as the table's own head names them, None when the row is no head."""
    words = [re.sub(r"\s*/\s*", "/", " ".join(line.text for line in cell)).strip(" :*").lower() for cell in cells]
    where = {_COLUMN_WORDS[word]: at for at, word in enumerate(words) if word in _COLUMN_WORDS}
    if not where or len(where) < len([word for word in words if word]):
        return None
    return Columns(where.get("role", -1), where.get("names", -1), where.get("authority", -1), where.get("party", -1))


def read_table(lines: Sequence[Line], text: str, substitutes: frozenset[str]) -> Attendances:
    """The attendance table: role, names, authorities; a blank role repeats the one above.

    `substitutes` are names that the prose calls substitutes, in lower case.
    """
    result = Attendances(used={line.index for line in lines if line.row is not None})
    columns, role_printed = Columns(), ""
    for cells in rows_of(lines):
        head = _columns(cells)
        if head is not None:
            columns = head if head.names >= 0 else columns
            role_printed = role_printed if head.role >= 0 else "Members"
            continue
        alone = [line.text for cell in cells for line in cell]
        if len(alone) == 1 and role_of(alone[0], typos=True):
            role_printed = alone[0].strip()
            continue
        row = _Row(*(cells[at] if 0 <= at < len(cells) else [] for at in astuple(columns)))
        role_printed = " ".join(line.text for line in row.role).strip() or role_printed
        _read_row(result, row, role_printed, text, substitutes)
    return result


@dataclass(frozen=True, slots=True)
class _Row:
    role: Sequence[Line]
    names: Sequence[Line]
    authority: Sequence[Line]
    party: Sequence[Line]


def _read_row(result: Attendances, row: _Row, role_printed: str, text: str, substitutes: frozenset[str]) -> None:
    names = _names_in(row.names, text)
    if not names:
        return
    authorities = _authorities_in(row.authority, len(names))
    parties = [line.text.strip() for line in row.party] or [""]
    roles = [line.text for line in row.role] if len(row.role) > 1 else [role_printed]
    paired = len(authorities) in (len(names), 0)
    result.findings.extend(_row_findings(row, len(names), authorities, roles))
    for at, (printed, span) in enumerate(names):
        authority = authorities[at] if paired and authorities else ""
        person = attendee(printed, span, authority, roles, substitutes)
        party = parties[at] if len(parties) == len(names) else ""
        party = PARTIES.get(party.lower(), party) or person.party
        result.people.append(replace(person, party=party, uncertain=person.uncertain or not paired))
        result.findings.extend(_typo(person))


def _row_findings(row: _Row, names: int, authorities: Sequence[str], roles: Sequence[str]) -> Iterator[Finding]:
    if len(authorities) not in (names, 0):
        printed = " ".join(line.text for line in row.authority)
        counts = f"{names} names and {len(authorities)} authorities stand side by side"
        message = f"{counts}; nobody was linked to “{printed[:120]}”."
        yield Finding(code="names-and-authorities-differ", message=message, span=row.names[0].span)
    if len(roles) > 1:
        message = f"Two roles share these {names} names: {', '.join(roles)}. Who attended in which?"
        yield Finding(code="role-unclear", message=message, span=row.role[0].span)
    elif row.role and not role_of(roles[0], typos=True) and roles[0].lower() not in PARTIES:
        message = f"“{roles[0]}” is no role the archive knows; its people are filed as in attendance."
        yield Finding(code="role-unclear", message=message, span=row.role[0].span)


def _names_in(lines: Sequence[Line], text: str) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for line in lines:
        finder = Finder(text, line.span)
        words = _CAME_OR_WENT.sub(r" (\g<words>)", _FOR_ANOTHER.sub(r" (\g<words>)", line.text))
        names = split_names(words)
        if (
            len(names) == 1
            and re.search(r"[,;]", names[0])
            and all(looks_like_name(bare_name(name)) for name in split_list(names[0]) if not names_office(name))
        ):
            names = [name for name in split_list(names[0]) if not names_office(bare_name(name))]
        found.extend((name, finder.find(_plain(name, words, line))) for name in names if not _no_name(name))
    return found


def _plain(name: str, words: str, line: Line) -> str:
    """The name as it stands in its line."""
    return name if words == line.text else bare_name(name)


def _no_name(words: str) -> bool:
    title = HONORIFIC.match(words)
    return bool(PUBLIC.match(words) or _NOBODY.match(words) or (title and not words[title.end() :].strip()))


def splits_authorities(words: str, wanted: int) -> list[str]:
    """The councils in one cell when there are as many as wanted, else the cell as one."""
    cut = split_authorities(words)
    return cut if len(cut) == wanted else [words]


def _authorities_in(lines: Sequence[Line], wanted: int) -> list[str]:
    """Authorities by paragraph when their count is right, else cut at the words for bodies."""
    by_line = [line.text.strip() for line in lines if line.text.strip()]
    if len(by_line) == wanted:
        return by_line
    if wanted == 1:
        return [" ".join(by_line)] if by_line else []
    cut = [each for line in by_line for each in split_authorities(line)]
    return cut if len(cut) != len(by_line) or len(lines) == 1 else by_line


def attendee(printed: str, span: Span, authority: str, roles: Sequence[str], substitutes: frozenset[str]) -> Attendee:
    """One person of a list, with the council and the role or roles as printed.

    `substitutes` are names that the prose calls substitutes, in lower case.
    """
    name = read_name(_name_and_office(printed))
    role_printed = roles[0] if len(roles) == 1 else " / ".join(roles)
    party = PARTIES.get(roles[-1].strip(" :").lower(), "")
    role = role_of(roles[-1], typos=True) or (Role.MEMBER if party else Role.IN_ATTENDANCE)
    uncertain = len(roles) > 1
    named_substitute = name.name.lower() in substitutes
    if _substitutes(name.note) or (uncertain and named_substitute):
        role, uncertain = Role.SUBSTITUTE, False
    in_note = role_of(name.note) if name.note else None
    if in_note and role in (Role.MEMBER, Role.IN_ATTENDANCE):
        role = in_note
    if role_of(authority) in (Role.OBSERVER, Role.OFFICER):
        role, role_printed, authority = role_of(authority) or role, f"{role_printed} / {authority}", ""
    in_brackets = next((part for part in name.note.split("; ") if names_authority(part)), "")
    if in_brackets and not authority:
        rest = "; ".join(part for part in name.note.split("; ") if part != in_brackets)
        name, authority = replace(name, note=rest), in_brackets
    if names_office(authority):
        name, authority = replace(name, note="; ".join(filter(None, [name.note, authority]))), ""
    return Attendee(
        printed=name.printed,
        name=name.name,
        role=role,
        role_printed=role_printed,
        span=span,
        honorific=name.honorific,
        honours=name.honours,
        authority=authority,
        party=name.party or party,
        note=name.note,
        uncertain=uncertain,
    )


def _substitutes(note: str) -> bool:
    """Whether the note says that the person came in place of another, and not the other way round."""
    return bool(re.search(r"\bsubstitut(?:e|ing)\b(?!\s*:)|\bsub\s+for\b|\bdeputising\s+for\b", note, re.I))


def _name_and_office(printed: str) -> str:
    """`Ann Bee - Chair` and `Ann Bee, Leader of the Council` with the office in brackets, as a note."""
    match = re.match(r"^(?P<name>[^,(]+?)(?:\s+[–—-]\s+|,\s+)(?P<office>[A-Z][^,()]{3,60})$", printed)
    if match is None or _HONOUR.match(match["office"]) or looks_like_name(match["office"]):
        return printed
    return f"{match['name']} ({match['office']})" if looks_like_name(match["name"]) else printed


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
        if len(group) > _MANY:
            continue
        for at, second in enumerate(group):
            for first in group[:at]:
                given = (first.name.lower().split()[0], second.name.lower().split()[0])
                if given[0] != given[1] and difflib.SequenceMatcher(None, *given).ratio() >= 0.75:
                    message = f"“{first.printed}” and “{second.printed}” are alike. Both are kept as printed."
                    yield Finding(code="name-typo", message=message, span=second.span)


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
            person = attendee(first, cells[0][0].span, second, [role_printed], frozenset())
            result.people.append(replace(person, party=person.party or PARTIES.get(group.lower(), group)))
        elif (first.lower(), second.lower()) not in (
            ("councillor", "authority"),
            ("name", "authority"),
            ("member", "authority"),
        ):
            continue
        result.used |= used
    return result
