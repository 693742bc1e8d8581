"""Text → the words that are searched for, each with its place. No Django.

One reading of words serves what is indexed, what is asked for, and what is lit on a page, so that both databases
find the same and every hit can be shown. A word is folded: no case, accents, marks or invisible signs (Unicode's
compatibility decomposition), no possessive `'s`; `&` is the word `and`, and the commas of `12,500` are no part of it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Protocol, TypeVar

import snowballstemmer

LONGEST = 64
"""Characters of a word that count; what is longer is cut."""

NAMED = "zw"
"""Begins the terms of those who must act, and of nothing else: so that the words of a text are found without asking
in which of its fields they stand, which PostgreSQL could not tell from its index."""

APART, UNPRINTED, CONTINUED = "zx", "zy", "\n"
"""Signs that stand among the terms of the index: between two texts, before one that a meeting's page leaves to the
source, and where a text goes on in another. No word has the first two for its term; of the last no database knows, so
that a phrase is found across it."""

Made = TypeVar("Made")
_MOST_KEPT = 65_536

APOSTROPHES = "'’‘ʼ´`＇"


def _class_of(*categories: str) -> str:
    """Every character of these Unicode categories (in the first plane), for use between a pattern's brackets."""
    codes = [code for code in range(0x80, 0x10000) if unicodedata.category(chr(code)) in categories]
    return "".join(re.escape(chr(code)) for code in codes)


_INSIDE = _class_of("Mn", "Mc", "Me", "Cf")
"""Signs that are not seen, or belong to the letter before them."""

_WORD = re.compile(
    rf"&|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![^\W_])|[^\W_]+(?:[{_INSIDE}]+[^\W_]*)*(?:[{APOSTROPHES}][sS](?![^\W_]))?"
)
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: folded, and where it stands (`text[start:end]`)."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Every word of a text, in order."""
    for found in _WORD.finditer(text):
        if folded := fold_word(found[0]):
            yield Word(folded, found.start(), found.end())


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word in the form in which words are compared; blank when nothing of it can be searched for."""
    if word == "&":
        return "and"
    bare = _POSSESSIVE.sub("", word)
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold()).replace("\u2044", "of")
    return "".join(char for char in bare.lower() if char.isalnum())[:LONGEST]


class _Kept(dict[str, Made]):
    """What is made of strings that come again and again, each made once. It is emptied when it holds too many: for
    so many short strings `lru_cache`, which keeps them in the order of their use, takes several times as long."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Made:
        if len(self) >= _MOST_KEPT:
            self.clear()
        made = self[key] = self._make(key)
        return made


def places_of(text: str, wanted: Collection[int]) -> dict[int, Word]:
    """Some of the words of a text by their number from 0. Far quicker than `words` when they are few."""
    ends = list(accumulate(map(len, map(_RUNS.__getitem__, text.split()))))
    runs = {bisect_right(ends, number) for number in wanted}
    found: dict[int, Word] = {}
    for at, start, run in _runs_at(text, runs):
        for number, word in enumerate(words(run), ends[at - 1] if at else 0):
            if number in wanted:
                found[number] = _moved(word, start)
    return found


def words_at(text: str, numbers: Collection[int]) -> Iterator[Word]:
    """The words of what stands between two blanks, for some of these by their numbers from 0."""
    for _, start, run in _runs_at(text, numbers):
        for word in words(run):
            yield _moved(word, start)


def _runs_at(text: str, numbers: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Number, start and characters of some of what stands between two blanks: `split` passes over the others."""
    rest, passed = text, 0
    for number in sorted(numbers):
        behind = rest.split(None, number - passed)[number - passed :]
        if not behind:
            return
        rest, passed = behind[0], number
        yield number, len(text) - len(rest), rest.split(None, 1)[0]


def _moved(word: Word, by: int) -> Word:
    return Word(word.folded, word.start + by, word.end + by)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's own name


@cache
def _stemmer(language: str) -> _Stemmer:
    made: _Stemmer = snowballstemmer.stemmer(language)
    return made


def term(folded: str, language: str) -> str:
    """What stands in the index for a folded word: its stem, in plain ASCII letters and digits.

    `language` is one of `snowballstemmer.algorithms()`; blank takes words as they are. Letters outside ASCII are
    written as their code points, and `zn` stands before what begins like a number and is none, so that no database
    has a say in what a letter or a word is.
    """
    return terms_of(language)[folded]


@cache
def terms_of(language: str) -> Mapping[str, str]:
    """The term of any folded word."""
    return _Kept(lambda folded: plain(_stemmer(language).stemWord(folded) if language and folded.isalpha() else folded))


def plain(folded: str) -> str:
    """A folded word, or its beginning, in plain ASCII letters and digits."""
    if folded[:1].isdigit() and not folded.isdigit():
        folded = f"zn{folded}"
    if folded.startswith((NAMED, APART, UNPRINTED)):
        folded = f"zq{ord('z'):x}{folded[1:]}"
    return folded if folded.isascii() else "".join(char if char.isascii() else f"zq{ord(char):x}" for char in folded)


def folded(text: str) -> list[str]:
    """Every word of a text, folded, in order."""
    return [word for run in text.split() for word in _RUNS[run]]


def _words_of(run: str) -> tuple[str, ...]:
    """The words of what stands between two blanks: no word holds one."""
    return tuple(word for word in map(fold_word, _WORD.findall(run)) if word)


_RUNS = _Kept(_words_of)


def terms_in(text: str, language: str) -> list[str]:
    """The term of every word of a text, in order."""
    known = terms_of_runs(language)
    return [term for run in text.split() for term in known[run]]


@cache
def terms_of_runs(language: str) -> Mapping[str, tuple[str, ...]]:
    """The terms of what stands between two blanks."""
    known = terms_of(language)
    return _Kept(lambda run: tuple(known[word] for word in _RUNS[run]))


def told(text: str, language: str) -> str:
    """The term of every word of a text, each with a blank before it, and one at the end. As quick as it gets."""
    return f"{''.join(map(_told_of_runs(language).__getitem__, text.split()))} "


@cache
def _told_of_runs(language: str) -> Mapping[str, str]:
    known = terms_of_runs(language)
    return _Kept(lambda run: "".join(f" {term}" for term in known[run]))


def terms(text: str, language: str) -> str:
    """The text as the index holds it: a term for each word, with a blank between."""
    return " ".join(terms_in(text, language))
