"""Meetings, items, decisions, actions, people at meetings; publish, withdraw, withhold."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from meetings import publication
from meetings.admin.base import PROVENANCE, ArchiveAdmin, RowInline
from meetings.admin.forms import ItemForm, ReasonForm, WithdrawForm
from meetings.admin.reasons import with_reason
from meetings.admin.searched import DiscussionSearched
from meetings.admin.sources import meeting_findings
from meetings.admin.undoing import editor
from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Baseline,
    Conflict,
    Decision,
    Declaration,
    Meeting,
    MeetingSource,
    MeetingVersion,
    Membership,
    Outcome,
    Paper,
    State,
)


class AgendaItemInline(RowInline):
    """The items of a meeting."""

    model = AgendaItem
    fields = ("position", "number", "title", "restricted", "sensitive")
    readonly_fields = ("position", "restricted", "sensitive")
    can_delete = False
    max_num = 0


class AttendanceInline(RowInline):
    """Who was there."""

    model = Attendance
    fields = ("position", "printed", "name", "role", "authority_printed", "uncertain")
    readonly_fields = ("position", "printed")
    can_delete = False
    max_num = 0


@admin.register(Meeting)
class MeetingAdmin(ArchiveAdmin):
    """Meetings. Publishing and withdrawing are acts of their own."""

    list_display = ("__str__", "date", "record", "state")
    list_filter = ("state", "record", "board")
    list_select_related = ("board",)
    search_fields = ("board__name", "all_items__title", "venue")
    date_hierarchy = "date"
    fields = (
        "board", "date", "time", "venue", "record", "state", "published_at",
        "withdrawn_at", "withdrawn_because", "findings",
    )  # fmt: skip
    readonly_fields = (
        "board", "date", "record", "state", "published_at", "withdrawn_at", "withdrawn_because", "findings",
    )  # fmt: skip
    inlines = (AgendaItemInline, AttendanceInline)
    actions = ("publish", "withdraw")

    def has_add_permission(self, request: object) -> bool:
        """A meeting comes with its first source."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft may go; of what was public once, its address goes on to tell."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.state == State.DRAFT)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along: with a draft what the archive keeps about it. All of it can be undone."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        kept = {str(model._meta.verbose_name) for model in (MeetingSource, Baseline, MeetingVersion, Conflict)}  # noqa: SLF001 - Django's own documented name
        return deleted, counts, needed - kept, protected

    @admin.display(description="What the parser was unsure of")
    def findings(self, meeting: Meeting) -> SafeString:
        """The findings of every source of the meeting, each with its passage."""
        return meeting_findings(meeting)

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        """Publish all of these, or none: a batch with one that may not be published is refused whole."""
        against = [(meeting, publication.reasons_against(meeting)) for meeting in queryset.select_related("board")]
        blocked = [(meeting, reasons) for meeting, reasons in against if reasons]
        for meeting, reasons in blocked:
            self.message_user(request, f"{meeting} cannot be published yet. {' '.join(reasons)}", messages.ERROR)
        if blocked:
            self.message_user(request, "Nothing was published.", messages.ERROR)
            return
        with transaction.atomic():
            for meeting, _ in against:
                publication.publish(meeting, by=editor(request))
        self.message_user(request, f"{len(against)} published.")

    @admin.action(description="Withdraw…", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> HttpResponse | None:
        """Take these away from the public, with a reason."""

        def act(meeting: Meeting, form: Any) -> None:
            because, named = form.cleaned_data["because"], form.cleaned_data["named"]
            publication.withdraw(meeting, by=editor(request), because=because, named=named)

        return with_reason(self, request, queryset, "withdraw", WithdrawForm, act)


class AsksFilter(admin.SimpleListFilter):
    """Items whose words ask whether they are public."""

    title = "is it public?"
    parameter_name = "asks"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """One choice."""
        return [("yes", "Waits for an answer")]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that nobody has answered."""
        if self.value() != "yes":
            return queryset
        return queryset.filter(sensitivity_answered=False, restricted=False).exclude(sensitive="")


class DecisionInline(RowInline):
    """The decisions of an item."""

    model = Decision
    fields = ("position", "lead_in", "text", "negative", "inferred")
    readonly_fields = ("position",)


class ActionInline(RowInline):
    """The actions of an item."""

    model = Action
    fk_name = "item"
    fields = ("position", "lead_in", "text", "due", "status")
    readonly_fields = ("position",)


class DeclarationInline(RowInline):
    """Declarations of interest in an item."""

    model = Declaration
    fields = ("position", "name", "text")
    readonly_fields = ("position",)


@admin.register(AgendaItem)
class AgendaItemAdmin(DiscussionSearched, ArchiveAdmin):
    """Items of business. Withholding and showing are acts of their own."""

    form = ItemForm
    list_display = ("__str__", "meeting", "restricted", "sensitive", "sensitivity_answered")
    list_filter = (AsksFilter, "restricted", "meeting__board")
    list_select_related = ("meeting__board",)
    search_fields = ("title", "number", "meeting__board__name", "told")
    fields = (
        "meeting", "position", "number", "title", "discussion", "restricted", "restricted_because", "sensitive",
        "sensitivity_answered", "agenda_only",
    )  # fmt: skip
    readonly_fields = (
        "meeting", "position", "restricted", "restricted_because", "sensitive", "sensitivity_answered", "agenda_only",
    )  # fmt: skip
    inlines = (DecisionInline, ActionInline, DeclarationInline)
    actions = ("withhold", "show")

    def has_add_permission(self, request: object) -> bool:
        """An item comes with its meeting."""
        return False

    @admin.action(description="Withhold…", permissions=["change"])
    def withhold(self, request: HttpRequest, queryset: QuerySet[AgendaItem]) -> HttpResponse | None:
        """Withhold these items from the public, with a reason."""

        def act(item: AgendaItem, form: Any) -> None:
            publication.restrict(item, by=editor(request), because=form.cleaned_data["because"])

        return with_reason(self, request, queryset.select_related("meeting__board"), "withhold", ReasonForm, act)

    @admin.action(description="Keep public…", permissions=["change"])
    def show(self, request: HttpRequest, queryset: QuerySet[AgendaItem]) -> HttpResponse | None:
        """Say that these items are public, with a reason."""

        def act(item: AgendaItem, form: Any) -> None:
            publication.lift(item, by=editor(request), because=form.cleaned_data["because"])

        return with_reason(self, request, queryset.select_related("meeting__board"), "keep public", ReasonForm, act)


class OutcomeInline(RowInline):
    """The verbs of a decision."""

    model = Outcome


class ActionOwnerInline(RowInline):
    """Who must act."""

    model = ActionOwner


class _OfItemAdmin(ArchiveAdmin):
    """What decisions and actions share."""

    list_select_related = ("item__meeting__board",)

    def has_add_permission(self, request: object) -> bool:
        """They are added on the page of their item."""
        return False

    @admin.display(description="Meeting", ordering="item__meeting__date")
    def held(self, record: Any) -> str:
        """The meeting."""
        return str(record.item.meeting)


@admin.register(Decision)
class DecisionAdmin(_OfItemAdmin):
    """Decisions."""

    list_display = ("__str__", "item", "held", "inferred", "negative")
    search_fields = ("text", "lead_in", "item__title", "item__meeting__board__name")
    list_filter = ("inferred", "negative", "item__meeting__board")
    fields = ("item", "position", "lead_in", "text", "heading", "inferred", "negative", *PROVENANCE)
    readonly_fields = ("item", "position", "heading", *PROVENANCE)
    inlines = (OutcomeInline,)


@admin.register(Action)
class ActionAdmin(_OfItemAdmin):
    """Actions."""

    list_display = ("__str__", "item", "held", "status", "due", "boilerplate")
    search_fields = ("text", "lead_in", "owners__printed", "item__title", "item__meeting__board__name")
    list_filter = ("status", "boilerplate", "inferred", "item__meeting__board")
    fields = (
        "item", "position", "lead_in", "text", "heading", "inferred", "boilerplate", "due", "status", "reply",
        "reply_quote", *PROVENANCE,
    )  # fmt: skip
    readonly_fields = ("item", "position", "heading", *PROVENANCE)
    autocomplete_fields = ("reply",)
    inlines = (ActionOwnerInline,)


class _SeatAdmin(ArchiveAdmin):
    """What attendance and membership share."""

    list_display = ("printed", "meeting", "role", "authority_printed", "uncertain")
    list_filter = ("role", "uncertain", "meeting__board")
    list_select_related = ("meeting__board",)
    search_fields = ("printed", "authority_printed", "meeting__board__name")
    fields = (
        "meeting", "position", "printed", "name", "honorific", "honours", "role", "role_printed", "authority_printed",
        "party", "note", "uncertain", "member", "authority", *PROVENANCE,
    )  # fmt: skip
    readonly_fields = ("meeting", "position", "printed", "role_printed", "member", "authority", *PROVENANCE)

    def has_add_permission(self, request: object) -> bool:
        """People come with the source of their meeting."""
        return False


@admin.register(Attendance)
class AttendanceAdmin(_SeatAdmin):
    """Who was at which meeting."""


@admin.register(Membership)
class MembershipAdmin(_SeatAdmin):
    """Who is listed as a member in an agenda pack."""


@admin.register(Declaration)
class DeclarationAdmin(_OfItemAdmin):
    """Declarations of interest."""

    list_display = ("name", "item", "held")
    list_filter = ("item__meeting__board",)
    search_fields = ("name", "text")
    fields = ("item", "position", "name", "text", "member", *PROVENANCE)
    readonly_fields = ("item", "position", "member", *PROVENANCE)


@admin.register(Paper)
class PaperAdmin(_OfItemAdmin):
    """Reports and appendices of agenda packs."""

    list_display = ("title", "item", "held", "pages")
    list_filter = ("item__meeting__board",)
    search_fields = ("title", "item__title")
    fields = ("item", "position", "title", "pages", "words", *PROVENANCE)
    readonly_fields = ("item", "position", "words", *PROVENANCE)

    @admin.display(description="Text")
    def words(self, paper: Paper) -> str:
        """The report as text."""
        parts = [f"{name}\n" + "\n".join(passage["text"] for passage in passages) for name, passages in paper.sections]
        return "\n\n".join(parts)
