"""The app's configuration."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Board meetings: records, pages, admin."""

    name = "meetings"
    verbose_name = "Board meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from meetings import checks  # noqa: F401, PLC0415 - registering is what the import is for
