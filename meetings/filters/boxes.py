"""The fields of a filter form that one types into, and one for every parameter that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.filters.fields import LONGEST, MOST_VALUES
from meetings.filters.sets import ListForm
from meetings.search import query

HINTS = {
    "q": _("Words, or a phrase in quotation marks"),
    "owner": _("As printed, such as Officers"),
    "member": _("A name"),
    "authority": _("A council or other body"),
    "date_from": _("Such as 2021, May 2021 or 20/5/2021"),
    "date_to": _("Up to the end of it, such as 2021"),
}
"""What to type into each text field; every other parameter is a choice."""


@dataclass(frozen=True, slots=True)
class Box:
    """One text field. `id` is its own; the first of a parameter has the parameter's name as `id`."""

    id: str
    name: str
    label: str
    value: str
    hint: str = ""
    error: str = ""


def boxes(form: forms.Form, data: QueryDict) -> Iterator[Box]:
    """A Box for each text field, and for each value of a parameter that is wrong, so that it can be put right."""
    for name in _in_order(form):
        if name not in HINTS and name not in form.errors:
            continue
        label, hint = str(form.fields[name].label), str(HINTS.get(name, ""))
        error = " ".join(str(message) for message in form.errors.get(name, ()))
        for n, value in enumerate(_values(name, data), 1):
            given = value.replace("\0", "")[: query.LONGEST if name == "q" else LONGEST]
            yield Box(name if n == 1 else f"{name}-{n}", name, label, given, hint, error)


def kept(form: forms.Form, data: QueryDict) -> list[tuple[str, str]]:
    """(parameter, value) of choices that are right; a form that is put right sends them again, from page 1."""
    right = [name for name in _in_order(form) if name not in {*HINTS, *form.errors, "page"}]
    return [(name, value) for name in right for value in data.getlist(name) if value]


def _in_order(form: forms.Form) -> list[str]:
    """Filters first, then what every list takes."""
    return sorted(form.fields, key=lambda name: name in ListForm.base_fields)


def _values(name: str, data: QueryDict) -> list[str]:
    values = data.getlist(name)[:MOST_VALUES] or [""]
    return [", ".join(values)] if name in HINTS else values
