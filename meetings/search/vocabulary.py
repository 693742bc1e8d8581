"""The words that stand in the index, counted: kept in step with the entries, and asked for beginnings and spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.conf import settings

from meetings.models import SearchEntry, SearchWord
from meetings.search.words import term

_AT_ONCE = 300
"""Rows of one statement, three values each: old SQLite takes no more than 999."""


def count(*, added: Iterable[str], gone: Iterable[str]) -> None:
    """Count the words of entries that were added or are gone; each entry is its words with blanks between.

    Call it in the transaction of the change, in one's turn.
    """
    change: Counter[str] = Counter()
    for words in added:
        change.update(words.split())
    for words in gone:
        change.subtract(words.split())
    changed = [word for word, n in change.items() if n]
    for start in range(0, len(changed), _AT_ONCE):
        _change({word: change[word] for word in changed[start : start + _AT_ONCE]})


def count_again() -> None:
    """Count all words anew."""
    wanted, held = _counted(), _held()
    gone = [word for word in held if word not in wanted]
    for start in range(0, len(gone), _AT_ONCE):
        SearchWord.objects.filter(word__in=gone[start : start + _AT_ONCE]).delete()
    _store({word: n for word, n in wanted.items() if held.get(word) != n})


def is_counted() -> bool:
    """Whether every word is counted as the entries have it."""
    return _counted() == _held()


def _change(change: dict[str, int]) -> None:
    """Add to, or take from, the counts of some words."""
    held = dict(SearchWord.objects.filter(word__in=list(change)).values_list("word", "entries"))
    counts = {word: held.get(word, 0) + n for word, n in change.items()}
    if gone := [word for word, n in counts.items() if n <= 0]:
        SearchWord.objects.filter(word__in=gone).delete()
    _store({word: n for word, n in counts.items() if n > 0})


def _store(counts: dict[str, int]) -> None:
    rows = [SearchWord(word=word, term=term(word, settings.SEARCH_LANGUAGE), entries=n) for word, n in counts.items()]
    SearchWord.objects.bulk_create(
        rows, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["word"], update_fields=["term", "entries"]
    )


def _held() -> dict[str, int]:
    return dict(SearchWord.objects.values_list("word", "entries"))


def _counted() -> dict[str, int]:
    counted: Counter[str] = Counter()
    for words in SearchEntry.objects.order_by().values_list("words", flat=True).iterator():
        counted.update(words.split())
    return dict(counted)
