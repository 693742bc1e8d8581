"""Of meetings that were found: how often each speaks of what is looked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from meetings.models import SearchEntry
from meetings.models.prepared import Prepared, Row
from meetings.search.backends import backend
from meetings.search.ids import Kind
from meetings.search.light import Light
from meetings.search.words import APART, CONTINUED, UNPRINTED

_BETWEEN = re.compile(f" (?:{APART}|{CONTINUED}) ")


def mentions(meetings: Iterable[int], light: Light) -> dict[int, int]:
    """Key of a meeting → how many places its own page lights; a meeting without any is left out.

    Counted in the index alone, with one query, unless a text is so long that it stands in several entries. What the
    page prints once is counted once: the title of an item with several records, the words before a list of decisions.
    What it leaves to the source, as the body of a long paper, is found by a search and not counted.
    """
    found = _holding(light, set(meetings))
    if in_parts := {row[1] for row in found if row[3]}:  # a phrase may go on from one part to the next
        found = [row for row in found if row[1] not in in_parts] + _ENTRIES.rows(in_parts)
    told: dict[int, list[str]] = defaultdict(list)
    for _, meeting, kind, part, title, body in sorted(found, reverse=True):  # a database would sort the texts too
        if not part:
            told[meeting] += [APART, title, APART] if kind <= Kind.DISCUSSION else [APART]
        told[meeting].append(body)
    counted = {meeting: light.count(_printed(f" {' '.join(texts)} ")) for meeting, texts in told.items()}
    return {meeting: n for meeting, n in counted.items() if n}


def _holding(light: Light, meetings: AbstractSet[int]) -> list[Row]:
    """The entries of meetings that may be lit, and all further parts of texts in several."""
    signs = sorted({" ".join(phrase.terms) for phrase in light.phrases})
    if not meetings or not signs:
        return []
    statement, values = _ENTRIES.of_keys(meetings)
    position = backend().position
    held = " OR ".join([f"{position}(title, %s) > 0 OR {position}(body, %s) > 0"] * len(signs))
    told = [each for sign in signs for each in (sign, sign)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({statement}) told WHERE part > 0 OR {held}", [*values, *told])  # noqa: S608 - our own words
        found: list[Row] = cursor.fetchall()
    return found


def _entries(meetings: RawSQL) -> QuerySet[Any, Any]:
    entries = SearchEntry.objects.filter(meeting__in=meetings, kind__lte=Kind.ACTIONS).order_by()
    return entries.values_list("docid", "meeting_id", "kind", "part", "title", "body")


_ENTRIES = Prepared(_entries)


def _printed(held: str) -> str:
    """The texts that the meeting's page prints: see `entries`."""
    if UNPRINTED not in held:
        return held
    return f" {APART} ".join(text for text in _BETWEEN.split(held) if not text.lstrip().startswith(f"{UNPRINTED} "))
