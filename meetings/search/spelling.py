"""A question that finds nothing → the same with words that the archive holds."""

from __future__ import annotations

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from meetings.models import SearchWord
from meetings.search.query import Query
from meetings.search.words import words

SHORTEST = 4
"""Letters of a word for which another is suggested: shorter ones are like too many."""


def respelt(query: Query) -> str:
    """What was typed, with the nearest word of the archive in the place of each that it does not hold.

    Blank when every word is held, or nothing is near. The nearest is one or two letters off (one in short words;
    two letters that changed places count as one); of several the one that most entries hold.
    """
    asked = {folded for group in query.every for each in group if not each.prefix for folded in each.folded}
    held = set(SearchWord.objects.filter(word__in=asked).values_list("word", flat=True))
    better = {word: near for word in asked - held if len(word) >= SHORTEST and (near := _nearest(word))}
    typed, at = [], 0
    for word in words(query.typed):
        if word.folded in better:
            typed += [query.typed[at : word.start], better[word.folded]]
            at = word.end
    return "".join([*typed, query.typed[at:]]) if typed else ""


def _nearest(word: str) -> str:
    most = 1 if len(word) < 6 else 2
    rows = SearchWord.objects.annotate(letters=Length("word"))
    alike = rows.filter(letters__gte=len(word) - most, letters__lte=len(word) + most)
    near = dict(alike.values_list("word", "entries").iterator())
    found = process.extract(word, near.keys(), scorer=OSA.distance, score_cutoff=most, limit=20)
    return min(found, key=lambda each: (each[1], -near[each[0]], each[0]))[0] if found else ""
