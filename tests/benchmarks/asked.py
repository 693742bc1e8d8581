"""Nine classes of queries, their words chosen by how many entries of the index hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from random import Random
from typing import Any

EACH = 8
"""Queries of a class."""

SHARES = {"rare": (0, 0.0005), "medium": (0.002, 0.01), "frequent": (0.05, 0.12), "common": (0.18, 0.5)}
"""Class of words → of how many of all entries they stand in, from and up to."""

PHRASES = {"phrase": (0.0002, 0.01), "common phrase": (0.03, 1)}
PREFIX = 4
_PAIRS_OF = 16
"""Neighbours are counted in one entry of so many: all of them would fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One query: its class, and the words as the index holds them."""

    of: str
    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False

    @property
    def typed(self) -> str:
        """As one types it."""
        words = " ".join(self.words)
        return f'"{words}"' if self.phrase else f"{words}*" if self.prefix else words


def chosen(texts: Iterable[str], usable: Callable[[str], bool], seed: int = 1) -> list[Asked]:
    """Queries of nine classes from the texts of all entries, the same for the same texts and seed.

    `usable` says of a word whether, typed, it is looked for as it stands.
    """
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    entries = 0
    for entries, text in enumerate(texts, start=1):
        held = text.split()
        words.update(set(held))
        if entries % _PAIRS_OF == 0:
            pairs.update(set(pairwise(held)))
    random = Random(seed)  # noqa: S311 - nothing secret
    known = {word: n for word, n in sorted(words.items()) if word.isalpha() and len(word) >= PREFIX and usable(word)}
    by_share = {name: _within(known, share, entries) for name, share in SHARES.items()}
    picked = {name: _picked(random, held) for name, held in by_share.items()}
    made = [Asked(of=name, words=(word,)) for name in SHARES for word in picked[name]]
    made += _both("and", picked["medium"], picked["frequent"])
    counted = {pair: n * _PAIRS_OF for pair, n in sorted(pairs.items()) if n > 1 and known.keys() >= {*pair}}
    for name, share in PHRASES.items():
        of_class = _within(counted, share, entries)
        made += [Asked(of=name, words=pair, phrase=True) for pair in _picked(random, of_class)]
    made += [Asked(of="prefix", words=(word[:PREFIX],), prefix=True) for word in picked["medium"]]
    made += _both("common and rare", picked["common"], picked["rare"])
    return made


def _within(counted: dict[Any, int], share: tuple[float, float], entries: int) -> list[Any]:
    """What is in at least two entries, and in a share of all of them between the two."""
    low, high = share
    return [each for each, n in counted.items() if n >= 2 and low * entries <= n <= high * entries]


def _picked(random: Random, held: Sequence[Any]) -> list[Any]:
    return random.sample(held, min(EACH, len(held)))


def _both(name: str, some: Sequence[str], others: Sequence[str]) -> list[Asked]:
    return [Asked(of=name, words=pair) for pair in zip(some, others, strict=False)]


def kept(queries: Iterable[Asked]) -> list[dict[str, Any]]:
    """Queries as JSON has them."""
    return [asdict(each) for each in queries]


def given(data: Iterable[dict[str, Any]]) -> list[Asked]:
    """Queries from JSON."""
    return [Asked(**{**each, "words": tuple(each["words"])}) for each in data]
