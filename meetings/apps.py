"""The app's configuration, and the admin's: our own desk stands where Django's admin would."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class MeetingsConfig(AppConfig):
    """Board meetings: records, pages, admin."""

    name = "meetings"
    verbose_name = "Board meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from meetings import checks  # noqa: F401, PLC0415 - registering is what the import is for


class DeskConfig(AdminConfig):
    """Django's admin app with our site."""

    default_site = "meetings.desk.Desk"
