"""Originals lie under their own hash, whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from meetings.filing.keeping import keep, plain_name


def test_the_bytes_are_kept_where_nobody_else_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "ab" / "abcdef"
    keep(b"note", path)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode) & 0o007) == (b"note", 0)
    assert [each.name for each in path.parent.iterdir()] == ["abcdef"]


def test_bytes_that_are_kept_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "abcdef"
    keep(b"note", path)
    before = path.stat()
    keep(b"note", path)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("left", ["abcdef", "abcdef.part"], ids=["a file cut short", "a temporary file"])
def test_what_an_interrupted_run_left_behind_is_made_whole(tmp_path: Path, left: str) -> None:
    (tmp_path / left).write_bytes(b"no")
    keep(b"note", tmp_path / "abcdef")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"abcdef": b"note"}


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("in the way")
    with pytest.raises(OSError, match="exists"):
        keep(b"note", tmp_path / "ab" / "abcdef")
    assert [each.name for each in tmp_path.iterdir()] == ["ab"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("note.txt", "note.txt"),
        ("/etc/passwd", "passwd"),
        ("C:\\notes\\x.doc", "x.doc"),
        ("notes/", "notes"),
        ("cafe\u0301.txt", "café.txt"),
        ("a\x00b.txt", "ab.txt"),
        ("..", "unnamed"),
        ("--help", "--help"),
        ("n" * 300, "n" * 255),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_from_outside_is_its_last_part_without_signs_that_mislead(given: str, shown: str) -> None:
    assert plain_name(given) == shown
