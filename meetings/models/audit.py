"""Who did what, when, and to which rows: one line for each act that changes the record or what is public."""

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
    table = models.CharField(max_length=40, blank=True, default="", help_text="The class on whose page it was done.")
    key = models.BigIntegerField(null=True, blank=True, help_text="Which record of that class it was done to.")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["table", "key"], name="audit_of_record")]

    def __str__(self) -> str:
        return f"{self.verb}: {self.about}"


class AuditRow(models.Model):
    """What an act did to one row: the columns that it changed, as they were and as it left them."""

    line = models.ForeignKey(AuditLine, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=40, help_text="The class of the row.")
    key = models.BigIntegerField(help_text="Its primary key.")
    about = models.CharField(max_length=200, blank=True, default="", help_text="The words it is known by.")
    was = models.JSONField(null=True, help_text="Columns before; null where the act added the row.")
    now = models.JSONField(null=True, help_text="The same behind it; null where the act deleted the row.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "table", "key"], name="a_row_once_in_an_act"),
        ]
        indexes = [models.Index(fields=["table", "key"], name="audit_row_of_record")]

    def __str__(self) -> str:
        return f"{self.table} {self.about}".strip()
