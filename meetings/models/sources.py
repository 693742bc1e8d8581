"""The sources: files kept byte for byte, and what each parse of them said."""

from pathlib import Path

from django.conf import settings
from django.db import models

from meetings.models.visibility import ArchiveQuerySet


class Source(models.Model):
    """An uploaded file, known by its SHA-256; the bytes lie under SOURCES_DIR."""

    class Status(models.TextChoices):
        FILED = "filed", "Filed"
        WAITING = "waiting", "Kept, waits for a clerk"
        REFUSED = "refused", "Kept, could not be read"

    sha256 = models.CharField(max_length=64, unique=True)
    filename = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, default="text/plain")
    organisation = models.CharField(max_length=200, blank=True, default="")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    reason = models.CharField(max_length=500, blank=True, default="", help_text="Why it is not filed, for the clerk.")
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    original_public = models.BooleanField(
        default=False, help_text="A clerk has checked the original for hidden content and offers it for download."
    )

    class Meta:
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.filename

    @property
    def path(self) -> Path:
        """Where the bytes lie: under their own hash, never under a name from outside."""
        return Path(settings.SOURCES_DIR) / self.sha256[:2] / self.sha256


class Reading(models.Model):
    """One stored parse of a source: its text, its Minutes and the parser version that made them."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="readings")
    parser_version = models.CharField(max_length=20)
    text = models.TextField(help_text="The extracted text every Span points into.")
    minutes = models.JSONField(default=list, help_text="One entry for each meeting, as in docs/ingest-json.md.")
    findings = models.JSONField(default=list, help_text="Findings about the file as a whole.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "parser_version"], name="one_reading_for_each_parser_version"),
        ]

    def __str__(self) -> str:
        return f"{self.source} read by parser {self.parser_version}"


class MeetingSource(models.Model):
    """What one Reading says of one Meeting: the entry of its Minutes that was filed there."""

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="all_sources")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="tellings")
    index = models.PositiveSmallIntegerField(help_text="Which entry of the reading's minutes, from 0.")

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reading", "index"], name="each_minutes_filed_once")]

    def __str__(self) -> str:
        return f"{self.meeting} in {self.reading.source}"


class Baseline(models.Model):
    """The Minutes of a meeting as they were last filed: the base of the three-way merge."""

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, related_name="baseline")
    minutes = models.JSONField()

    def __str__(self) -> str:
        return f"{self.meeting} as filed"


class Conflict(models.Model):
    """A clerk's edit and a new reading moved the same field; the clerk's wording stands until someone chooses."""

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="conflicts")
    path = models.CharField(max_length=200, help_text="Which field, such as `items/7/decisions/1/text`.")
    base = models.JSONField(null=True)
    theirs = models.JSONField(null=True)
    ours = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "path"], name="one_conflict_for_a_field")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.path}"
