"""What every record's admin shares: acts leave a line in the log and can be undone, what is public is not deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from meetings import editing
from meetings.admin.forms import ArchiveForm
from meetings.admin.undoing import Undoable, editor, noted
from meetings.editing import Edit, meeting_of
from meetings.models import State
from meetings.models.turn import turn

if TYPE_CHECKING:
    _TabularInline = admin.TabularInline[Any, Any]
else:  # Django's class takes no arguments at run time
    _TabularInline = admin.TabularInline

PROVENANCE = ("told_by", "start", "end", "page")
"""Where a record stands in its source: never typed by hand."""


class WordsFilter(admin.AllValuesFieldListFilter):
    """The values that stand in a field of words; a blank one is called so, for a link needs words."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django's choices, each with words."""
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "None named"}


class ArchiveAdmin(Undoable):
    """A record's admin. State, restriction and provenance are changed by their own verbs, never typed."""

    list_per_page = 50
    show_full_result_count = False
    save_on_top = True
    form = ArchiveForm

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which knows what else stands on its page."""
        made = super().get_form(request, obj, change, **kwargs)
        if issubclass(made, ArchiveForm):
            made.opened = getattr(request, "opened", 0)
            inlines = self.get_inline_instances(request, obj)
            made.beside = [
                (inline.model, inline.get_formset(request, obj).fk.name)  # type: ignore[attr-defined]  # an inline's own
                for inline in inlines
            ]
        return made

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The page of a record. What is sent waits for its turn before the record is looked up: no older state of it,
        such as that it was public, is stored over a newer one."""
        request.opened = editing.latest()
        with _turn_of(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page that deletes a record; it too looks whether that may go when its turn has come."""
        with _turn_of(request):
            return super().delete_view(request, *args, **kwargs)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The public page of a record, when it has one."""
        if obj is not None and meeting_of(obj) is not None and not is_public(obj):
            return None
        return super().get_view_on_site_url(obj)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Begin the act in its transaction, before anything is changed, when nobody else changes the records."""
        request.edit = Edit(obj, by=editor(request))
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Rows of another record's page; new ones stand behind the others."""
        if formset.has_changed():
            number_new_rows(formset)
        super().save_formset(request, form, formset, change)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """When all of it is saved, note what it changed."""
        super().save_related(request, form, formsets, change)
        noted(request, request.edit.done())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete a record with all that belongs to it, and note what went."""
        edit = Edit(obj, by=editor(request))
        super().delete_model(request, obj)
        noted(request, edit.done("delete"))

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Do one act to many records, all or nothing: Django opens no transaction for it."""
        with _turn_of(request):
            return super().response_action(request, *args, **kwargs)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete one by one; one that is public refuses the whole batch."""
        public = [each for each in queryset if is_public(each)]
        if public:
            names = "; ".join(str(each) for each in public[:5])
            self.message_user(request, f"Nothing was deleted. Withdraw first what is public: {names}.", messages.ERROR)
            return
        for each in queryset:
            self.delete_model(request, each)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is public is withdrawn, not deleted."""
        return super().has_delete_permission(request, obj) and not (obj is not None and is_public(obj))


def _turn_of(request: HttpRequest) -> AbstractContextManager[None]:
    """For what is sent, a transaction in which nobody else changes the records; what is only looked at needs none."""
    return turn() if request.method == "POST" else nullcontext()


def number_new_rows(formset: Any) -> None:
    """Rows that are added stand behind the others."""
    rows = [each.instance for each in formset.forms if each.has_changed() or each.instance.pk]
    if not hasattr(formset.model, "position"):
        return
    held = formset.model._base_manager.filter(**{formset.fk.name: formset.instance})  # noqa: SLF001 - Django's own documented name
    stored = held.aggregate(last=models.Max("position"))["last"] or 0
    last = max([stored, *(row.position for row in rows if row.position)])
    for row in rows:
        if row.position is None:
            last += 1
            row.position = last


class PlainAdmin(ArchiveAdmin):
    """Records that are read here and changed elsewhere."""

    form = forms.ModelForm  # type: ignore[assignment]  # nothing is saved, so nothing is overtaken

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from sources."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """They are what a source said, or what somebody did."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing of it may be lost."""
        return False


def is_public(record: Any) -> bool:
    """Whether a record's meeting is published."""
    meeting = meeting_of(record)
    return meeting is not None and meeting.state == State.PUBLISHED


class LabelledRows(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # Django's class takes no arguments
    """Rows whose box for deleting says what it is for, and that say in words what may stand only once."""

    deletion_widget = forms.CheckboxInput(attrs={"aria-label": "Delete"})  # type: ignore[assignment]

    def get_unique_error_message(self, unique_check: Any) -> str:
        """What a clerk is told who gives two rows the same of something."""
        own = [name for name in unique_check if name != self.fk.name]
        fields = [self.form.base_fields[name] for name in own]
        what = " and ".join(str(field.label).lower() for field in fields)
        return f"Two rows have the same {what}. Each may have it once."


class RowInline(_TabularInline):
    """Records on the page of the record they belong to, each with a link to its own page.

    A cell has no label of its own, so each field tells its name to who cannot see the head of the column.
    """

    extra = 0
    show_change_link = True
    formset = LabelledRows
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 50})}}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The field of a cell, with its name."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["aria-label"] = field.label
        return field
