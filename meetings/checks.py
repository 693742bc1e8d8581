"""System checks: things about a deployment that only show when it is too late."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def sources_are_not_served(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Kept originals must not lie where the web server hands out files."""
    sources = Path(settings.SOURCES_DIR).resolve()
    served = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]
    if settings.MEDIA_ROOT:
        served.append(Path(settings.MEDIA_ROOT))
    return [
        Error(
            f"SOURCES_DIR ({sources}) lies inside {folder}, which is served to the public.",
            hint="Set SOURCES_DIR to a folder of its own, outside every served folder.",
            id="meetings.E001",
        )
        for folder in served
        if sources.is_relative_to(folder.resolve())
    ]


@register()
def sources_can_be_kept(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The folder for originals is there and writable, or can be made."""
    sources = Path(settings.SOURCES_DIR).resolve()
    nearest = next(folder for folder in [sources, *sources.parents] if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"SOURCES_DIR ({sources}) cannot be written: {nearest} is not a folder of ours.",
            hint="Give the account that runs the archive the right to write there, or set SOURCES_DIR elsewhere.",
            id="meetings.E002",
        )
    ]


@register()
def database_file_has_a_folder(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """SQLite makes its file, but not the folder around it, and it writes its journal beside the file."""
    database = settings.DATABASES["default"]
    name = str(database["NAME"])
    if not database["ENGINE"].endswith("sqlite3") or ":memory:" in name or name.startswith("file:"):
        return []
    folder = Path(name).resolve().parent
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"The SQLite database {name} cannot be written: {folder} is missing, or not ours to write in.",
            hint="Make the folder, or set DATABASE_URL to a file elsewhere.",
            id="meetings.E003",
        )
    ]
