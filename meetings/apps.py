"""The app's configuration, and the admin's: our own desk stands where Django's admin would."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db import connections
from django.db.models.signals import post_migrate


class MeetingsConfig(AppConfig):
    """Board meetings: records, pages, admin."""

    name = "meetings"
    verbose_name = "Board meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and have every migrated database tell when a record changes."""
        from meetings import checks  # noqa: F401, PLC0415 - registering is what the import is for

        post_migrate.connect(_watch, sender=self)


def _watch(using: str, **_: object) -> None:
    from meetings.models.edition import watch  # noqa: PLC0415 - models are there when apps are

    if "meetings_edition" in connections[using].introspection.table_names():  # not when migrated back to before it
        watch(using)


class DeskConfig(AdminConfig):
    """Django's admin app with our site."""

    default_site = "meetings.desk.Desk"
