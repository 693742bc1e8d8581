"""What was done, and what the public saw of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from meetings.admin.base import PlainAdmin
from meetings.admin.undoing import Act, may_undo, undo
from meetings.models import AuditLine, MeetingVersion


@admin.register(MeetingVersion)
class MeetingVersionAdmin(PlainAdmin):
    """What the public saw of a meeting, from one change to the next."""

    list_display = ("meeting", "number", "at", "differs")
    list_filter = ("meeting__board",)
    list_select_related = ("meeting__board",)
    search_fields = ("meeting__board__name",)
    date_hierarchy = "at"
    fields = ("meeting", "number", "at", "differs")
    readonly_fields = ("differs",)

    @admin.display(description="Differs in")
    def differs(self, version: MeetingVersion) -> str:
        """The parts that are not as they were in the version before."""
        return ", ".join(version.changed)


@admin.register(AuditLine)
class AuditLineAdmin(PlainAdmin):
    """Who did what, when."""

    list_display = ("at", "by", "verb", "about")
    list_filter = ("verb",)
    list_select_related = ("by",)
    search_fields = ("about", "by__username")
    date_hierarchy = "at"
    fields = ("at", "by", "verb", "about", "changed", "undoes", "detail", "meeting")
    readonly_fields = ("changed",)

    def get_urls(self) -> list[URLPattern]:
        """The address of the buttons that undo, before Django's own."""
        undone = self.admin_site.admin_view(require_POST(undo))
        return [path("undo/", undone, name="meetings_auditline_undo"), *super().get_urls()]

    @admin.display(description="What it changed")
    def changed(self, line: AuditLine) -> SafeString:
        """The words before and behind each change."""
        return SafeString(render_to_string("admin/meetings/changes.html", {"act": Act(line)}))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of one act, with a button that undoes it."""
        line = context["original"]
        if Act(line).can_be_undone and may_undo(request, line):
            context["this_act"] = line
        return super().render_change_form(request, context, *args, **kwargs)
