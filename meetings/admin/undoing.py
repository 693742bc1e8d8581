"""What every record's admin has of the log: what was done to the record, and a way to undo it where it was done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst

from meetings import editing
from meetings.models import AuditLine, AuditRow, User

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:  # Django's class takes no arguments at run time
    _ModelAdmin = admin.ModelAdmin

AT_ONCE = 50
"""Acts on one page of a history."""

_TAG = "undo"
_KEPT_ALONG = frozenset({"meetingsource", "baseline", "meetingversion", "conflict"})
_NOT_TOLD = frozenset({"id", "topic", "key", "slug", "start", "end", "heading_start", "heading_end"})
"""Columns that are worked out, or that say where something stands: nobody typed them."""


def editor(request: HttpRequest) -> User | None:
    """Who edits."""
    return request.user if isinstance(request.user, User) else None


def noted(request: Any, line: AuditLine | None) -> None:
    """Let what is said of this request at its end lead to the undoing of this act too."""
    if line is not None:
        request.acts = [*getattr(request, "acts", ()), line.pk]


class Undoable(_ModelAdmin):
    """An admin whose acts are undone from where they were done."""

    change_form_template = "admin/meetings/record.html"

    def message_user(
        self, request: Any, message: Any, level: Any = messages.INFO, extra_tags: str = "", fail_silently: bool = False
    ) -> None:
        """Say what was done; the button that undoes it stands beside."""
        acts = getattr(request, "acts", None)
        if acts and level == messages.SUCCESS:
            extra_tags = "-".join([_TAG, *map(str, acts)])
        super().message_user(request, message, level, extra_tags, fail_silently)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of a record, with a button that undoes the last change made there."""
        record = context.get("original")
        if record is not None and self.has_change_permission(request, record):
            context["last_change"] = editing.last_change(record)
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done to a record, newest first, with the words before and behind each change."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return HttpResponseRedirect(reverse(f"admin:meetings_{self.opts.model_name}_changelist"))
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        page = Paginator(editing.lines_of(record), AT_ONCE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            **(extra_context or {}),
            "title": f"What was done: {record}",
            "acts": [Act(line) for line in page],
            "page": page,
            "record": record,
            "may_undo": self.has_change_permission(request, record),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/meetings/history.html", context)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an act changed: of which row, what of it, the words before and behind; blank where it was none."""

    row: str
    of: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the log as it is shown."""

    line: AuditLine

    @property
    def undone(self) -> AuditLine | None:
        """What undid it."""
        return getattr(self.line, "undone", None)

    @property
    def can_be_undone(self) -> bool:
        """Whether the log holds what it changed, and nothing undid it."""
        return bool(self.line.rows.all()) and self.undone is None

    @property
    def changes(self) -> list[Change]:
        """What it changed."""
        return [change for row in self.line.rows.all() for change in _changes(row)]


def may_undo(request: HttpRequest, line: AuditLine) -> bool:
    """Whether whoever asks may change all that an act changed; of what the archive keeps about it nobody need ask."""
    wanted = {("change", line.table or "meeting")}
    for row in line.rows.all():
        if row.table not in _KEPT_ALONG:
            wanted.add(("delete" if row.was is None else "add" if row.now is None else "change", row.table))
    return all(request.user.has_perm(f"meetings.{right}_{table}") for right, table in wanted)


def undo(request: HttpRequest) -> HttpResponse:
    """Undo the acts that a button names, newest first, all or none, and lead back to where the button stood."""
    named = request.POST.get("acts", "").removeprefix(f"{_TAG}-").split("-")
    keys = [int(key) for key in named if key.isascii() and key.isdigit() and len(key) < 18]
    lines = list(AuditLine.objects.filter(pk__in=keys).order_by("-pk"))
    if not all(may_undo(request, line) for line in lines):
        raise PermissionDenied
    try:
        with transaction.atomic():
            done = [editing.undo(line, by=editor(request)) for line in lines]
    except editing.CannotUndo as why:
        messages.error(request, f"Nothing was undone. {why}")
    else:
        if done:
            what = "; ".join(line.about for line in done)
            verb = "Done again" if lines[0].verb == "undo" else "Undone"
            tag = "-".join([_TAG, *(str(line.pk) for line in done)])
            messages.success(request, f"{verb}: {what}.", extra_tags=tag)
        else:
            messages.error(request, "There was nothing to undo.")
    return HttpResponseRedirect(_back(request), status=303)


def _back(request: HttpRequest) -> str:
    """The page where a button stood, when it is one of ours."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if back.startswith("/") and ours else reverse("admin:index")


def _changes(row: AuditRow) -> Iterator[Change]:
    model = apps.get_model("meetings", row.table)
    fields = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}  # noqa: SLF001 - Django's own documented name
    known = capfirst(f"{model._meta.verbose_name} {row.about}".strip())  # noqa: SLF001 - Django's own documented name
    for name in row.now or row.was or {}:
        if name in _NOT_TOLD or name not in fields:
            continue
        was, now = ((side or {}).get(name) for side in (row.was, row.now))
        if row.was is None or row.now is None:
            whole = _said(was if row.now is None else now)
            if whole:
                yield Change(known, fields[name], whole if row.now is None else "", whole if row.was is None else "")
            continue
        for before, behind in _pairs(was, now):
            yield Change(known, fields[name], before, behind)


def _pairs(was: Any, now: Any) -> Iterator[tuple[str, str]]:
    """The words before and behind; of passages only of those that differ."""
    if _passages(was) and _passages(now) and len(was) == len(now):
        yield from ((_said([one]), _said([other])) for one, other in zip(was, now, strict=True) if one != other)
    else:
        yield _said(was), _said(now)


def _passages(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) and "text" in each for each in value)


def _said(value: Any) -> str:
    """A value as a clerk reads it; blank for none."""
    if _passages(value):
        return "\n\n".join(str(each["text"]) for each in value)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
