"""What someone names on the command line becomes files, or a sentence."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from meetings.management.files import Named, Unreadable, files_in, read_file

LIMIT = 1024 * 1024


def named(*arguments: Path | str) -> list[tuple[str, str]]:
    """(last part of the path, reason) of everything the arguments name."""
    return [(Path(each.path).name, each.reason) for each in files_in(map(str, arguments))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two notes, one of them deeper."""
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.txt").write_text("z")
    return tmp_path


def test_a_folder_gives_all_files_below_it_in_order(folder: Path) -> None:
    assert named(folder) == [("z.txt", ""), ("b.txt", "")]


def test_hidden_files_of_a_folder_are_passed_over_in_silence(folder: Path) -> None:
    (folder / ".hidden").write_text("h")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("c")
    assert named(folder, folder / ".hidden") == [("z.txt", ""), ("b.txt", ""), (".hidden", "")]


def test_a_pattern_gives_what_matches_it(folder: Path) -> None:
    assert named(f"{folder}/*.txt") == [("b.txt", "")]
    assert named(f"{folder}/**/*.txt") == [("z.txt", ""), ("b.txt", "")]
    assert named(f"{folder}/*") == [("z.txt", ""), ("b.txt", "")]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text("1")
    assert named(tmp_path / "[1].txt") == [("[1].txt", "")]


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert named(tmp_path / "no.txt", f"{tmp_path}/*.md", tmp_path / "empty", tmp_path / "dangling") == [
        ("no.txt", "There is no such file or folder."),
        ("*.md", "No file matches this pattern."),
        ("empty", "There is no file in this folder."),
        ("dangling", "It is a link to something that is not there."),
    ]


def test_pipes_sockets_and_devices_are_named_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        assert named(tmp_path, "/dev/null") == [
            ("pipe", "It is a pipe, not a file."),
            ("socket", "It is a socket, not a file."),
            ("null", "It is a device, not a file."),
        ]


def test_links_are_followed_only_to_files_of_the_same_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("secret")
    (folder / "c-inside").symlink_to(folder / "b.txt")
    (folder / "d-loop").symlink_to(folder)
    (folder / "e-etc").symlink_to("/etc")
    (folder / "f-outside").symlink_to(outside)
    (folder / "g-dangling").symlink_to(folder / "nowhere")
    assert named(folder)[2:] == [
        ("c-inside", ""),
        ("d-loop", "It is a link to a folder; such links are not followed."),
        ("e-etc", "It is a link to a folder; such links are not followed."),
        ("f-outside", "It is a link to a file outside the folder; such links are not followed."),
        ("g-dangling", "It is a link to something that is not there."),
    ]


def test_a_link_that_was_named_itself_is_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("links") / "notes"
    link.symlink_to(folder)
    assert named(link) == [("z.txt", ""), ("b.txt", "")]


def test_the_bytes_of_a_file_are_read(folder: Path) -> None:
    assert read_file(str(folder / "b.txt"), LIMIT) == b"b"


def test_standard_input_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"note")))
    assert read_file("-", LIMIT) == b"note"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bytes(LIMIT + 1))))
    with pytest.raises(Unreadable, match="It holds more than 1 MB, the most that the archive takes"):
        read_file("-", LIMIT)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "large", "wb") as file:
        file.truncate(3 * 1024**3)
    with pytest.raises(Unreadable, match="It holds 3,072 MB; the archive takes files of up to 1 MB"):
        read_file(str(tmp_path / "large"), LIMIT)


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "note.txt")
    with pytest.raises(Unreadable, match="It is a pipe, not a file"):
        read_file(str(tmp_path / "note.txt"), LIMIT)


def test_a_file_that_vanished_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="It cannot be read: No such file or directory"):
        read_file(str(tmp_path / "gone.txt"), LIMIT)


def test_a_file_that_says_nothing_of_its_size_is_not_taken_for_whole() -> None:
    with pytest.raises(Unreadable, match="It changed while it was read"):
        read_file("/proc/self/status", LIMIT)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_says_so(folder: Path) -> None:
    (folder / "a").chmod(0)
    assert named(folder)[0] == ("a", "The folder cannot be read: Permission denied.")
    (folder / "a").chmod(0o700)


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a\nb.txt", "a\\nb.txt"), ("\u202etxt.exe", "\\u202etxt.exe"), (os.fsdecode(b"caf\xe9"), "caf\\xe9"), ("é", "é")],
)
def test_a_path_is_shown_without_signs_that_a_terminal_obeys(path: str, shown: str) -> None:
    assert Named(path).shown == shown
