"""What a list shows, in one sentence: for the page, its title, and later its feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from meetings.filters.fields import Edge
from meetings.filters.sets import EDGES
from meetings.search import hits, saying
from meetings.search.backends.base import Counted
from meetings.search.query import Query
from meetings.voice import either, word


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence in two parts, so that a page can set the count apart; `str` gives the whole."""

    count: str
    rest: str
    title: str
    """What is listed, without how much of it and in which order, for the title of a page: `Decisions by …, in 2021`."""

    def __str__(self) -> str:
        return f"{self.count} {self.rest}."


NOUNS = {
    "meetings": ngettext_lazy("meeting", "meetings", "n"),
    "decisions": ngettext_lazy("decision", "decisions", "n"),
    "actions": ngettext_lazy("action", "actions", "n"),
    "search": ngettext_lazy("result", "results", "n"),
    "members": ngettext_lazy("member", "members", "n"),
    "authorities": ngettext_lazy("authority", "authorities", "n"),
}


HEADINGS = {
    "meetings": gettext_lazy("Meetings"),
    "decisions": gettext_lazy("Decisions"),
    "actions": gettext_lazy("Actions"),
    "search": gettext_lazy("Results"),
    "members": gettext_lazy("Members"),
    "authorities": gettext_lazy("Authorities"),
}


def said(kind: str, total: int, order: str, chosen: dict[str, Any], *, about: Counted | None = None) -> Said:
    """The sentence for `total` rows of `kind` in this order, narrowed by `chosen` (cleaned values by filter).

    `about` says how sure the total is, when it may not be.
    """
    parts = [part(chosen[name]) for name, part in _PARTS[kind].items() if chosen.get(name)]
    first = [words for words in parts if not words.startswith(",")]
    later = [words for words in parts if words.startswith(",")]
    narrowed = "".join([*first, *later])
    count = said_count(about) if about else f"{total:,}"
    return Said(count, f"{NOUNS[kind].format(n=total)}{narrowed}, {order}", f"{HEADINGS[kind]}{narrowed}")


def said_count(counted: Counted) -> str:
    """How many there are, with how sure that is."""
    if counted.newest:
        return _("More than {many}").format(many=f"{counted.newest:,}")
    many = counted.many
    return _("About {many}").format(many=f"{round(many, 2 - len(str(many))):,}") if counted.about else f"{many:,}"


def meetings_of(chosen: dict[str, Any]) -> str:
    """`meetings of the Ferries Board in 2019`: the meetings of these boards on these days."""
    words = [
        _PARTS["meetings"][name](chosen[name]).removeprefix(",") for name in ("board", *_DATES) if chosen.get(name)
    ]
    return _("meetings") + "".join(words)


def _names(found: list[Any]) -> str:
    return either([each.name for each in found])


def _holding(query: Query) -> str:
    return " " + _("with {words}").format(words=saying.words(query))


def _that_were(verbs: list[str]) -> str:
    return " " + _("that were {outcomes}").format(outcomes=either([word(verb) for verb in verbs]))


def _of(boards: list[Any]) -> str:
    return " " + _("of the {boards}").format(boards=_names(boards))


def _by(boards: list[Any]) -> str:
    return ", " + _("by the {boards}").format(boards=_names(boards))


def _in(years: list[int]) -> str:
    return ", " + _("in {years}").format(years=either([str(year) for year in years]))


def _edge(edge: Edge) -> str:
    return f", {edge}"


def _with(members: list[Any]) -> str:
    return ", " + _("with {names} present").format(names=_names(members))


def _from(authorities: list[Any]) -> str:
    return ", " + _("with someone from {names} present").format(names=_names(authorities))


def _coming_from(authorities: list[Any]) -> str:
    return " " + _("from {names}").format(names=_names(authorities))


def _for(query: Query) -> str:
    return " " + _("for {words}").format(words=saying.words(query))


def _that_are(statuses: list[str]) -> str:
    return " " + _("that are {statuses}").format(statuses=either([word(status) for status in statuses]))


def _among(kinds: list[str]) -> str:
    return ", " + _("{kinds} only").format(kinds=either([str(hits.MANY[kind]).lower() for kind in kinds]))


def _named(query: Query) -> str:
    return " " + _("named {words}").format(words=saying.words(query))


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
