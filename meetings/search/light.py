"""What of a text a query found, lit: the same words that the index was asked for, in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.search.backends.base import Phrase
from meetings.search.words import term, words


@dataclass(frozen=True, slots=True)
class Light:
    """Lights the words of these phrases; `language` is that of the index."""

    phrases: tuple[Phrase, ...]
    language: str

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
        held = [(term(word.folded, self.language), word.start, word.end) for word in words(text)]
        terms = [each for each, _, _ in held]
        found = sorted(
            (held[at][1], held[at + len(phrase.terms) - 1][2])
            for phrase in self.phrases
            for at in _starts(terms, phrase)
        )
        return list(_joined(found))

    def count(self, held: str) -> int:
        """How many places a text has, told by its terms with a blank between, as the index holds them."""
        apart = f" {held} "
        return sum(1 for _ in _joined(sorted(place for phrase in self.phrases for place in _within(apart, phrase))))


def _starts(terms: Sequence[str], phrase: Phrase) -> Iterator[int]:
    """Where in a row of terms a phrase begins."""
    *whole, last = phrase.terms
    size = len(phrase.terms)
    for at in range(len(terms) - size + 1):
        end = terms[at + size - 1]
        if (end.startswith(last) if phrase.prefix else end == last) and list(terms[at : at + size - 1]) == whole:
            yield at


def _within(apart: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Start and end of a phrase in terms that each have a blank before and behind."""
    wanted = f" {' '.join(phrase.terms)}{'' if phrase.prefix else ' '}"
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
