"""What was done, and what the public saw of it."""

from __future__ import annotations

from django.contrib import admin

from meetings.admin.base import PlainAdmin
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
    fields = ("at", "by", "verb", "about", "detail", "meeting")
