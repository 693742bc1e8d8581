"""The FilterSets: what each list can be narrowed by. Declared, never from a model, always over the door's rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings import public, search
from meetings.filters.fields import (
    Edge,
    EdgeField,
    NamedField,
    OneOfField,
    PlaceField,
    QueryField,
    WordsField,
    YearsField,
)
from meetings.search import hits
from meetings.search.ids import Kind
from meetings.search.query import Query
from meetings.voice import STATUSES

ORDERS = {"newest": _("newest first"), "oldest": _("oldest first")}
SEARCH_ORDERS = {"best": _("best match first"), **ORDERS}
SIZES = ("20", "50", "100")

EDGES = ("date_from", "date_to")

Rows = QuerySet[Any]


class ListForm(forms.Form):
    """What every list takes beside its filters."""

    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(each, each) for each in ORDERS],
        error_messages={"invalid_choice": _("A list is in the order newest or oldest.")},
    )
    per_page = forms.ChoiceField(
        label=_("Rows on a page"),
        required=False,
        choices=[(each, each) for each in SIZES],
        error_messages={"invalid_choice": _("A page has 20, 50 or 100 rows.")},
    )
    page = forms.RegexField(
        r"\A[1-9][0-9]{0,5}\Z",
        label=_("Page"),
        required=False,
        error_messages={"invalid": _("A page is a whole number from 1.")},
    )
    after = PlaceField(label=_("Place"), required=False)
    until = PlaceField(label=_("Place"), required=False)

    def clean_date_to(self) -> Edge | None:
        """The end of the span. Raises ValidationError when it comes before the beginning."""
        first, last = self.cleaned_data.get("date_from"), self.cleaned_data["date_to"]
        if first and last and last.day < first.day:
            raise forms.ValidationError(gettext("“To” is before “From”, which is {days}.").format(days=first.told))
        ends: Edge | None = last
        return ends


class SearchForm(ListForm):
    """What a search takes beside its filters: the same, and the order of relevance."""

    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(each, each) for each in SEARCH_ORDERS],
        error_messages={"invalid_choice": _("Results are in the order best, newest or oldest.")},
    )


class Narrowing(django_filters.Filter):
    """One filter: a field that reads it, and the door's way to apply it."""

    def __init__(
        self, field: type[forms.Field], how: Callable[[Rows, Any], Rows], *, always: bool = False, **extra: Any
    ) -> None:
        super().__init__(**extra)
        self.field_class = field
        self.how = how
        self.always = always

    def filter(self, qs: Rows, value: Any) -> Rows:
        """The rows let through; a filter without a value lets all through unless it is `always` applied."""
        return self.how(qs, value) if value or self.always else qs


_FORMS: dict[type[django_filters.FilterSet], type[forms.Form]] = {}


class ArchiveFilter(django_filters.FilterSet):
    """A FilterSet that shows nothing when a parameter is invalid."""

    class Meta:
        form = ListForm

    def get_form_class(self) -> type[forms.Form]:
        """The form, made once: its fields do not depend on what is asked."""
        if type(self) not in _FORMS:
            _FORMS[type(self)] = super().get_form_class()
        return _FORMS[type(self)]

    def filter_queryset(self, queryset: Rows) -> Rows:
        """Rows that every filter lets through; none when the form is invalid."""
        return self.leaving_out() if self.form.is_valid() else queryset.none()

    def leaving_out(self, *names: str) -> Rows:
        """Rows that every filter but `names` lets through, for counting the choices of those. Needs a valid form."""
        rows: Any = self.queryset
        for name, each in self.filters.items():
            if name not in names:
                rows = each.filter(rows, self.form.cleaned_data[name])
        left: Rows = rows
        return left


class OverIndex(ArchiveFilter):
    """A FilterSet whose words and choices the index can be asked for all at once. Each needs a valid form."""

    kinds = frozenset[str]()
    """The kinds of records that are listed, by name; blank for all that are chosen."""

    @cached_property
    def results(self) -> search.Results:
        """What is found."""
        return search.Results(self.form.cleaned_data["q"], self.scope())

    @cached_property
    def counts(self) -> search.Facets:
        """How much is found."""
        return search.Facets(self.results, whole="kind" in self.filters)

    def scope(self, *leave_out: str) -> search.Scope:
        """The choices that were made, but for these filters."""
        chosen = {
            name: [getattr(each, "pk", each) for each in self.form.cleaned_data[name]]
            for name in self.filters
            if name not in ("q", *EDGES, *leave_out)
        }
        edges = {
            name: self.form.cleaned_data[name].day if self.form.cleaned_data[name] and name not in leave_out else None
            for name in EDGES
        }
        held = {
            name: frozenset(chosen.get(name, ()))
            for name in ("kind", "board", "year", "verb", "member", "authority", "status")
        }
        return search.Scope(
            kinds=self.kinds or held["kind"],
            boards=held["board"],
            years=held["year"],
            verbs=held["verb"],
            members=held["member"],
            authorities=held["authority"],
            statuses=held["status"],
            first=edges["date_from"],
            last=edges["date_to"],
        )


