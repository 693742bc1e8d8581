"""Rows made to equal what is wanted: those that go are deleted, those that stay keep their keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import CharField, F, Model, Value
from django.db.models.functions import Cast, Concat

M = TypeVar("M", bound=Model)
_OUT_OF_THE_WAY = 20_000
"""Added to a position for the time between two updates; no list is that long."""


def sync(model: type[Any], wanted: Sequence[tuple[M | None, dict[str, Any]]], existing: Iterable[M]) -> list[M]:
    """The rows of `wanted`, in order, as they now stand in the database.

    `wanted` pairs each row on file (None: a new one) with the values it must have; rows of `existing` that no
    pair names are deleted. Positions and refs may change places freely.
    """
    staying = {row.pk for row, _ in wanted if row is not None}
    going = [row.pk for row in existing if row.pk not in staying]
    if going:
        model.objects.filter(pk__in=going).delete()
    _update(model, [(row, values) for row, values in wanted if row is not None])
    fresh = [model(**values) for row, values in wanted if row is None]
    made = iter(model.objects.bulk_create(fresh) if fresh else [])
    return [next(made) if row is None else row for row, _ in wanted]


def replace_lists(
    model: type[Any], parent: str, column: str, wanted: Sequence[tuple[Model, Sequence[str], Sequence[str]]]
) -> None:
    """The short lists under each parent, such as the verbs of a decision: (parent row, on file, wanted)."""
    changed = [(row, now) for row, before, now in wanted if tuple(before) != tuple(now)]
    emptied = [row.pk for row, before, now in wanted if before and tuple(before) != tuple(now)]
    if emptied:
        model.objects.filter(**{f"{parent}__in": emptied}).delete()
    fresh = [
        model(**{parent: row, "position": position, column: text})
        for row, now in changed
        for position, text in enumerate(now, start=1)
    ]
    if fresh:
        model.objects.bulk_create(fresh)


def _update(model: type[Any], pairs: Sequence[tuple[M, dict[str, Any]]]) -> None:
    moving: list[M] = []
    changed: list[M] = []
    names: dict[str, None] = {}
    for row, values in pairs:
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        if differing.keys() & {"position", "ref"}:
            moving.append(row)
        for name, value in differing.items():
            setattr(row, name, value)
            names[name.removesuffix("_id")] = None
        changed += [row] if differing else []
    if moving:
        aside: dict[str, Any] = {"position": F("position") + _OUT_OF_THE_WAY}
        if "ref" in names:
            aside["ref"] = Concat(Value("~"), Cast("pk", CharField()))
        model.objects.filter(pk__in=[row.pk for row in moving]).update(**aside)
        names["position"] = None
    if changed:
        model.objects.bulk_update(changed, list(names))
