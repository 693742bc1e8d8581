"""What was done, and what the public saw of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from meetings.admin.base import PlainAdmin
from meetings.admin.undoing import Act, may_undo, undo
from meetings.models import AuditLine, MeetingVersion, Source


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
    fields = ("at", "by", "verb", "about", "changed", "undoes", "told", "meeting")
    readonly_fields = ("changed", "told")

    def get_urls(self) -> list[URLPattern]:
        """The address of the buttons that undo, before Django's own."""
        undone = self.admin_site.admin_view(require_POST(undo))
        return [path("undo/", undone, name="meetings_auditline_undo"), *super().get_urls()]

    @admin.display(description="What it changed")
    def changed(self, line: AuditLine) -> SafeString:
        """The words before and behind each change."""
        return SafeString(render_to_string("admin/meetings/changes.html", {"act": Act(line)}))

    @admin.display(description="More of it")
    def told(self, line: AuditLine) -> str:
        """What else the line holds, each in a line of its own; a dash for nothing."""
        return format_html_join(SafeString("<br>"), "{}", ((each,) for each in _told(line.detail))) or "-"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of one act, with a button that undoes it."""
        line = context["original"]
        if Act(line).can_be_undone and may_undo(request, line):
            context["this_act"] = line
        return super().render_change_form(request, context, *args, **kwargs)


def _told(detail: dict[str, Any]) -> Iterator[str | SafeString]:
    """What a clerk may want to know of it, in words."""
    if because := detail.get("because"):
        yield f"Because: {because}"
    if "named" in detail:
        yield f"The public page {'says' if detail['named'] else 'does not say'} which meeting it was."
    if digest := detail.get("source"):
        yield _file(digest)
    if conflicts := detail.get("conflicts"):
        yield f"{conflicts} difference{'s' if conflicts > 1 else ''} from what clerks had written: a clerk decides."
    for name, digest in detail.get("files", {}).items():
        yield f"{name}: SHA-256 {digest}"


def _file(digest: str) -> str | SafeString:
    """The way to a file that is here."""
    source = Source.objects.filter(sha256=digest).first()
    if source is None:
        return f"From a file that is not here any more, SHA-256 {digest}"
    return format_html('From <a href="{}">{}</a>', reverse("admin:meetings_source_change", args=[source.pk]), source)
