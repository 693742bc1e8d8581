"""The archive taken away whole: everything public as a folder of lines, and such a folder as a new archive.

Inside the package the direction is: shapes ← lines ← folder, leaving ← naming, arriving.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from meetings.exchange import leaving
from meetings.exchange.arriving import arrive
from meetings.exchange.folder import Held, Manifest, check, fresh, read_manifest, write, write_manifest
from meetings.exchange.lines import NotTaken
from meetings.exchange.shapes import Shape
from meetings.models import User
from meetings.models.turn import still

__all__ = ["Held", "Manifest", "NotTaken", "export", "take_in"]

_LEAVING: dict[str, Callable[[], Iterator[Shape]]] = {
    "authorities.jsonl": leaving.authorities,
    "boards.jsonl": leaving.boards,
    "members.jsonl": leaving.members,
    "meetings.jsonl": leaving.meetings,
    "items.jsonl": leaving.items,
}


def export(target: Path, *, replace: bool = False) -> Manifest:
    """Write everything public into a new folder → what is in it. Raises NotTaken, and then leaves nothing.

    It is the archive as it stands when the writing begins. With `replace` an older export of that name goes.
    """
    with fresh(target, replace=replace) as folder, still():
        manifest = {name: write(folder, name, shapes()) for name, shapes in _LEAVING.items()}
        write_manifest(folder, manifest)
    return manifest


def take_in(folder: Path, *, by: User | None) -> Manifest:
    """Make an empty archive hold what an export holds, published → what was in it.

    Raises NotTaken with one sentence when the archive is not empty or the export is not whole and sound; nothing
    has changed then.
    """
    manifest = read_manifest(folder)
    check(folder, manifest)
    arrive(folder, manifest, by=by)
    return manifest
