"""What of a text a query found, lit: the same words that the index was asked for, in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from meetings.search.backends.base import Phrase
from meetings.search.words import places_of, term, terms_of_runs, told, words_at


@dataclass(frozen=True)
class Light:
    """Lights the words of these phrases; `language` is that of the index."""

    phrases: tuple[Phrase, ...]
    language: str

    @cached_property
    def _ends(self) -> frozenset[str]:
        """The last terms of phrases, but for those of which only the beginning is asked for."""
        return frozenset(phrase.terms[-1] for phrase in self.phrases if not phrase.prefix)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        """The beginnings with which the others end."""
        return tuple(phrase.terms[-1] for phrase in self.phrases if phrase.prefix)

    def _shining(self, text: str) -> Iterator[int]:
        """What stands between two blanks, by its number from 0, where a phrase may end."""
        known, ends, beginnings = terms_of_runs(self.language), self._ends, self._beginnings
        for at, run in enumerate(text.split()):
            if not ends.isdisjoint(known[run]):
                yield at
            elif beginnings:
                for each in known[run]:
                    if each.startswith(beginnings):
                        yield at
                        break

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The text in runs, each with whether it is lit. A phrase is lit as one, with the signs between its words."""
        runs: list[tuple[str, bool]] = []
        at = 0
        for start, end in self.places(text):
            if start > at:
                runs.append((text[at:start], False))
            runs.append((text[start:end], True))
            at = end
        if at < len(text):
            runs.append((text[at:], False))
        return runs

    def places(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every run that is lit, in order; none touches another."""
        if self._alone:
            return [
                (word.start, word.end) for word in words_at(text, {*self._shining(text)}) if self._shines(word.folded)
            ]
        held = told(text, self.language)
        phrases = [phrase for phrase in self.phrases if _sign(phrase) in held]
        terms = held.split() if phrases else []
        found = [(at, at + len(phrase.terms) - 1) for phrase in phrases for at in _starts(terms, phrase)]
        words = places_of(text, {place for each in found for place in each}) if found else {}
        return list(_joined(sorted((words[first].start, words[last].end) for first, last in found)))

    @cached_property
    def _alone(self) -> bool:
        """Whether all that is looked for is single words."""
        return all(len(phrase.terms) == 1 for phrase in self.phrases)

    def _shines(self, folded: str) -> bool:
        """Whether a word ends a phrase."""
        made = term(folded, self.language)
        return made in self._ends or made.startswith(self._beginnings)

    def first(self, text: str) -> int:
        """Where the first run that is lit starts; 0 when none is."""
        terms = told(text, self.language)
        starts = [at for phrase in self.phrases if (at := terms.find(_sign(phrase))) >= 0]
        if not starts:
            return 0
        number = terms.count(" ", 0, min(starts))
        return places_of(text, {number})[number].start

    def count(self, held: str) -> int:
        """How many places a text has, told by its terms with a blank between, as the index holds them."""
        apart = _told(held)
        return sum(1 for _ in _joined(sorted(place for phrase in self.phrases for place in _within(apart, phrase))))


def _starts(terms: Sequence[str], phrase: Phrase) -> Iterator[int]:
    """Where in a row of terms a phrase begins."""
    *whole, last = phrase.terms
    size = len(whole)
    if phrase.prefix:
        ends = [at for at, each in enumerate(terms) if each.startswith(last)]
    else:
        ends = [at for at, each in enumerate(terms) if each == last] if last in terms else []
    for end in ends:
        if end >= size and list(terms[end - size : end]) == whole:
            yield end - size


def _told(terms: str) -> str:
    """Terms that each have a blank before and behind."""
    return f" {terms} "


def _sign(phrase: Phrase) -> str:
    """What stands there where the phrase does."""
    return _told(" ".join(phrase.terms))[: -1 if phrase.prefix else None]


def _within(apart: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Start and end of a phrase in terms that each have a blank before and behind."""
    wanted = _sign(phrase)
    at = apart.find(wanted)
    while at >= 0:
        yield at + 1, apart.index(" ", at + len(wanted) - 1)
        at = apart.find(wanted, at + 1)


def _joined(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places that overlap as one."""
    held: tuple[int, int] | None = None
    for start, end in places:
        if held and start < held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held
