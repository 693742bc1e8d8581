"""What a visitor typed → Query. No Django. Never raises: anything typed is a query. `saying` tells what was taken.

`peer challenge` both words · `"peer challenge"` the words in this order · `ferry OR boat` either · `-tax` without ·
`chall*` words that begin so · `board:`, `member:`, `authority:`, `verb:`, `owner:` with a name, `in:decisions`,
`after:2020` (from that day on), `before:2021-06` (up to the day before). Signs between words, as in `peer-challenge`
or `2014-15`, make them a phrase.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.search.days import Days, days
from meetings.search.words import APOSTROPHES, words

MOST_TERMS = 32
"""Terms after these are left out, so that one question cannot keep a database busy."""

SHORTEST_PREFIX = 3
LONGEST = 4096
"""Characters that are read; what follows is left out."""

LIMITS = {"terms": MOST_TERMS, "characters": LONGEST, "beginning": SHORTEST_PREFIX}
"""How much is read, by name: for the page that says so."""

COMMON = frozenset(
    [
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that"),
        *("the", "this", "to", "was", "were", "will", "with"),
    ]
)
"""Words that tell nothing beside others; alone, or in a phrase, they are looked for."""

KINDS = {
    "items": ("item", "items", "title", "titles"),
    "discussion": ("discussion", "discussions", "text"),
    "decisions": ("decision", "decisions"),
    "actions": ("action", "actions"),
    "members": ("member", "members", "people"),
    "authorities": ("authority", "authorities", "council", "councils"),
}
"""Kind of record → the words behind `in:` that mean it."""

_NAMED = {"board", "member", "authority", "verb", "owner"}
_FIELDS = _NAMED | {"in", "after", "before"}
_QUOTES = str.maketrans(dict.fromkeys("“”„«»＂", '"') | dict.fromkeys(APOSTROPHES, "'"))
_DASHES = str.maketrans(dict.fromkeys("−–—", "-"))
_LEADING_DASH = re.compile(r'(?<!\S)[−–](?=[^\W_]|")')
"""What some keyboards write for the sign that leaves a word out."""

_TERM = re.compile(
    r'(?P<no>-*)(?:(?P<field>[A-Za-z]{2,9}):(?=[^\s:]))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that must follow each other: as typed, and folded."""

    typed: str
    folded: tuple[str, ...]
    prefix: bool = False
    """The last is only the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was not taken as it was typed: a word for the reason, and what the sentence about it names."""

    why: str
    typed: str = ""
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One of `board`, `member`, `authority`, `verb`, `owner`, with what any of its values must hold."""

    name: str
    values: tuple[Words, ...]
    without: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for.

    `every`: of each group at least one must be found; `none`: nothing of it may be; `kinds` blank means all. `first`
    and `last` are the days of meetings, both included. What `contradicts` itself finds nothing.
    """

    every: tuple[tuple[Words, ...], ...] = ()
    none: tuple[Words, ...] = ()
    fields: tuple[Field, ...] = ()
    kinds: frozenset[str] = frozenset()
    contradicts: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    notes: tuple[Note, ...] = ()
    typed: str = ""

    def __bool__(self) -> bool:
        """Whether anything was typed."""
        return bool(self.typed)

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for in what was typed."""
        return bool(self.every or self.none or self.fields or self.kinds or self.first or self.last or self.contradicts)

    @property
    def phrase(self) -> str:
        """The same words as a phrase; blank when there is but one, or anything else was asked."""
        plain = all(len(group) == 1 and not group[0].prefix for group in self.every)
        if len(self.every) < 2 or not plain or self.none or self.fields or self.kinds or self.first or self.last:
            return ""
        return f'"{" ".join(group[0].typed for group in self.every)}"'


def parse(text: str) -> Query:
    """Any text → what to look for."""
    reader = _Reader()
    typed = _readable(text[:LONGEST])
    if len(text) > LONGEST:
        reader.note("cut")
    for match in _TERM.finditer(_LEADING_DASH.sub("-", typed.translate(_QUOTES))):
        reader.take(match)
    return reader.query(" ".join(typed.split()))


class _Reader:
    """Takes one term after the other."""

    def __init__(self) -> None:
        self.every: list[list[Words]] = []
        self.none: list[Words] = []
        self.fields: list[Field] = []
        self.kinds: set[str] = set()
        self.not_kinds: set[str] = set()
        self.first: dt.date | None = None
        self.last: dt.date | None = None
        self.notes: list[Note] = []
        self.count = 0
        self.contradicts = self.either = self.negated = False
        self.before: object = None

    def take(self, match: re.Match[str]) -> None:
        """One term: a word or phrase with what stands before it, or `OR`, `AND`, `NOT`."""
        word, phrase = match["word"], match["phrase"]
        if word in ("OR", "|") and not match["field"] and not match["no"]:
            self.either = True
            return
        if word in ("AND", "&", "+") and not match["field"]:
            return
        if word == "NOT" and not match["field"]:
            self.negated = True
            return
        without, either = bool(match["no"]) != self.negated, self.either
        self.either = self.negated = False
        field = (match["field"] or "").lower()
        body = phrase if phrase is not None else word
        if field and field not in _FIELDS:
            field, body = "", f"{match['field']}:{body}"
        for found in self._read(field, body, quoted=phrase is not None):
            if self.count == MOST_TERMS:
                self.note("many")
                return
            self.count += 1
            self._keep(field, found, without=without, either=either)

    def query(self, typed: str) -> Query:
        """All that was taken."""
        telling = [group for group in self.every if not all(_is_common(each) for each in group)]
        if self.every and len(telling) < len(self.every) and telling:
            left = dict.fromkeys(each for group in self.every if group not in telling for each in group)
            self.note("common", words=tuple(sorted(left, key=lambda each: each.typed)))
            self.every = telling
        kinds = (self.kinds or set(KINDS)) - self.not_kinds
        if not kinds:
            self._forbid("no kind left")
        return Query(
            every=tuple(dict.fromkeys(map(tuple, self.every))),
            none=tuple(dict.fromkeys(self.none)),
            fields=tuple(dict.fromkeys(self.fields)),
            kinds=frozenset(kinds) if self.kinds or self.not_kinds else frozenset(),
            contradicts=self.contradicts,
            first=self.first,
            last=self.last,
            notes=tuple(self.notes),
            typed=typed,
        )

    def _read(self, field: str, body: str, *, quoted: bool) -> Iterator[Words | str | Days]:
        """What a term says: a kind, a span of days, or words; nothing when it cannot be read, with a note."""
        if field == "in":
            kind = next((kind for kind, names in KINDS.items() if body.lower().rstrip(",.;") in names), "")
            if kind:
                yield kind
                return
            self.note("no such kind", f"in:{body[:40]}")
            return
        if field in ("after", "before"):
            if asked := days(body):
                yield asked
            else:
                self.note("no date", f"{field}:{body[:40]}")
            return
        prefix = not quoted and body.endswith("*")
        folded = tuple(word.folded for word in words(body.translate(_DASHES)))
        if not folded:
            return
        shown = " ".join(body.strip("*").strip(_EDGES).split()) or body.strip("*")
        if prefix and len(folded[-1]) < SHORTEST_PREFIX:
            self.note("short", body[:40])
            prefix = False
        yield Words(shown[:200], folded, prefix)

    def _keep(self, field: str, found: Words | str | Days, *, without: bool, either: bool) -> None:
        if isinstance(found, str):
            (self.not_kinds if without else self.kinds).add(found)
        elif isinstance(found, Days):
            self._narrow(field, found.first, without=without)
        elif field:
            last = self.fields[-1] if self.fields else None
            if either and last and (last.name, last.without) == (field, without) and self.before == field:
                self.fields[-1] = Field(field, (*last.values, found), without)
            else:
                self.fields.append(Field(field, (found,), without))
        elif without:
            self.none.append(found)
        elif either and self.every and self.before == "":
            self.every[-1].append(found)
        else:
            self.every.append([found])
        self.before = "-" if without and not field else field

    def _narrow(self, field: str, day: dt.date, *, without: bool) -> None:
        """`after:2020` begins with its first day, `before:2020` ends with the day before it; `-after:` is `before:`."""
        if (field == "after") != without:
            self.first = max(self.first or day, day)
        elif day > dt.date.min:
            end = day - dt.timedelta(days=1)
            self.last = min(self.last or end, end)
        else:
            self._forbid("no day before")

    def note(self, why: str, typed: str = "", words: tuple[Words, ...] = ()) -> None:
        """Something was not taken as it was typed, for this reason."""
        if (told := Note(why, typed, words)) not in self.notes:
            self.notes.append(told)

    def _forbid(self, why: str) -> None:
        """Nothing at all can be found, for this reason."""
        self.contradicts = True
        self.note(why)


_EDGES = " \t\n.,;:!?()[]{}<>^|\\/~=+-–—'"


def _is_common(each: Words) -> bool:
    return len(each.folded) == 1 and each.folded[0] in COMMON and not each.prefix


def _readable(text: str) -> str:
    """The text without signs that nobody sees; control characters are blanks."""
    return "".join(
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn")
    )


def fold(text: str) -> str:
    """Lower case without accents, with straight apostrophes, `&` as `and`, and single blanks; for comparing names."""
    apart = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.casefold().replace("&", " and ").split())
