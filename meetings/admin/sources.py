"""Sources: upload, what was read from each, what the parser was unsure of, and the text itself."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from meetings.admin.base import ArchiveAdmin, PlainAdmin, WordsFilter
from meetings.admin.forms import UploadForm
from meetings.admin.undoing import editor, noted
from meetings.editing import Edit
from meetings.ingest import Outcome, Report, ingest
from meetings.models import Baseline, Conflict, Meeting, MeetingSource, Reading, Source

CONTEXT = 120
"""Characters shown before and behind a passage."""


@admin.register(Source)
class SourceAdmin(ArchiveAdmin):
    """Files as they were handed in. They are added by upload, and never changed."""

    list_display = ("filename", "status", "reason", "received_at", "received_by", "size")
    list_filter = ("status", "original_public", ("organisation", WordsFilter))
    list_select_related = ("received_by",)
    search_fields = ("filename", "sha256", "reason")
    fields = (
        "filename", "status", "reason", "organisation", "size", "media_type", "sha256", "received_at", "received_by",
        "told", "findings", "original_public",
    )  # fmt: skip
    readonly_fields = (
        "filename", "status", "reason", "organisation", "size", "media_type", "sha256", "received_at", "received_by",
        "told", "findings",
    )  # fmt: skip
    change_list_template = "admin/meetings/source_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """By upload only: the list leads there."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A kept file stays: nothing may be lost."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The pages of upload and of the text, before Django's own."""
        view = self.admin_site.admin_view
        return [
            path("upload/", view(self.upload), name="meetings_source_upload"),
            path("uploaded/", view(self.uploaded), name="meetings_source_uploaded"),
            path("<int:pk>/text/", view(self.text), name="meetings_source_text"),
            *super().get_urls(),
        ]

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Hand in files; each is read and filed as a draft by the same ingest as the command."""
        if not may_upload(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
        if sent and form.is_valid():
            organisation = form.cleaned_data["organisation"] or None
            reports = [
                ingest(each.read(), filename=each.name, by=editor(request), organisation=organisation)
                for each in form.cleaned_data["notes"]
            ]
            for report in reports:
                messages.add_message(request, _level(report), in_words(report))
            ids = Source.objects.filter(sha256__in=[report.sha256 for report in reports]).values_list("pk", flat=True)
            query = "&".join(f"id={pk}" for pk in ids)
            return HttpResponseRedirect(f"{reverse('admin:meetings_source_uploaded')}?{query}", status=303)
        return self._page(request, "upload.html", "Add minutes or agendas", form=form)

    def uploaded(self, request: HttpRequest) -> HttpResponse:
        """What became of the files just handed in."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        ids = [pk for pk in request.GET.getlist("id") if pk.isascii() and pk.isdigit() and len(pk) < 15]
        found = Source.objects.filter(pk__in=ids).prefetch_related("readings__tellings__meeting__board")
        return self._page(request, "uploaded.html", "What was read", sources=found)

    def text(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The extracted text, one passage lit, what is left over listed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        source = get_object_or_404(Source, pk=pk)
        reading = source.readings.first()
        start, end = _number(request, "start"), _number(request, "end")
        text = reading.text if reading else ""
        parts = (text[:start], text[start:end], text[end:]) if start < end else (text, "", "")
        left = [
            {"reason": each["reason"], "words": text[each["span"][0] : each["span"][1]]}
            for minutes in (reading.minutes if reading else [])
            for each in minutes["left_over"]
        ]
        return self._page(request, "text.html", f"The text of {source}", source=source, parts=parts, left=left)

    def _page(self, request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
        opts = self.model._meta  # noqa: SLF001 - Django's own documented name
        whole = {**self.admin_site.each_context(request), "title": title, "opts": opts, **context}
        return TemplateResponse(request, f"admin/meetings/{template}", whole)

    @admin.display(description="Tells of")
    def told(self, source: Source) -> SafeString:
        """The meetings that the file tells of."""
        tellings = MeetingSource.objects.filter(reading__source=source).select_related("meeting__board")
        return SafeString(render_to_string("admin/meetings/told.html", {"tellings": tellings, "source": source}))

    @admin.display(description="What the parser was unsure of")
    def findings(self, source: Source) -> SafeString:
        """Findings, each with its passage."""
        reading = source.readings.first()
        return (
            shown([(reading, index) for index in range(len(reading.minutes))], reading.findings)
            if reading
            else (SafeString(""))
        )


def may_upload(request: HttpRequest) -> bool:
    """Whether whoever asks may hand in files."""
    return bool(request.user.has_perm("meetings.add_source"))


def in_words(report: Report) -> str:
    """One sentence on what became of a file."""
    if report.outcome in (Outcome.REFUSED, Outcome.WAITING):
        return f"{report.filename}: {report.reason}"
    if report.outcome is Outcome.UNCHANGED:
        return f"{report.filename} is on file already. Nothing changed."
    told = "; ".join(f"{each.record} of {each.header.board}, {each.header.date:%d %B %Y}" for each in report.minutes)
    return f"{report.filename}: filed as a draft: {told}."


def _level(report: Report) -> int:
    return messages.SUCCESS if report.outcome in (Outcome.FILED, Outcome.UNCHANGED) else messages.WARNING


def meeting_findings(meeting: Meeting) -> SafeString:
    """The findings of every source of a meeting."""
    tellings = meeting.all_sources.select_related("reading__source")
    return shown([(telling.reading, telling.index) for telling in tellings], [])


def shown(told: list[tuple[Reading, int]], about_file: list[dict[str, Any]]) -> SafeString:
    """Findings as a list: code, sentence, and the words they are about, with a link to them in the text."""
    rows = [{"finding": finding} for finding in about_file]
    for reading, index in told:
        rows += [_row(reading, finding) for finding in reading.minutes[index]["findings"]]
    return SafeString(render_to_string("admin/meetings/findings.html", {"rows": rows}))


def _row(reading: Reading, finding: dict[str, Any]) -> dict[str, Any]:
    if not finding["span"]:
        return {"finding": finding}
    start, end = finding["span"][:2]
    address = reverse("admin:meetings_source_text", args=[reading.source_id])
    return {
        "finding": finding,
        "before": reading.text[max(0, start - CONTEXT) : start],
        "words": reading.text[start : min(end, start + 4 * CONTEXT)],
        "behind": reading.text[end : end + CONTEXT],
        "address": f"{address}?start={start}&end={end}#lit",
    }


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else 0


@admin.register(Reading)
class ReadingAdmin(PlainAdmin):
    """What each parse said."""

    list_display = ("__str__", "parser_version", "created_at")
    list_filter = ("parser_version",)
    list_select_related = ("source",)
    search_fields = ("source__filename",)
    fields = ("source", "parser_version", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the texts, which are long."""
        return super().get_queryset(request).defer("text", "minutes")


@admin.register(MeetingSource)
class MeetingSourceAdmin(PlainAdmin):
    """Which source tells of which meeting."""

    list_display = ("meeting", "reading", "index")
    list_select_related = ("meeting__board", "reading__source")
    search_fields = ("meeting__board__name", "reading__source__filename")


@admin.register(Baseline)
class BaselineAdmin(PlainAdmin):
    """Meetings as they were last filed."""

    list_display = ("meeting",)
    list_select_related = ("meeting__board",)
    search_fields = ("meeting__board__name",)
    fields = ("meeting",)


@admin.register(Conflict)
class ConflictAdmin(ArchiveAdmin):
    """A clerk's edit and a new reading moved the same field: what the clerk wrote stands until somebody chooses."""

    list_display = ("meeting", "path", "created_at", "resolved_at")
    list_filter = (("resolved_at", admin.EmptyFieldListFilter), "meeting__board")
    list_select_related = ("meeting__board",)
    search_fields = ("meeting__board__name", "path")
    fields = ("meeting", "path", "base", "ours", "theirs", "created_at", "resolved_at")
    readonly_fields = fields
    actions = ("keep",)

    def has_add_permission(self, request: object) -> bool:
        """Conflicts are found by filing."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are settled, not deleted."""
        return False

    @admin.action(description="Settle: what stands on record is right", permissions=["change"])
    def keep(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Say that the wording on record stands; edit the record first to take the other one."""
        for conflict in queryset.filter(resolved_at=None).select_related("meeting__board"):
            edit = Edit(conflict, by=editor(request))
            conflict.resolved_at = timezone.now()
            conflict.save(update_fields=["resolved_at"])
            noted(request, edit.done("settle"))
        self.message_user(request, "Settled. What stands on record stays.", messages.SUCCESS)
