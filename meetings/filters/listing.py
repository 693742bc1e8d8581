"""A list page whole: its rows, its sentence, its choices, and the addresses that change them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings import public, search
from meetings.filters import choices, paging
from meetings.filters.boxes import Box, boxes, kept
from meetings.filters.choices import Facet
from meetings.filters.paging import Line, Rows
from meetings.filters.said import Said, meetings_of, said
from meetings.filters.sets import (
    EDGES,
    ORDERS,
    SIZES,
    ActionFilter,
    ArchiveFilter,
    AuthorityFilter,
    DecisionFilter,
    MeetingFilter,
    MemberFilter,
    SearchFilter,
)
from meetings.search import saying
from meetings.search.light import Light


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the same list; `query` begins with `?` or is blank."""

    label: str
    query: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Wider:
    """The list without one of its filters, and how many rows that would show."""

    label: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Kind:
    """What one list is made of."""

    rows: Callable[[], Any]
    filters: type[ArchiveFilter]
    count: Callable[[Any], choices.Counted]
    dated: bool = True
    order: Any = ""
    """Its order in words, when it is always the same."""


KINDS = {
    "meetings": Kind(public.meetings, MeetingFilter, choices.of_meetings),
    "decisions": Kind(public.decisions, DecisionFilter, choices.of_decisions),
    "actions": Kind(public.actions, ActionFilter, choices.of_actions),
    "search": Kind(search.nothing, SearchFilter, choices.of_search),  # for `Searching`
    "members": Kind(public.members, MemberFilter, choices.of_members, dated=False, order=_("by surname")),
    "authorities": Kind(public.authorities, AuthorityFilter, choices.of_authorities, dated=False, order=_("by name")),
}


