"""People in the text of a meeting: who is certainly meant is a link, once in each item; who is not stays words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from meetings.minutes.names import HONORIFIC
from meetings.public.flow import Mentioned, Part, Passage

_COUNCILLOR = re.compile(r"\b(?:Cllr|Councillor)\b", re.I)
_PLAIN_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\b")
_BEFORE = re.compile(r"([A-Z][\w'’.-]*)\s+$")
_OFFICES = frozenset(
    "Chair Chairman Chairwoman Chairperson Vice-Chair Vice-Chairman Deputy Leader Member Officer".split()
)
"""Words with a capital that stand before a name and are no part of it."""

Person = tuple[str, int]
"""Who sits there: a member by key, or somebody unknown by their place in the list."""


class People:
    """Whom the attendance list of one meeting makes certain: `seats` are its rows, each with its member.

    A full name is certain when one member alone has it there, a title with a surname when nobody else there has that
    surname. A seat that is uncertain makes others so, and is never certain itself.
    """

    def __init__(self, seats: Sequence[Any]) -> None:
        full: defaultdict[str, set[Person]] = defaultdict(set)
        surnames: defaultdict[str, set[Person]] = defaultdict(set)
        known: dict[Person, Any] = {}
        for seat in seats:
            person = _person(seat)
            for name in _names(seat):
                full[name].add(person)
            surnames[_surname(seat).casefold()].add(person)
            if seat.member and not seat.uncertain:
                known.setdefault(person, seat)
        self._addresses: dict[str, str] = {}
        for person, seat in known.items():
            address = seat.member.get_absolute_url()
            titled = _titled(seat) if len(surnames[_surname(seat).casefold()]) == 1 else []
            for name in [*(name for name in _names(seat) if full[name] == {person}), *titled]:
                self._addresses[name] = address
        self._pattern = _pattern(self._addresses)

    def marked(self, parts: Iterable[Part]) -> list[Part]:
        """The text of one item, with the first mention of everybody in it known."""
        seen: set[str] = set()
        return [
            replace(part, passages=tuple(self._in(passage, seen) for passage in part.passages))
            if part.passages and self._pattern
            else part
            for part in parts
        ]

    def _in(self, passage: Passage, seen: set[str]) -> Passage:
        found = []
        for mentioned in self._places(passage.text):
            if mentioned.address not in seen:
                seen.add(mentioned.address)
                found.append(mentioned)
        return replace(passage, mentioned=tuple(found)) if found else passage

    def _places(self, text: str) -> Iterator[Mentioned]:
        for match in self._pattern.finditer(text) if self._pattern else ():
            name = " ".join(match[0].replace(".", "").split())
            before = _BEFORE.search(text, max(0, match.start() - 40), match.start())
            if before and not HONORIFIC.match(f"{before[1]} ") and before[1] not in _OFFICES:
                continue  # a longer name, of somebody else
            yield Mentioned(match.start(), match.end(), self._addresses[name])


def _person(seat: Any) -> Person:
    return ("member", seat.member_id) if seat.member_id else ("seat", seat.position)


def _names(seat: Any) -> list[str]:
    """The full names of a seat: as printed there, and as the member is called; one word is none."""
    told = [seat.name, seat.member.name if seat.member else ""]
    return list(dict.fromkeys(" ".join(name.replace(".", "").split()) for name in told if len(name.split()) > 1))


def _surname(seat: Any) -> str:
    """The last word of the name, or what sorts the member by it."""
    sorted_by = seat.member.sort_name.partition(",")[0] if seat.member else ""
    return str(sorted_by or (seat.name.split() or [""])[-1])


def _titled(seat: Any) -> list[str]:
    """The ways in which a person is called by title and surname alone."""
    surname, title = _surname(seat), seat.honorific.strip().rstrip(".")
    if not surname:
        return []
    if _COUNCILLOR.search(title):
        return [f"Cllr {surname}", f"Councillor {surname}"]
    return [f"{title} {surname}"] if _PLAIN_TITLE.fullmatch(title) else []


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these names, when no longer name begins with it."""
    told = [r"\.?\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True)]
    if not told:
        return None
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(told)})(?![\w-]|['’](?!s\b)\w|\s+[A-Z][a-z])")
