"""Good files that are broken by chance, the same ones each time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.hostile.build import Hostile


def mutations(twins: dict[str, bytes], each: int, seed: int = 1) -> Iterator[Hostile]:
    """A09: good files with a bit turned, a block swapped, doubled, cut out or overwritten; `each` of every twin."""
    chance = random.Random(seed)  # noqa: S311 - the same files each time, for no secret
    ways: tuple[Callable[[bytearray, random.Random], None], ...] = (_flip, _flip, _swap, _double, _lose, _overwrite)
    for name, data in twins.items():
        for n in range(each):
            changed = bytearray(data)
            for _ in range(chance.choice((1, 1, 1, 3, 20))):
                chance.choice(ways)(changed, chance)
            yield Hostile(row="A09", name=f"{n}-{name}", data=bytes(changed), ends=frozenset())


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _swap(data: bytearray, chance: random.Random) -> None:
    size = min(64, len(data) // 4)
    one, other = chance.randrange(len(data) - size), chance.randrange(len(data) - size)
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


def _double(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + 256]


def _lose(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 16, 512))]
    if not data:
        data += b"x"


def _overwrite(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + 8] = chance.randbytes(8)
