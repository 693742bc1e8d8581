"""System checks: things about a deployment that only show when it is too late."""

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
