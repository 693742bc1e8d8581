"""The choices of each list's filters, with counts, from the fewest queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meetings import public, search
from meetings.filters.fields import Edge
from meetings.filters.sets import ArchiveFilter, OverIndex, SearchFilter
from meetings.search import hits, saying
from meetings.search.query import Query
from meetings.voice import STATUSES, word

FIRST_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many rows choosing it would show."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One group of choices: the first few, and the rest for "Show more"."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def first(self) -> tuple[Choice, ...]:
        """What is shown at once: the first seven, and whatever is chosen."""
        return tuple(each for n, each in enumerate(self.choices) if n < FIRST_SHOWN or each.chosen)

    @property
    def more(self) -> tuple[Choice, ...]:
        """The rest."""
        return tuple(each for each in self.choices[FIRST_SHOWN:] if not each.chosen)


Counted = tuple[int, list[Facet], int]
"""Rows on all pages, the facets, and the actions hidden for their routine wording."""


def of_meetings(filters: ArchiveFilter) -> Counted:
    """Total and facets of the list of meetings."""
    total, facets = _boards_and_years(filters)
    return total, facets, 0


def of_decisions(filters: ArchiveFilter) -> Counted:
    """Total and facets of the list of decisions."""
    if isinstance(filters, OverIndex) and filters.form.cleaned_data["q"]:
        return filters.counts.total.many, _of_index(filters), 0
    total, facets = _boards_and_years(filters)
    verbs = public.verbs(filters.leaving_out("verb"))
    return total, [*facets, _facet(filters, "verb", {verb: word(verb) for verb, _ in verbs}, Counter(dict(verbs)))], 0


def of_actions(filters: ArchiveFilter) -> Counted:
    """Total and facets of the list of actions, and how many are hidden."""
    total, facets = _boards_and_years(filters)
    chosen, routine = filters.form.cleaned_data["status"], filters.form.cleaned_data["routine"]
    counts: Counter[str] = Counter()
    hidden = 0
    for status, boilerplate, n in public.statuses(filters.leaving_out("status", "routine")):
        if boilerplate and not routine:
            hidden += n if status in chosen or not chosen else 0
        else:
            counts[status] += n
    return total, [_facet(filters, "status", STATUSES, counts), *facets], hidden


def of_search(filters: SearchFilter) -> Counted:
    """Total and facets of a search."""
    found = filters.counts
    facets = [_facet(filters, "kind", hits.MANY, found.kinds), *_of_index(filters)]
    facets += [_of_values(filters, name, values) for name, values in found.people.items()]
    return found.total.many, facets, 0


def _of_index(filters: OverIndex) -> list[Facet]:
    """Boards, years and outcomes as the index counts them."""
    found = filters.counts
    years = {year: year for year in sorted(found.years, reverse=True)}
    verbs = {verb: word(verb) for verb, _ in sorted(found.verbs.items(), key=lambda pair: (-pair[1], pair[0]))}
    return [
        _of_values(filters, "board", found.boards),
        _facet(filters, "year", years, found.years),
        _facet(filters, "verb", verbs, found.verbs),
    ]


def _of_values(filters: ArchiveFilter, name: str, values: Sequence[search.Value]) -> Facet:
    labels = {each.value: each.label or str(STATUSES[each.value]) for each in values}
    return _facet(filters, name, labels, Counter({each.value: each.count for each in values}))


def of_members(filters: ArchiveFilter) -> Counted:
    """Total and facets of the list of members."""
    cleaned = filters.form.cleaned_data
    narrowed = cleaned["q"] or cleaned["authority"]
    boards = public.boards_of_members(filters.leaving_out("board") if narrowed else None)
    labels = {slug: name for slug, name, _ in boards}
    counts = Counter({slug: n for slug, _, n in boards})
    return filters.qs.count(), [_facet(filters, "board", labels, counts)], 0


def of_authorities(filters: ArchiveFilter) -> Counted:
    """Total of the list of authorities."""
    return filters.qs.count(), [], 0


def labelled(value: Any) -> list[tuple[str, str]]:
    """A cleaned value → (value in the address, name for a reader) for each choice in it."""
    if isinstance(value, Query):
        return [(value.typed, saying.words(value))]
    if isinstance(value, Edge):
        return [(value.days.iso, str(value))]
    return [_labelled(each) for each in value]


def _boards_and_years(filters: ArchiveFilter) -> tuple[int, list[Facet]]:
    cells = public.boards_and_years(filters.leaving_out("board", "year"))
    boards = {each.slug for each in filters.form.cleaned_data["board"]} or {cell.slug for cell in cells}
    years = set(filters.form.cleaned_data["year"]) or {cell.year for cell in cells}
    by_board: Counter[str] = Counter()
    by_year: Counter[str] = Counter()
    for cell in cells:
        by_board[cell.slug] += cell.count if cell.year in years else 0
        by_year[str(cell.year)] += cell.count if cell.slug in boards else 0
    total = sum(cell.count for cell in cells if cell.year in years and cell.slug in boards)
    names = {cell.slug: cell.board for cell in sorted(cells, key=lambda cell: (cell.board, cell.slug))}
    in_order = {year: year for year in sorted(by_year, reverse=True)}
    return total, [_facet(filters, "board", names, by_board), _facet(filters, "year", in_order, by_year)]


def _facet(filters: ArchiveFilter, name: str, labels: Mapping[str, object], counts: Counter[str]) -> Facet:
    chosen = dict(labelled(filters.form.cleaned_data[name]))
    made = [
        Choice(value, str(label), counts[value], value in chosen)
        for value, label in {**labels, **chosen}.items()
        if counts[value] or value in chosen
    ]
    return Facet(name, str(filters.form.fields[name].label), tuple(made))


def _labelled(each: Any) -> tuple[str, str]:
    if hasattr(each, "slug"):
        return each.slug, each.name
    return str(each), str({**STATUSES, **hits.MANY}.get(str(each)) or word(str(each)))
