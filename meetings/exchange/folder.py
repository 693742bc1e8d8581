"""The folder of an export: one file of lines for each kind, and a manifest that says what they must be."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from meetings.exchange.lines import NotTaken, from_line, to_line
from meetings.exchange.shapes import FILES, Shape

FORMAT, VERSION = "board-archive-export", 2
MANIFEST = "manifest.json"
LONGEST = 64 * 1024 * 1024
"""Bytes of one line: an item with every paper of a long agenda pack has a few million."""

_LONGEST_MANIFEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Held:
    """What one file of an export holds."""

    lines: int
    sha256: str


Manifest = dict[str, Held]
"""File → what it holds."""


@contextmanager
def fresh(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A new folder to write into, which takes its place at `target` only when everything in it is written.

    Raises NotTaken when something is there already, unless it is an older export and `replace` is asked for, and
    when the folder cannot be written.
    """
    _refuse_taken(target, replace=replace)
    part, former = (target.with_name(f".{target.name}.{word}-{os.getpid()}") for word in ("part", "former"))
    try:
        part.mkdir()
        yield part
        if target.exists():
            target.rename(former)
        part.rename(target)
    except OSError as error:
        if former.exists() and not target.exists():
            former.rename(target)
        raise NotTaken(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def write(folder: Path, name: str, shapes: Iterable[Shape]) -> Held:
    """Write one file of an export, line by line. Raises OSError."""
    lines, digest = 0, hashlib.sha256()
    with (folder / name).open("xb") as file:
        for shape in shapes:
            line = to_line(shape)
            file.write(line)
            digest.update(line)
            lines += 1
        file.flush()
        os.fsync(file.fileno())
    return Held(lines, digest.hexdigest())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Say what the files hold, and what shaped them: nothing of when and where they were written. Raises OSError."""
    files = {name: {"lines": held.lines, "sha256": held.sha256} for name, held in manifest.items()}
    told = {"format": FORMAT, "version": VERSION, "settings": _settings(), "files": files}
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """What the manifest says of the files. Raises NotTaken unless it is one that this version can import here."""
    told = _manifest(folder)
    if told.get("format") != FORMAT:
        raise NotTaken(f"{folder / MANIFEST} is not that of an export of Board Archive.")
    if told.get("version") != VERSION or type(told["version"]) is not int:
        raise NotTaken(f"The export is of a version that is not known here; version {VERSION} is.")
    _refuse_other_settings(told.get("settings"))
    files = told.get("files")
    if not isinstance(files, dict) or files.keys() != FILES.keys():
        raise NotTaken(f"{MANIFEST} must name these files and no others: {', '.join(FILES)}.")
    return {name: _held(name, files[name]) for name in FILES}


def check(folder: Path, manifest: Manifest) -> None:
    """Raises NotTaken when a file is missing, or is not the one that the manifest speaks of."""
    for name, held in manifest.items():
        path = folder / name
        try:
            if not path.is_file():
                raise NotTaken(f"{name} is missing from {folder}.")
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise NotTaken(f"{path} cannot be read: {error.strerror}.") from error
        if found != held.sha256:
            raise NotTaken(f"{name} is not as it was written: its SHA-256 is not the one in {MANIFEST}.")


def read(folder: Path, name: str, held: Held) -> Iterator[tuple[int, Any]]:
    """(number from 1, what it holds) of every line of a file. Raises NotTaken with file and line."""
    number = 0
    with (folder / name).open("rb") as file:
        while line := file.readline(LONGEST + 1):
            number += 1
            yield number, _read(line, name, number)
    if number != held.lines:
        raise NotTaken(f"{name} does not have the number of lines that {MANIFEST} says, {held.lines:,}.")


def _read(line: bytes, name: str, number: int) -> Any:
    if len(line) > LONGEST:
        raise NotTaken(f"{name}, line {number}: it is longer than {LONGEST // 1024 // 1024} MB.")
    try:
        return from_line(line, FILES[name])
    except NotTaken as error:
        raise NotTaken(f"{name}, line {number}: {error}.") from None


def _refuse_taken(target: Path, *, replace: bool) -> None:
    if not target.name:
        raise NotTaken(f"{target} is no name for a new folder.")
    if not (target.exists() or target.is_symlink()):
        return
    if not replace:
        raise NotTaken(f"{target} is there already. Choose another name, or write over it with --replace.")
    if not _is_export(target):
        raise NotTaken(f"{target} is not an export, so it is left alone. Choose another name.")


def _is_export(folder: Path) -> bool:
    """Whether it is a folder that holds what an export holds, and nothing else that would be lost with it."""
    if folder.is_symlink() or not folder.is_dir() or not {each.name for each in folder.iterdir()} <= {*FILES, MANIFEST}:
        return False
    try:
        return bool(_manifest(folder).get("format") == FORMAT)
    except NotTaken:
        return False


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise NotTaken(f"{folder} is not an export: there is no {MANIFEST} in it.")
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_LONGEST_MANIFEST).decode())
    except OSError as error:
        raise NotTaken(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise NotTaken(f"{path} is not that of an export of Board Archive.")
    return told


def _held(name: str, told: Any) -> Held:
    match told:
        case {"lines": int(lines), "sha256": str(sha256)} if len(told) == 2 and lines >= 0:
            return Held(lines, sha256)
    raise NotTaken(f"{MANIFEST} does not say how many lines {name} has, and their SHA-256.")


def _settings() -> dict[str, str]:
    """The settings that decide which words in an export need no saying."""
    return {"ARCHIVE_ORGANISATION": settings.ARCHIVE_ORGANISATION}


def _refuse_other_settings(told: Any) -> None:
    if told == _settings():
        return
    theirs = told.get("ARCHIVE_ORGANISATION") if isinstance(told, dict) else None
    if not isinstance(theirs, str):
        raise NotTaken(f"{MANIFEST} does not say under which settings the export was written.")
    raise NotTaken(
        f"The export is of an archive whose ARCHIVE_ORGANISATION is {json.dumps(theirs, ensure_ascii=False)}, and here "
        f"it is {json.dumps(settings.ARCHIVE_ORGANISATION, ensure_ascii=False)}. Set the same, and import again."
    )
