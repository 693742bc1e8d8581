"""Originals kept byte for byte, each under its own hash, safe on the disk before anything refers to it."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

_UNNAMED = "unnamed"


def keep(data: bytes, path: Path) -> None:
    """Put the bytes at `path`, whole or not at all. Bytes that lie there already are left alone.

    Call it inside a turn: two writers of one path would use one temporary name. Raises OSError when the disk
    is full or may not be written.
    """
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def plain_name(filename: str, longest: int = 255) -> str:
    """The last part of a file name from outside, without control or direction signs; only ever shown."""
    last = filename.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    seen = "".join(each for each in unicodedata.normalize("NFC", last) if unicodedata.category(each)[0] != "C")
    return seen.strip(" .")[:longest] or _UNNAMED
