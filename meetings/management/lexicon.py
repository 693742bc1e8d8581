"""Words for made-up minutes: those that all minutes share, and thousands of no language, in a Zipf tail. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

SIZE = 30_000
"""Different words of an archive."""

_BITS = 20
_FLAT = 2.7
"""Mandelbrot's shift: without it the first word alone would be a tenth of the text."""

REAL = """the of to and in a that for on be was is with by report members it from at this board as were would had not
which been are will council an officers meeting update work have more also noted there process has local had their
service services partners group funding plan programme new support year area need public project delivery information
action agreed development discussion strategy proposals team between through further during should could other time
million residents community budget review consultation future region regional response number members' impact current
approach provided level national government next paper presentation across business progress risks value issues
opportunities investment transport housing skills energy flood health environment economy climate education library
harbour bridge market river school heritage park planning licence parking tourism waste data staff cost costs capital
revenue contract grant scheme evidence policy priority options target report's annual quarterly interim joint""".split()

_ONSETS = """b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sk sl sm sn sp st str sw t th tr v w
wh""".split()
_NUCLEI = "a e i o u ai ea ee ie oa oo ou".split()
_CODAS = ["", "", *"b ck d g l ld lm m n nd ng nk p r rd rm rn sk st t".split()]


@dataclass(slots=True)
class Lexicon:
    """Words by rank, the frequent ones first, and a way to draw from them."""

    random: Random
    size: int = SIZE
    words: list[str] = field(init=False)
    _table: list[str] = field(init=False)

    def __post_init__(self) -> None:
        known = list(dict.fromkeys(REAL))
        self.words = [*known, *_invented(self.random, self.size - len(known), set(known))]
        self._table = _quantiles(self.words)

    def draw(self, count: int) -> list[str]:
        """So many words, each as often as its rank says: the first is drawn 20 times as often as the sixtieth."""
        numbers = memoryview(self.random.randbytes(4 * count)).cast("I")
        table, shift = self._table, 32 - _BITS
        return [table[number >> shift] for number in numbers]

    def run(self, few: int, many: int) -> str:
        """A run of `few` to `many` words."""
        return " ".join(self.draw(self.random.randint(few, many)))

    def sentence(self, few: int, many: int) -> str:
        """The same as a sentence."""
        return f"{self.run(few, many).capitalize()}."


def _invented(random: Random, count: int, taken: set[str]) -> list[str]:
    """So many different words of two to four syllables."""
    made: dict[str, None] = {}
    while len(made) < count:
        syllables = random.choices((2, 3, 4), (5, 4, 1))[0]
        word = "".join(random.choice(_ONSETS) + random.choice(_NUCLEI) for _ in range(syllables)) + random.choice(
            _CODAS
        )
        if word not in taken:
            made[word] = None
    return list(made)


def _quantiles(words: Sequence[str]) -> list[str]:
    """The words, each as many times over as its share of 2 ** _BITS; drawing one is then a look at a random place."""
    ends = list(accumulate(1 / (rank + _FLAT) for rank in range(1, len(words) + 1)))
    places = 1 << _BITS
    table: list[str] = []
    for word, end in zip(words, ends, strict=True):
        table += [word] * (round(places * end / ends[-1]) - len(table))
    return table
