"""Boards and authorities."""

from __future__ import annotations

from django.contrib import admin

from meetings.admin.base import ArchiveAdmin, RowInline, WordsFilter
from meetings.models import Authority, AuthorityName, Board


@admin.register(Board)
class BoardAdmin(ArchiveAdmin):
    """Boards; a corrected name outlives the next note."""

    list_display = ("name", "organisation", "slug")
    list_filter = (("organisation", WordsFilter),)
    search_fields = ("name", "printed", "organisation")
    fields = ("organisation", "name", "slug", "printed")
    readonly_fields = ("organisation", "printed", "slug")

    def has_add_permission(self, request: object) -> bool:
        """A board comes with its first note."""
        return False


class AuthorityNameInline(RowInline):
    """The ways in which notes print an authority."""

    model = AuthorityName
    readonly_fields = ("text",)
    can_delete = False
    max_num = 0


@admin.register(Authority)
class AuthorityAdmin(ArchiveAdmin):
    """Councils and other bodies that people come from."""

    list_display = ("name", "slug")
    search_fields = ("name", "names__text")
    fields = ("name", "slug")
    readonly_fields = ("slug",)
    inlines = (AuthorityNameInline,)

    def has_add_permission(self, request: object) -> bool:
        """An authority comes with the first note that names it."""
        return False
