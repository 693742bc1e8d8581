"""Who did what, when: one line for each act that changes the record or what is public."""

from django.conf import settings
from django.db import models


class AuditLine(models.Model):
    """One act. Lines are added, never changed."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=40, help_text="Such as `ingest`, `publish`, `withdraw`, `restrict`, `edit`.")
    meeting = models.ForeignKey("meetings.Meeting", models.SET_NULL, null=True, blank=True, related_name="audit")
    about = models.CharField(max_length=300, help_text="What it was done to, in words.")
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.verb}: {self.about}"
