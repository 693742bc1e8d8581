"""What a list shows, in one sentence: for the page, its title, and later its feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from meetings.filters.fields import Edge
from meetings.filters.sets import EDGES
from meetings.search import hits
from meetings.search.backends.base import Counted
from meetings.search.query import Query


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence in two parts, so that a page can set the count apart; `str` gives the whole."""

    count: str
    rest: str

    def __str__(self) -> str:
        return f"{self.count} {self.rest}."

    @property
    def title(self) -> str:
        """The sentence without its count, for the title of a page: `Decisions by …, in 2021`."""
        words = self.rest.rpartition(", ")[0] or self.rest
        return words[:1].upper() + words[1:]


NOUNS = {
    "meetings": ("meeting", "meetings"),
    "decisions": ("decision", "decisions"),
    "actions": ("action", "actions"),
    "search": ("result", "results"),
    "members": ("member", "members"),
    "authorities": ("authority", "authorities"),
}


def said(kind: str, total: int, order: str, chosen: dict[str, Any], *, about: Counted | None = None) -> Said:
    """The sentence for `total` rows of `kind` in this order, narrowed by `chosen` (cleaned values by filter).

    `about` says how sure the total is, when it may not be.
    """
    one, many = NOUNS[kind]
    parts = [part(chosen[name]) for name, part in _PARTS[kind].items() if chosen.get(name)]
    first = [words for words in parts if not words.startswith(",")]
    later = [words for words in parts if words.startswith(",")]
    return Said(
        said_count(about) if about else f"{total:,}",
        "".join([one if total == 1 else many, *first, *later, f", {order}"]),
    )


def said_count(counted: Counted) -> str:
    """How many there are, with how sure that is."""
    if counted.newest:
        return f"More than {counted.newest:,}"
    many = counted.many
    return f"About {round(many, 2 - len(str(many))):,}" if counted.about else f"{many:,}"


def meetings_of(chosen: dict[str, Any]) -> str:
    """`meetings of the Ferries Board in 2019`: the meetings of these boards on these days."""
    words = [
        _PARTS["meetings"][name](chosen[name]).removeprefix(",") for name in ("board", *_DATES) if chosen.get(name)
    ]
    return "meetings" + "".join(words)


def either(words: list[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _names(found: list[Any]) -> str:
    return either([each.name for each in found])


def _holding(query: Query) -> str:
    return f" with {query.words}"


def _that_were(verbs: list[str]) -> str:
    return f" that were {either(verbs)}"


def _of(boards: list[Any]) -> str:
    return f" of the {_names(boards)}"


def _by(boards: list[Any]) -> str:
    return f", by the {_names(boards)}"


def _in(years: list[int]) -> str:
    return f", in {either([str(year) for year in years])}"


def _edge(edge: Edge) -> str:
    return f", {edge}"


def _with(members: list[Any]) -> str:
    return f", with {_names(members)} present"


def _from(authorities: list[Any]) -> str:
    return f", with someone from {_names(authorities)} present"


def _coming_from(authorities: list[Any]) -> str:
    return f" from {_names(authorities)}"


def _for(query: Query) -> str:
    return f" for {query.words}"


def _that_are(statuses: list[str]) -> str:
    return f" that are {either(statuses)}"


def _among(kinds: list[str]) -> str:
    return f", {either([hits.MANY[kind].lower() for kind in kinds])} only"


def _named(query: Query) -> str:
    return f" named {query.words}"


_EDGES = dict.fromkeys(EDGES, _edge)
_DATES = {"year": _in, **_EDGES}
_PARTS: dict[str, dict[str, Any]] = {
    "meetings": {"board": _of, "year": _in, **_EDGES, "member": _with, "authority": _from},
    "decisions": {"q": _holding, "verb": _that_were, "board": _by, "member": _with, "authority": _from, **_DATES},
    "actions": {"status": _that_are, "owner": _for, "board": _by, **_DATES},
    "search": {
        "q": _for,
        "kind": _among,
        "verb": _that_were,
        "status": _that_are,
        "board": _by,
        "member": _with,
        "authority": _from,
        **_DATES,
    },
    "members": {"q": _named, "authority": _coming_from, "board": _of},
    "authorities": {"q": _named},
}
