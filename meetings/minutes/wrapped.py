"""Lists of people that a line broke in the middle of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.extraction.blocks import Span
from meetings.minutes.attendance import role_of
from meetings.minutes.lines import Line
from meetings.minutes.names import HONORIFIC, HONOURS, names_authority, names_office, split_list
from meetings.minutes.vocabulary import PassageKind

_PART = re.compile(r"^(?:(?:[A-Z]\.?\s*){1,4}|[A-Z][\w'’-]+|(?:County|District|Borough|Town|Parish))$")
"""Initials without a surname, or one name alone."""
_LABEL = re.compile(r"^[A-Za-z][A-Za-z ]{2,40}:\s*")


def whole_names(lines: Sequence[Line]) -> tuple[list[Line], dict[int, list[int]]]:
    """The lines, those that go on with a broken name joined to the one before; which lines were joined to which."""
    result: list[Line] = []
    joined: dict[int, list[int]] = {}
    for line in lines:
        last = result[-1] if result else None
        if last is not None and _goes_on(line) and _breaks_off(last):
            span = Span(last.span.start, line.span.end, last.span.page)
            result[-1] = replace(last, text=f"{last.text} {line.text}", span=span)
            joined.setdefault(last.index, []).append(line.index)
        else:
            result.append(line)
    return result, joined


def _breaks_off(line: Line) -> bool:
    """Whether a list of names ends in a title, in initials, or in one name where all the others have two."""
    if line.row is not None or line.strong or len(line.text) > 2000:
        return False
    names = split_list(_LABEL.sub("", line.text))
    last = names[-1] if len(names) > 1 else ""
    if not last or last in HONOURS or role_of(last) or names_office(last) or names_authority(last):
        return False
    title = HONORIFIC.match(last)
    rest = last[title.end() :].strip() if title else last
    whole = all(len(name.split()) > 1 for name in names[:-1])
    return not rest or (whole and bool(_PART.match(rest)) and not line.text.rstrip().endswith((".", ",", ";")))


def _goes_on(line: Line) -> bool:
    plain = line.row is None and line.kind is PassageKind.PARAGRAPH and not line.strong
    return plain and line.text[:1].isupper() and not line.text.isupper() and not _LABEL.match(line.text)
