"""What a visitor typed → Query. Never raises."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_TERMS = 32
"""Terms after these are left out, so that one question cannot keep a database busy."""

_APOSTROPHES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "´": "'", "`": "'"})
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_EDGES = " \t\n.,;:!?()[]{}<>*^|\\/~=+-–—"


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase: as typed, and folded for comparing."""

    typed: str
    folded: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """The ways in which a note may print it, for a search that cannot fold the note."""
        plain = " ".join(self.typed.translate(_APOSTROPHES).split())
        either = {plain, self.folded}
        either |= {re.sub(r"\s*&\s*", " and ", each).strip() for each in either}
        either |= {re.sub(r"\band\b", "&", each) for each in either}
        either |= {each.replace("'", "’") for each in either}
        return tuple(sorted(either))


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: every term must be found."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """For each term the ways in which a note may print it."""
        return tuple(term.spellings for term in self.terms)

    @property
    def words(self) -> str:
        """The terms as typed, for saying back what was understood."""
        return " and ".join(f"“{term.typed}”" for term in self.terms)


def parse(text: str) -> Query:
    """Words and "phrases" in any text → Query; an open quotation runs to the end."""
    terms: dict[str, Term] = {}
    for phrase, word in _TERM.findall(_readable(text).translate(_QUOTES)):
        typed = " ".join((phrase or word).strip(_EDGES).split())
        if word == "&" or (word and fold(typed) == "and"):
            continue
        if typed and fold(typed):
            terms.setdefault(fold(typed), Term(typed, fold(typed)))
    return Query(tuple(terms.values())[:MOST_TERMS])


def fold(text: str) -> str:
    """Lower case without accents, with straight apostrophes, `&` as `and`, and single blanks."""
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.casefold().replace("&", " and ").split())


def _readable(text: str) -> str:
    return "".join(
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if unicodedata.category(char) not in ("Cf", "Cs", "Co")
    )
