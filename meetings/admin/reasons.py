"""Acts that ask for a reason before they are done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from meetings.admin.base import ArchiveAdmin
from meetings.admin.forms import ReasonForm


def with_reason(
    desk: ArchiveAdmin,
    request: HttpRequest,
    queryset: QuerySet[Any],
    verb: str,
    form_class: type[ReasonForm],
    act: Callable[[Any, Any], None],
) -> HttpResponse | None:
    """Ask for a reason, then do `act` to each record, all or nothing."""
    form = form_class(request.POST if "because" in request.POST else None)
    if form.is_valid():
        with transaction.atomic():
            for each in queryset:
                act(each, form)
        desk.message_user(request, f"{verb.capitalize()}: done for {queryset.count()}.")
        return None
    context = {
        **desk.admin_site.each_context(request),
        "title": f"{verb.capitalize()}: why?",
        "records": queryset,
        "form": form,
        "verb": verb,
        "action": request.POST.get("action", ""),
        "checkbox": ACTION_CHECKBOX_NAME,
        "opts": desk.model._meta,  # noqa: SLF001 - Django's own documented name
    }
    return TemplateResponse(request, "admin/meetings/reason.html", context)