class Listing:
    """One list as its query string asks for it. Ask `valid` first: the rest needs a valid one.

    `kind` is a key of KINDS. A page past the last raises `public.NotThere`.
    """

    def __init__(self, kind: str, data: QueryDict) -> None:
        self.kind = kind
        self.data = data
        self._kind = KINDS[kind]
        self.filters = self._kind.filters(data or QueryDict(), queryset=self._kind.rows())
        self.form = self.filters.form
        self.valid: bool = self.form.is_valid()

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(parameter, its label, the sentence) for each thing that is wrong."""
        return [
            (name, str(self.form.fields[name].label), str(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    @cached_property
    def boxes(self) -> list[Box]:
        """The fields that one types into, with what was typed; when invalid, one for each value that is wrong too."""
        return list(boxes(self.form, self.data))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """When invalid: (parameter, value) of the choices that are right."""
        return kept(self.form, self.data)

    @cached_property
    def _counted(self) -> tuple[int, list[Facet], int]:
        return self._kind.count(self.filters)

    @property
    def total(self) -> int:
        """How many rows there are on all pages."""
        return self._counted[0]

    @property
    def facets(self) -> list[Facet]:
        """Groups of choices with their counts, each leaving out its own choice."""
        return self._counted[1]

    @property
    def hidden(self) -> int:
        """How many actions with routine wording are left out; 0 for other lists."""
        return self._counted[2]

    @cached_property
    def page(self) -> Rows:
        """The rows of the page asked for. Raises NotThere past the last one."""
        shown = self._page(int(self._value("page") or 1), int(self._value("per_page") or SIZES[0]))
        if not shown and any(self._value(name) for name in ("page", "after", "until")) and self._value("page") != "1":
            raise public.NotThere
        return shown

    @property
    def orders(self) -> dict[str, Any]:
        """The orders that one may choose, each in words; none for a list without dates."""
        return ORDERS if self._kind.dated else {}

    @property
    def order(self) -> str:
        """The order of the rows: a key of `orders`, blank for a list without dates."""
        return self._value("sort") if self._value("sort") in self.orders else next(iter(self.orders), "")

    @property
    def said(self) -> Said:
        """What is shown, in words."""
        order = self.orders.get(self.order, self._kind.order)
        return said(self.kind, self.total, order, self.form.cleaned_data)

    @cached_property
    def light(self) -> Light | None:
        """What lights the words that are looked for in the texts of the rows; None when none are."""
        query = self.form.cleaned_data.get("q")
        return search.light_of(query) if query else None

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what of the words was not taken as it was typed."""
        query = self.form.cleaned_data.get("q")
        return saying.notes(query) if query else ()

    @property
    def chips(self) -> list[Link]:
        """One for each filter in use: what it is called, and the list without it."""
        return [
            Link(label, self._query(leave_out=(name, value)))
            for name, values in self._chosen().items()
            for value, label in values
        ]

    @property
    def sorts(self) -> list[Link]:
        """Newest and oldest first; none for a list without dates."""
        orders = self.orders.items()
        return [Link(words.capitalize(), self._query(sort=name), name == self.order) for name, words in orders]

    @property
    def sizes(self) -> list[Link]:
        """20, 50 or 100 rows on a page."""
        now = self._value("per_page") or SIZES[0]
        return [Link(size, self._query(per_page=size), size == now) for size in SIZES]

    @property
    def newer(self) -> str:
        """The query of the page before this one; blank on the first."""
        return self._query(at=self.page.newer) if self.page.newer else ""

    @property
    def older(self) -> str:
        """The query of the page after this one; blank on the last."""
        return self._query(at=self.page.older) if self.page.older else ""

    @property
    def first(self) -> str:
        """The query of the first page, on any other that is not the second; else blank."""
        return self._query() if self.page.newer and (self.page.start or 0) - 1 != len(self.page) else ""

    @property
    def with_routine(self) -> str:
        """The query of the list of actions with routine wording shown."""
        return self._query(routine="1")

    @property
    def without(self) -> list[Wider]:
        """For an empty list: each filter in use, and what the list holds without all of that filter."""
        return [
            Wider(str(self.form.fields[name].label), self._query(leave_out=(name, "")), self._count_without(name))
            for name in self._chosen()
            if (self.kind, name) != ("search", "q")  # without words nothing is found
        ]

    @property
    def gap(self) -> str:
        """For an empty list: the boards and days asked for when no meeting of theirs is on file; else blank."""
        days = ("board", "year", *EDGES)
        asked = {name: value for name in days if (value := self.form.cleaned_data.get(name))}
        if not self._kind.dated or not asked:
            return ""
        rows = public.meetings()
        for name, value in asked.items():
            rows = MeetingFilter.base_filters[name].filter(rows, value)
        return "" if rows.exists() else meetings_of(asked)

    @property
    def canonical(self) -> str:
        """The query string without blank parameters; the same as given when there are none."""
        if all(value.strip() for _, values in self.data.lists() for value in values):
            return self.data.urlencode()
        kept = [(name, value) for name, values in self.data.lists() for value in values if value.strip()]
        return urlencode(kept)

    def _count_without(self, name: str) -> int:
        return int(self.filters.leaving_out(name).count())

    def _value(self, name: str) -> str:
        return str(self.form.cleaned_data.get(name) or "")

    def _chosen(self) -> dict[str, list[tuple[str, str]]]:
        """Filter → (value in the address, name for a reader) for each filter in use, in the order of the form."""
        cleaned = self.form.cleaned_data
        return {name: choices.labelled(cleaned[name]) for name in self.filters.filters if cleaned.get(name)}

    def _page(self, number: int, size: int) -> Rows:
        if not self._kind.dated:
            return paging.numbered(lambda start, stop: list(self.filters.qs[start:stop]), number, size)
        if any(at and at.day is None for at in (self.form.cleaned_data[name] for name in ("after", "until"))):
            raise public.NotThere  # people stand in the results of a search alone
        rows, newest_first = self.filters.qs, self.order == "newest"
        date = f"{public.to_meeting(rows)}date"
        rows = rows if newest_first else public.oldest_first(rows)
        return self._along(paging.Records(rows, date, newest_first=newest_first, years=self._years), number, size)

    def _years(self) -> dict[int, int]:
        """How many rows of the list each year has."""
        (years,) = (facet.choices for facet in self.facets if facet.name == "year")
        chosen = [each for each in years if each.chosen] or years
        return {int(each.value): each.count for each in chosen}

    def _along(self, line: Line, number: int, size: int) -> Rows:
        """The page that `after`, `until` or a number asks for. Raises NotThere for a number past the last."""
        after, until = (self.form.cleaned_data[name] for name in ("after", "until"))
        if until and not after:
            return paging.before(line, until, size)
        if number > 1 and not after:
            index = (number - 1) * size
            after = line.place(index) if index < self._most() else None
            if not after:
                raise public.NotThere
        return paging.behind(line, after, size)

    def _most(self) -> int:
        """How many rows there are at most, as far as a page is looked for by its number."""
        return self.total

    def _query(self, leave_out: tuple[str, str] = ("", ""), at: tuple[str, str] | None = None, **changes: str) -> str:
        pairs = [
            (name, value)
            for name, values in self._chosen().items()
            for value, _ in values
            if leave_out not in ((name, value), (name, "")) and name not in changes
        ]
        own = {name: self._value(name) for name in ("sort", "per_page")} | changes
        pairs += [(name, value) for name, value in own.items() if value] + ([at] if at else [])
        return f"?{urlencode(pairs)}" if pairs else "?"
