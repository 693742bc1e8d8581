"""A decision → others that share the words that tell most of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from meetings import public
from meetings.models import SearchWord
from meetings.search.conditions import Scope, not_routine, of_decisions, without
from meetings.search.query import parse
from meetings.search.results import Results
from meetings.search.routine import is_routine
from meetings.search.words import terms_in, words

MOST = 5
LEAST_SHARED = 2
"""Words: one alone is chance."""

_SHORTEST = 4
"""Letters of a word that may tell something."""

_MOST_LOOKED_FOR = 100
_MOST_WORDS = 12
_MOST_ENTRIES = 2500
"""Entries that hold any of the words together: so many are put in order of relevance in a few milliseconds."""

_LOOKED_AT = 40
"""The best of them that are looked at for what they share."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another public decision, and the words that both have, the rarest first, as the one at hand prints them."""

    record: Any
    shared: tuple[str, ...]


def related(decision: Any) -> list[Related]:
    """Other public decisions that share at least two telling words with this one of the door, the nearest first.

    None is routine, and none of the same item, or of one of its title: these are followed by its topic.
    """
    telling = _telling(decision)
    if len(telling) < LEAST_SHARED:
        return []
    results = Results(parse(" OR ".join(telling.values())), Scope(kinds=frozenset({"decisions"})))
    others = [without(of_decisions(public.decisions_beside(decision.item))), not_routine()]
    found = results.best_first(0, _LOOKED_AT, few=True, also=others)
    held = public.records_of(("decisions", entry.record_id) for entry in found)
    near: dict[tuple[int, str], Related] = {}
    for entry in found:
        record = held.get(("decisions", entry.record_id))
        if record and len(shared := _shared(record, telling)) >= LEAST_SHARED:
            near.setdefault((record.item.meeting.board_id, record.item.title.casefold()), Related(record, shared))
    return sorted(near.values(), key=lambda each: -len(each.shared))[:MOST]


def _text(record: Any) -> str:
    return f"{record.item.title}\n{record.lead_in}\n{record.text}"


def _telling(record: Any) -> dict[str, str]:
    """Term → the word that has it in this decision, the rarest of the archive first."""
    text = _text(record)
    printed: dict[str, str] = {}
    for word in words(text):
        if len(word.folded) >= _SHORTEST and word.folded.isalpha() and not is_routine([word.folded]):
            printed.setdefault(word.folded, text[word.start : word.end])
    known = SearchWord.objects.filter(word__in=list(printed)[:_MOST_LOOKED_FOR], entries__gt=1)
    telling: dict[str, str] = {}
    left = _MOST_ENTRIES
    for entries, folded, term in sorted(known.values_list("entries", "word", "term")):
        left -= entries
        if left < 0 or len(telling) == _MOST_WORDS:
            break
        telling.setdefault(term, printed[folded])
    return telling


def _shared(record: Any, telling: dict[str, str]) -> tuple[str, ...]:
    held = set(terms_in(_text(record), settings.SEARCH_LANGUAGE))
    return tuple(word for term, word in telling.items() if term in held)
