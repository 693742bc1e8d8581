"""The search page whole: what a list page has, from the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings import public, search
from meetings.filters import paging
from meetings.filters.boxes import Box
from meetings.filters.indexed import Indexed, Worded
from meetings.filters.listing import Listing
from meetings.filters.paging import Rows
from meetings.filters.said import Said, said, said_count
from meetings.filters.sets import EDGES, ORDERS, SEARCH_ORDERS, SearchFilter
from meetings.search import hits
from meetings.search.backends.base import MOST_COUNTED, MOST_RANKED
from meetings.search.leads import Lead, leads
from meetings.search.query import parse
from meetings.search.results import Found
from meetings.voice import day as written


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another question: as one would type it, its address, and how many results it has, in words."""

    typed: str
    query: str
    count: str


class Searching(Indexed):
    """One search as its query string asks for it. Its rows are entries of the index; `hits` is what they are of."""

    filters: SearchFilter

    def __init__(self, data: QueryDict) -> None:
        super().__init__("search", data)

    @property
    def typed(self) -> str:
        """What was typed, without signs that nobody sees; blank when that is nothing."""
        return parse(self.data.get("q", "")).typed

    @property
    def hits(self) -> list[hits.Hit]:
        """The rows of the page asked for, as they are shown."""
        return hits.hits(self.page.object_list, self.light)

    @property
    def leads(self) -> list[Lead]:
        """The same, with where each leads."""
        return leads(self.hits, self.filters.results)

    @property
    def orders(self) -> dict[str, Any]:
        """Relevance too, when there are words that can be more or less of what is looked for."""
        return SEARCH_ORDERS if self.filters.results.ranked else ORDERS

    @property
    def said(self) -> Said:
        """What is shown, in words; how sure the total is."""
        counted, order = self.filters.counts.total, self.orders[self.order]
        if self.order == "best" and not counted.exact:
            order = _("best match first among the newest {many}").format(many=f"{MOST_RANKED:,}")
        return said(self.kind, self.total, order, self.form.cleaned_data, about=counted)

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what was not taken as it was typed, on days that are not on file, and on the counts."""
        return (*super().notes, *self._outside())

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """Another question that finds something: the words respelt when these find nothing, else as a phrase.

        None on any page but the first.
        """
        if self.page.newer:
            return None
        query = self.form.cleaned_data["q"]
        typed = query.phrase if self.total else search.respelt(query)
        if not typed:
            return None
        count = search.Facets(search.Results(parse(typed), self.filters.scope()), whole=False).total
        if not count.many or (self.total and count.many >= self.total):
            return None
        return Suggestion(typed, self._query(q=typed), said_count(count).lower())

    @property
    def boxes(self) -> list[Box]:
        """A name is typed only where there are too many to choose from."""
        chosen = {facet.name for facet in self.facets if facet.choices} if self.valid else set()
        return [box for box in super().boxes if box.name not in chosen]

    def every(self, many: int) -> Iterator[Sequence[Found]]:
        """All results in their order, so many at once; newest first where relevance ranks but some of them."""
        results, few = self.filters.results, self.filters.counts.total.exact
        if self.order == "best" and few:
            found = results.best_first(0, MOST_COUNTED, few=True)
            yield from (found[start : start + many] for start in range(0, len(found), many))
            return
        yield from super().every(many)

    def _outside(self) -> Iterator[str]:
        """What is asked of days before the first meeting on file, or after the last."""
        query, found = self.form.cleaned_data["q"], self.filters.counts.years
        years = [year for year in self.form.cleaned_data["year"] if not found[str(year)]]
        asked = [day for day in (query.first, query.last) if day]
        asked += [edge.day for name in EDGES if (edge := self.form.cleaned_data[name])]
        asked += [day for year in years for day in (dt.date(year, 1, 1), dt.date(year, 12, 31))]
        if not asked or not (held := public.span()):
            return
        first, last = held
        if min(asked) < first:
            yield _("The archive begins on {day}. Nothing before that can be found here.").format(day=written(first))
        if max(asked) > last:
            yield _("The last meeting on file is of {day}. Nothing after that can be found here.").format(
                day=written(last)
            )

    def _page(self, number: int, size: int) -> Rows:
        if self.order != "best":
            return super()._page(number, size)
        results, few = self.filters.results, self.filters.counts.total.exact
        return paging.numbered(lambda start, stop: results.best_first(start, stop, few=few), number, size)


def asked(kind: str, data: QueryDict) -> Listing:
    """The list of that kind, or the search, as a query string asks for it."""
    if kind == "search":
        return Searching(data)
    return Worded(kind, data) if kind == "decisions" and data.get("q", "").strip() else Listing(kind, data)
