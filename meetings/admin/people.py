"""Members, the names they are printed with, and suggestions that two are one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.admin.base import ArchiveAdmin, RowInline, WordsFilter
from meetings.admin.undoing import editor, noted
from meetings.editing import Edit
from meetings.models import Member, MemberName, MergeSuggestion


class MemberNameInline(RowInline):
    """The ways in which notes print a member."""

    model = MemberName
    readonly_fields = ("text",)
    can_delete = False
    max_num = 0


@admin.register(Member)
class MemberAdmin(ArchiveAdmin):
    """Councillors and other attendees; a corrected name outlives the next note."""

    list_display = ("name", "sort_name", "organisation", "twin")
    list_filter = (("organisation", WordsFilter),)
    search_fields = ("name", "printed", "names__text")
    fields = ("name", "sort_name", "organisation", "twin", "printed", "slug")
    readonly_fields = ("organisation", "twin", "printed", "slug")
    inlines = (MemberNameInline,)

    def has_add_permission(self, request: object) -> bool:
        """A member comes with the first note that names them."""
        return False


@admin.register(MergeSuggestion)
class MergeSuggestionAdmin(ArchiveAdmin):
    """Two that may be one. Only a clerk decides; the answer is remembered."""

    list_display = ("__str__", "because", "answer")
    list_filter = ("answer",)
    list_select_related = ("member", "other_member", "authority", "other_authority")
    search_fields = ("member__name", "other_member__name", "authority__name", "other_authority__name")
    fields = ("member", "other_member", "authority", "other_authority", "because", "answer")
    readonly_fields = ("member", "other_member", "authority", "other_authority", "because")
    actions = ("different", "undecided")

    def has_add_permission(self, request: object) -> bool:
        """Suggestions are made by filing."""
        return False

    @admin.action(description="They are different", permissions=["change"])
    def different(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Remember that these are different."""
        changed = self._answer(request, queryset, MergeSuggestion.Answer.DIFFERENT)
        words = f"{changed} marked as different. They will not be suggested again."
        self.message_user(request, words, messages.SUCCESS)

    @admin.action(description="Decide later", permissions=["change"])
    def undecided(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Put these back among the open ones."""
        changed = self._answer(request, queryset, MergeSuggestion.Answer.OPEN)
        self.message_user(request, f"{changed} put back among the open suggestions.", messages.SUCCESS)

    def _answer(self, request: HttpRequest, queryset: QuerySet[Any], answer: str) -> int:
        """Give each of these an answer → how many had another one."""
        changed = 0
        for each in queryset.exclude(answer=answer):
            edit = Edit(each, by=editor(request))
            each.answer = answer
            each.save(update_fields=["answer"])
            noted(request, edit.done())
            changed += 1
        return changed
