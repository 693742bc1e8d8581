"""The versions of a meeting's public record: one for each change that a reader could see."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models.proceedings import Meeting
from meetings.models.visibility import ArchiveQuerySet


class MeetingVersion(models.Model):
    """What the public saw of a meeting from one change to the next. Versions are added, never changed.

    It knows the text by digests alone, so that what is withheld later does not stay here.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="all_versions")
    number = models.PositiveIntegerField(help_text="From 1, when the meeting was first published.")
    at = models.DateTimeField(default=timezone.now)
    parts = models.JSONField(help_text="Each part of the record, and a digest of what the public saw of it.")
    changed = models.JSONField(default=list, blank=True, help_text="Parts that differ from the version before.")

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_from_one"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.meeting}"
