"""Who was absent, and who came in their place, as sentences say it; the table of people is compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.lines import Line
from meetings.minutes.names import looks_like_name, read_name, split_list
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
