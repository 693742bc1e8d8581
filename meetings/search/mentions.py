"""Of meetings that were found: how often each speaks of what is looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from meetings.models import SearchEntry
from meetings.search.ids import Kind
from meetings.search.light import Light
from meetings.search.words import APART, UNPRINTED


def mentions(meetings: Iterable[int], light: Light) -> dict[int, int]:
    """Key of a meeting → how many places its own page lights; a meeting without any is left out.

    Counted in the index alone, with one query. What the page prints once is counted once: the title of an item with
    several records, the words before a list of decisions. What it leaves to the source, as the body of a long paper,
    is found by a search and not counted.
    """
    entries = SearchEntry.objects.filter(meeting__in=set(meetings), kind__lte=Kind.ACTIONS).order_by("-docid")
    rows = entries.values_list("meeting_id", "kind", "record_id", "title", "body")
    counted: Counter[int] = Counter()
    for (meeting, kind, _), group in groupby(rows, key=lambda row: row[:3]):
        parts = list(group)
        body = " ".join(part[4] for part in parts)
        title = parts[0][3] if kind in (Kind.ITEMS, Kind.DISCUSSION) else ""
        counted[meeting] += light.count(_printed(body)) + light.count(title)
    return {meeting: n for meeting, n in counted.items() if n}


def _printed(body: str) -> str:
    """The texts of an entry that the meeting's page prints: see `entries`."""
    if UNPRINTED not in body:
        return body
    apart = f" {APART} "
    return apart.join(text for text in body.split(apart) if not text.startswith(f"{UNPRINTED} "))
