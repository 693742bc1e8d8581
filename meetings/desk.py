"""The admin site: Django's own, with what needs a clerk above its list.

It stands outside `admin/` because importing that package registers every record with this site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from meetings.models import AgendaItem, Conflict, Meeting, MergeSuggestion, Source, State


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of thing that waits: how many, in words, and where."""

    count: int
    words: str
    address: str


class Desk(AdminSite):
    """The clerk's desk."""

    site_header = "Board Archive: the clerk's desk"
    site_title = "Board Archive"
    index_title = "Records"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The front page of the desk."""
        context = {**(extra_context or {}), "needs": [need for need in needs() if need.count]}
        return super().index(request, context)


def needs() -> list[Need]:
    """What waits for a clerk, most urgent first."""
    asking = AgendaItem.objects.filter(sensitivity_answered=False, restricted=False).exclude(sensitive="")
    return [
        Need(
            Source.objects.filter(status=Source.Status.REFUSED).count(),
            "could not be read",
            _list("source", "status__exact=refused"),
        ),
        Need(
            Source.objects.filter(status=Source.Status.WAITING).count(),
            "kept and waiting, filed nowhere",
            _list("source", "status__exact=waiting"),
        ),
        Need(asking.count(), "asked about: is it public?", _list("agendaitem", "asks=yes")),
        Need(
            Conflict.objects.filter(resolved_at=None).count(),
            "with two wordings to choose between",
            _list("conflict", "resolved_at__isnull=True"),
        ),
        Need(
            Meeting.objects.filter(state=State.DRAFT).count(),
            "in draft, to review and publish",
            _list("meeting", "state__exact=draft"),
        ),
        Need(
            MergeSuggestion.objects.filter(answer=MergeSuggestion.Answer.OPEN).count(),
            "asked about: is this one person or council, or two?",
            _list("mergesuggestion", "answer__exact=open"),
        ),
    ]


def _list(model: str, query: str) -> str:
    return f"{reverse(f'admin:meetings_{model}_changelist')}?{query}"
