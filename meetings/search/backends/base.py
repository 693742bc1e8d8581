"""What a search asks of a database. Statements are pairs of SQL over `meetings_searchentry` and its parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that follow each other; of the last only the beginning when it is a prefix. Plain ASCII throughout."""

    terms: tuple[str, ...]
    prefix: bool = False


Group = Sequence[Phrase]
"""Phrases of which one must be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What an entry must hold: of each group of `every` one phrase, in title or body; of each of `names` one, among
    those who must act; and nothing of `none`."""

    every: tuple[tuple[Phrase, ...], ...] = ()
    names: tuple[tuple[Phrase, ...], ...] = ()
    none: tuple[Phrase, ...] = ()
    none_of_names: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.every or self.names or self.none or self.none_of_names)


class Backend(Protocol):
    """A database that holds the index."""

    def docids(self, match: Match) -> tuple[str, list[Any]]:
        """A SELECT of the ids of the entries that match; the match is not blank."""

    def rebuild(self) -> None:
        """Make the database's own structure anew from the entries."""

    def tidy(self) -> None:
        """Let the database put its structure in order after many changes."""

    def faults(self) -> list[str]:
        """What is wrong between the entries and the database's own structure, in sentences; none when all is well."""
