"""Lists that the index answers for: what is shown of them, how sure the counts are, and where a page begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from meetings.filters import paging
from meetings.filters.found import Entries, Known
from meetings.filters.listing import KINDS, Listing
from meetings.filters.paging import Line, Rows
from meetings.filters.said import Said, said
from meetings.filters.sets import OverIndex
from meetings.search.backends.base import Order
from meetings.search.light import Light
from meetings.search.results import Found


class Indexed(Listing):
    """A list whose rows are entries of the index, in order of days."""

    filters: OverIndex

    @property
    def said(self) -> Said:
        """What is shown, in words; how sure the total is."""
        order = self.orders[self.order]
        return said(self.kind, self.total, order, self.form.cleaned_data, about=self.filters.counts.total)

    @cached_property
    def light(self) -> Light | None:
        """What lights the words that are looked for; None when none are."""
        return self.filters.results.light if self.form.cleaned_data["q"] else None

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what was not taken as it was typed, and on the counts."""
        return (*super().notes, *self._uncounted())

    def every(self, many: int) -> Iterator[Sequence[Any]]:
        """All rows in their order, so many at once."""
        line = self._line()
        shown = paging.behind(line, None, many)
        yield self._rows(shown.object_list)
        while shown.older:
            shown = paging.behind(line, paging.place(shown.older[1]), many)
            yield self._rows(shown.object_list)

    def _uncounted(self) -> Iterator[str]:
        """How the figures beside the choices were counted, when that is not exact."""
        of = self.filters.counts.of
        if of.newest:
            yield _("The figures beside the filters are counted in the newest {many} results.").format(
                many=f"{of.newest:,}"
            )
        elif of.about:
            yield _("The figures beside the filters are estimates.")

    def _page(self, number: int, size: int) -> Rows:
        shown = self._along(self._line(), number, size)
        return replace(shown, object_list=self._rows(shown.object_list))

    def _most(self) -> int:
        return self.filters.counts.total.most

    def _line(self) -> Line:
        order, found = Order.OLDEST if self.order == "oldest" else Order.NEWEST, self.filters.counts
        if found.ids is not None:
            return Known(self.filters.results, order, found.ids)
        return Entries(self.filters.results, order, found.total)

    def _rows(self, found: Sequence[Found]) -> Sequence[Any]:
        """What is shown of these entries."""
        return found


class Worded(Indexed):
    """A list of decisions that hold some words: its rows are the decisions."""

    def _rows(self, found: Sequence[Found]) -> Sequence[Any]:
        rows = KINDS[self.kind].rows().filter(pk__in=[entry.record_id for entry in found])
        held = {row.pk: row for row in rows}
        return [held[entry.record_id] for entry in found if entry.record_id in held]
