"""Form fields for what stands in a query string; every one answers a bad value with a sentence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from meetings import public
from meetings.filters.paging import Place, place
from meetings.search.days import Days, days
from meetings.search.query import Query, fold, parse
from meetings.voice import days as written

MOST_VALUES = 50
LONGEST = 300


class _Several(forms.Field):
    """A parameter that may be given more than once; its values are or-ed."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        values = list(dict.fromkeys(each.strip() for each in value or [] if each.strip()))
        if len(values) > MOST_VALUES:
            raise forms.ValidationError(_("Choose at most {most} at once.").format(most=MOST_VALUES))
        if any("\0" in each or len(each) > LONGEST for each in values):
            raise forms.ValidationError(_("This choice cannot be read."))
        return values


class YearsField(_Several):
    """Years in four plain digits → list of int."""

    def clean(self, value: Any) -> list[int]:
        years = super().clean(value)
        if bad := [year for year in years if not re.fullmatch(r"[1-9][0-9]{3}", year)]:
            raise forms.ValidationError(_("“{typed}” is not a year such as 2021.").format(typed=_short(bad[0])))
        return [int(year) for year in years]


class WordsField(_Several):
    """One-word choices such as verbs and statuses → list of str."""

    def clean(self, value: Any) -> list[str]:
        words: list[str] = super().clean(value)
        if bad := [word for word in words if not re.fullmatch(r"[a-z0-9][a-z -]{0,39}", word)]:
            raise forms.ValidationError(_("“{typed}” is not one of the choices.").format(typed=_short(bad[0])))
        return words


class OneOfField(WordsField):
    """Choices from a short list → list of str."""

    def __init__(self, *, known: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = known

    def clean(self, value: Any) -> list[str]:
        words = super().clean(value)
        if bad := [word for word in words if word not in self.known]:
            raise forms.ValidationError(_("“{typed}” is not one of the choices.").format(typed=_short(bad[0])))
        return words


class NamedField(_Several):
    """Boards, members or authorities by the last part of their address, or by name → list of records."""

    def __init__(self, *, kind: str, one: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind
        self.one = one

    def clean(self, value: Any) -> list[Any]:
        names = super().clean(value)
        if self.one and len(names) > 1:
            raise forms.ValidationError(_("Give one name only."))
        found = public.named(self.kind, names) if names else []
        return list(dict.fromkeys(_the_one(name, found) for name in names))


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a span of days begins, or where it ends: with the first or the last of these days."""

    days: Days
    ends: bool

    @property
    def day(self) -> dt.date:
        """The day, which belongs to the span."""
        return self.days.last if self.ends else self.days.first

    @property
    def told(self) -> str:
        """The days alone, in words."""
        return written(self.days.first, self.days.last)

    def __str__(self) -> str:
        return (_("up to {days}") if self.ends else _("from {days}")).format(days=self.told)


class EdgeField(forms.CharField):
    """A year, a month or a day → Edge, or None."""

    def __init__(self, *, ends: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ends = ends

    def clean(self, value: Any) -> Edge | None:
        text = super().clean(value)
        if not text:
            return None
        if asked := days(text):
            return Edge(asked, self.ends)
        raise forms.ValidationError(
            _("“{typed}” is not a date such as 2021, May 2021 or 20/5/2021.").format(typed=_short(text))
        )


class QueryField(forms.Field):
    """What somebody looks for → Query. Nothing typed is wrong."""

    def clean(self, value: Any) -> Query:
        return parse(str(super().clean(value) or ""))


class PlaceField(forms.CharField):
    """A place in a list, as `str(Place)` gives it → Place, or None."""

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        try:
            return place(text) if text else None
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


def _the_one(name: str, found: list[Any]) -> Any:
    holding = [each for each in found if fold(name) in fold(each.name)]
    exact = [each for each in found if each.slug == name] or [each for each in holding if fold(each.name) == fold(name)]
    candidates = exact or holding
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise forms.ValidationError(_("Nothing on file is called “{typed}”.").format(typed=_short(name)))
    names = "; ".join(sorted({each.name for each in candidates})[:8])
    raise forms.ValidationError(
        _("“{typed}” may be any of these: {names}. Give the whole name.").format(typed=_short(name), names=names)
    )


def _short(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:40]}…"