def _in_decisions(rows: Rows, query: Query) -> Rows:
    return search.holding(rows, query, Kind.DECISIONS)


def _in_members(rows: Rows, query: Query) -> Rows:
    return search.named(rows, query, Kind.MEMBERS)


def _in_authorities(rows: Rows, query: Query) -> Rows:
    return search.named(rows, query, Kind.AUTHORITIES)


def _owned_by(rows: Rows, query: Query) -> Rows:
    return search.owned_by(rows, query)


def _since(rows: Rows, edge: Edge) -> Rows:
    return public.from_day(rows, edge.day)


def _up_to(rows: Rows, edge: Edge) -> Rows:
    return public.to_day(rows, edge.day)


def _routine(rows: Rows, asked: list[str]) -> Rows:
    return rows if asked else rows.filter(boilerplate=False)


class MeetingFilter(ArchiveFilter):
    """What the list of meetings can be narrowed by."""

    board = Narrowing(NamedField, public.of_boards, label=_("Board"), kind="boards")
    year = Narrowing(YearsField, public.in_years, label=_("Year"))
    date_from = Narrowing(EdgeField, _since, label=pgettext_lazy("day", "From"))
    date_to = Narrowing(EdgeField, _up_to, label=pgettext_lazy("day", "To"), ends=True)
    member = Narrowing(NamedField, public.with_members, label=_("Member present"), kind="members", one=True)
    authority = Narrowing(NamedField, public.with_authorities, label=_("Authority"), kind="authorities", one=True)


class DecisionFilter(OverIndex):
    """What the list of decisions can be narrowed by."""

    kinds = frozenset({"decisions"})

    q = Narrowing(QueryField, _in_decisions, label=_("Words"))
    board = Narrowing(NamedField, public.of_boards, label=_("Board"), kind="boards")
    verb = Narrowing(WordsField, public.with_verbs, label=_("Outcome"))
    year = Narrowing(YearsField, public.in_years, label=_("Year"))
    date_from = Narrowing(EdgeField, _since, label=pgettext_lazy("day", "From"))
    date_to = Narrowing(EdgeField, _up_to, label=pgettext_lazy("day", "To"), ends=True)
    member = Narrowing(NamedField, public.with_members, label=_("Member present"), kind="members", one=True)
    authority = Narrowing(NamedField, public.with_authorities, label=_("Authority"), kind="authorities", one=True)


class ActionFilter(ArchiveFilter):
    """What the list of actions can be narrowed by; routine wording is hidden unless asked for."""

    owner = Narrowing(QueryField, _owned_by, label=_("Owner"))
    board = Narrowing(NamedField, public.of_boards, label=_("Board"), kind="boards")
    year = Narrowing(YearsField, public.in_years, label=_("Year"))
    date_from = Narrowing(EdgeField, _since, label=pgettext_lazy("day", "From"))
    date_to = Narrowing(EdgeField, _up_to, label=pgettext_lazy("day", "To"), ends=True)
    status = Narrowing(OneOfField, public.with_statuses, label=_("Status"), known=STATUSES)
    routine = Narrowing(OneOfField, _routine, label=_("Routine wording"), known={"1": _("Shown")}, always=True)


def _as_they_are(rows: Rows, _: Any) -> Rows:
    return rows


class SearchFilter(OverIndex):
    """What a search can be narrowed by. Nothing asked finds nothing. The index is asked for all of it at once."""

    class Meta:
        form = SearchForm

    q = Narrowing(QueryField, _as_they_are, label=_("Words"))
    kind = Narrowing(OneOfField, _as_they_are, label=_("Kind"), known=hits.MANY)
    board = Narrowing(NamedField, _as_they_are, label=_("Board"), kind="boards")
    year = Narrowing(YearsField, _as_they_are, label=_("Year"))
    date_from = Narrowing(EdgeField, _as_they_are, label=pgettext_lazy("day", "From"))
    date_to = Narrowing(EdgeField, _as_they_are, label=pgettext_lazy("day", "To"), ends=True)
    verb = Narrowing(WordsField, _as_they_are, label=_("Outcome"))
    member = Narrowing(NamedField, _as_they_are, label=_("Member present"), kind="members")
    authority = Narrowing(NamedField, _as_they_are, label=_("Authority"), kind="authorities")
    status = Narrowing(OneOfField, _as_they_are, label=_("Status"), known=STATUSES)

    def leaving_out(self, *names: str) -> Rows:
        """The entries that the words find, and that every choice but `names` lets through. Needs a valid form."""
        return self.results.within(self.scope(*names)).entries.order_by("-docid")


class MemberFilter(ArchiveFilter):
    """What the list of members can be narrowed by."""

    q = Narrowing(QueryField, _in_members, label=_("Name"))
    board = Narrowing(NamedField, public.sat_on, label=_("Board"), kind="boards")
    authority = Narrowing(NamedField, public.came_from, label=_("Authority"), kind="authorities", one=True)


class AuthorityFilter(ArchiveFilter):
    """What the list of authorities can be narrowed by."""

    q = Narrowing(QueryField, _in_authorities, label=_("Name"))
