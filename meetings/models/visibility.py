"""The one public rule: what must be true of a record for the public to see it."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q


class State(models.TextChoices):
    """The state of a meeting's record."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


_PUBLISHED = Q(meeting__state=State.PUBLISHED)
_OPEN_ITEM = Q(item__restricted=False, item__meeting__state=State.PUBLISHED)

PUBLIC_WHEN: dict[str, Q] = {
    "Meeting": Q(state=State.PUBLISHED),
    "AgendaItem": Q(restricted=False) & _PUBLISHED,
    "Attendance": _PUBLISHED,
    "Membership": _PUBLISHED,
    "MeetingSource": _PUBLISHED,
    "MeetingVersion": _PUBLISHED,
    "Decision": _OPEN_ITEM,
    "Action": _OPEN_ITEM,
    "Declaration": _OPEN_ITEM,
    "Paper": _OPEN_ITEM,
}
"""Record class → the condition on its own row."""

PUBLIC_THROUGH: dict[str, tuple[tuple[str, str], ...]] = {
    "Board": (("Meeting", "board"),),
    "Member": (("Attendance", "member"), ("Membership", "member")),
    "Authority": (("Attendance", "authority"), ("Membership", "authority")),
}
"""Class → (record class, its field): public when at least one such record is."""


class ArchiveQuerySet(models.QuerySet[Any]):
    """A queryset that knows the public rule."""

    def public(self) -> Self:
        """Only what anyone may see. Raises KeyError for a class with no rule: such rows are never public."""
        return self.filter(_rule(self.model.__name__))


@cache
def _rule(name: str) -> Q:
    """The condition on rows of a class."""
    if name in PUBLIC_WHEN:
        return PUBLIC_WHEN[name]
    rule = Q()
    for record, field in PUBLIC_THROUGH[name]:
        rows = apps.get_model("meetings", record).objects.all()
        rule |= Q(Exists(rows.public().filter(**{field: OuterRef("pk")})))
    return rule
