"""What someone named on the command line → the files to read, or a sentence that says why not."""

from __future__ import annotations

import glob
import os
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

STANDARD_INPUT = "-"
_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class Unreadable(Exception):  # noqa: N818 - an answer for whoever named the file, not a programming error
    """A file that is not read, and the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Named:
    """One file to read, or (with a reason) something that was named and is not one."""

    path: str
    reason: str = ""

    @property
    def shown(self) -> str:
        """The path, safe to print: signs that a terminal would obey are written out."""
        text = os.fsencode(self.path).decode("utf-8", "backslashreplace")
        return "".join(each if unicodedata.category(each)[0] != "C" else ascii(each)[1:-1] for each in text)


def files_in(arguments: Iterable[str]) -> Iterator[Named]:
    """The files that the arguments name: files as they are, folders with all below them, patterns, `-`.

    Folders are read in the order of their names. Hidden files in them are passed over in silence, links to
    folders are not followed, and links to files only where these lie in the same folder.
    """
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield Named(argument)
        elif not Path(argument).exists():
            yield from _pattern(argument)
        elif Path(argument).is_dir():
            yield from _folder(argument)
        else:
            yield Named(argument, _why_not(os.stat(argument).st_mode))


def read_file(path: str, limit: int) -> bytes:
    """The bytes of a regular file, or of standard input for `-`. Raises Unreadable.

    `limit` is in bytes. A pipe that takes the place of the file is never waited for, and a file that someone
    is still writing is not taken for a whole one.
    """
    if path == STANDARD_INPUT:
        return _within(sys.stdin.buffer.read(limit + 1), limit)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            reason = _why_not(before.st_mode) or _too_large(before.st_size, limit)
            if reason:
                raise Unreadable(reason)
            data = _within(file.read(limit + 1), limit)
            after = os.fstat(descriptor)
    except OSError as error:
        raise Unreadable(f"It cannot be read: {error.strerror}.") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise Unreadable("It changed while it was read. Try again when nobody writes to it.")
    return data


def _pattern(argument: str) -> Iterator[Named]:
    if Path(argument).is_symlink():
        yield Named(argument, "It is a link to something that is not there.")
    elif glob.has_magic(argument):
        found = sorted(glob.glob(argument, recursive=True))
        if not found:
            yield Named(argument, "No file matches this pattern.")
        for path in found:
            yield from _folder(path) if Path(path).is_dir() and not path.endswith(os.sep) else [Named(path)]
    else:
        yield Named(argument, "There is no such file or folder.")


def _folder(root: str) -> Iterator[Named]:
    found = list(_below(root, os.path.realpath(root)))
    yield from found or [Named(root, "There is no file in this folder.")]


def _below(folder: str, root: str) -> Iterator[Named]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Named(folder, f"The folder cannot be read: {error.strerror}.")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, root)
        else:
            yield Named(entry.path, _link(entry, root) if entry.is_symlink() else _why_not(_mode(entry)))


def _link(entry: os.DirEntry[str], root: str) -> str:
    target = os.path.realpath(entry.path)
    if not Path(target).exists():
        return "It is a link to something that is not there."
    if Path(target).is_dir():
        return "It is a link to a folder; such links are not followed."
    if not Path(target).is_relative_to(root):
        return "It is a link to a file outside the folder; such links are not followed."
    return _why_not(Path(target).stat().st_mode)


def _mode(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return stat.S_IFREG  # it vanished meanwhile: reading it says so


def _why_not(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    return f"It is {_KINDS.get(stat.S_IFMT(mode), 'no file')}, not a file."


def _too_large(size: int, limit: int) -> str:
    if size <= limit:
        return ""
    return f"It holds {size / 1024 / 1024:,.0f} MB; the archive takes files of up to {limit // 1024 // 1024} MB."


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise Unreadable(f"It holds more than {limit // 1024 // 1024} MB, the most that the archive takes.")
    return data
