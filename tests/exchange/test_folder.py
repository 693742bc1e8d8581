"""The folder of an export appears whole or not at all, and is taken only as it was written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from meetings.exchange import folder as folders
from meetings.exchange.folder import MANIFEST, Held, check, fresh, read, read_manifest, write, write_manifest
from meetings.exchange.lines import NotTaken
from meetings.exchange.shapes import FILES, Authority

pytestmark = pytest.mark.once

LAMPS = Authority(slug="lamps", name="Lamps")


def written(folder: Path) -> Path:
    """A whole export with one authority in it."""
    folder.mkdir(exist_ok=True)
    manifest = {name: write(folder, name, [LAMPS] if name == "authorities.jsonl" else []) for name in FILES}
    write_manifest(folder, manifest)
    return folder


def with_manifest(folder: Path, **fields: Any) -> Path:
    """The export with other words in its manifest."""
    path = written(folder) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))
    return folder


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


# Writing


def test_a_manifest_says_what_the_files_hold_and_nothing_of_when_and_where(tmp_path: Path) -> None:
    assert json.loads((written(tmp_path) / MANIFEST).read_text()) == {
        "format": "board-archive-export",
        "version": 2,
        "settings": {"ARCHIVE_ORGANISATION": ""},
        "files": {
            "authorities.jsonl": {
                "lines": 1,
                "sha256": hashlib.sha256(b'{"name":"Lamps","slug":"lamps"}\n').hexdigest(),
            }
        }
        | {
            name: {"lines": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
            for name in list(FILES)[1:]
        },
    }


def test_a_folder_appears_when_everything_in_it_is_written(tmp_path: Path) -> None:
    with fresh(tmp_path / "out") as folder:
        written(folder)
        assert not (tmp_path / "out").exists()
    assert (names(tmp_path), names(tmp_path / "out")) == (["out"], sorted([*FILES, MANIFEST]))


def test_what_breaks_off_leaves_nothing_and_an_older_export_stays(tmp_path: Path) -> None:
    written(tmp_path / "out")
    before = (tmp_path / "out" / MANIFEST).read_bytes()
    with pytest.raises(ZeroDivisionError), fresh(tmp_path / "out", replace=True) as folder:
        write(folder, "boards.jsonl", (LAMPS for _ in range(1 // 0)))
    assert (names(tmp_path), (tmp_path / "out" / MANIFEST).read_bytes()) == (["out"], before)


def test_an_older_export_goes_only_when_that_is_asked_for(tmp_path: Path) -> None:
    written(tmp_path / "out")
    with pytest.raises(NotTaken, match=r"out is there already\. Choose another name, or write over it with --replace"):
        fresh(tmp_path / "out").__enter__()
    with fresh(tmp_path / "out", replace=True) as folder:
        (folder / "new").touch()
    assert (names(tmp_path), names(tmp_path / "out")) == (["out"], ["new"])


@pytest.mark.parametrize("more", ["letters.txt", MANIFEST, ""], ids=["other files too", "another manifest", "a file"])
def test_what_is_not_an_export_is_never_written_over(tmp_path: Path, more: str) -> None:
    out = tmp_path / "out"
    if more:
        (written(out) / more).write_text("{}")
    else:
        out.touch()
    with pytest.raises(NotTaken, match=r"out is not an export, so it is left alone\."):
        fresh(out, replace=True).__enter__()
    assert out.exists()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotTaken, match=r"nowhere/out cannot be written: No such file or directory\.$"):
        fresh(tmp_path / "nowhere" / "out").__enter__()


# Reading


def test_a_whole_export_is_read_line_by_line(tmp_path: Path) -> None:
    folder = written(tmp_path)
    manifest = read_manifest(folder)
    check(folder, manifest)
    assert list(read(folder, "authorities.jsonl", manifest["authorities.jsonl"])) == [(1, LAMPS)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"format": "another"}, "manifest.json is not that of an export of Board Archive."),
        ({"version": 1}, "The export is of a version that is not known here; version 2 is."),
        ({"version": True}, "The export is of a version that is not known here; version 2 is."),
        ({"settings": []}, "manifest.json does not say under which settings the export was written."),
        ({"files": {}}, "manifest.json must name these files and no others: authorities.jsonl, "),
        (
            {"files": {name: {} for name in FILES}},
            "manifest.json does not say how many lines authorities.jsonl has, and their SHA-256.",
        ),
    ],
)
def test_a_manifest_that_is_not_known_is_refused(tmp_path: Path, fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotTaken) as said:
        read_manifest(with_manifest(tmp_path, **fields))
    assert sentence in str(said.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 60_000, "\udcff"])
def test_a_manifest_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(NotTaken, match=r"manifest\.json is not that of an export of Board Archive\.$"):
        read_manifest(tmp_path)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotTaken, match=r"is not an export: there is no manifest\.json in it\.$"):
        read_manifest(tmp_path)


def test_an_export_of_an_archive_that_is_set_otherwise_says_what_to_set(tmp_path: Path, settings: Settings) -> None:
    folder = written(tmp_path)
    settings.ARCHIVE_ORGANISATION = "Averham"
    with pytest.raises(NotTaken) as said:
        read_manifest(folder)
    assert str(said.value) == (
        'The export is of an archive whose ARCHIVE_ORGANISATION is "", and here it is "Averham". '
        "Set the same, and import again."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, r"members\.jsonl is missing from "),
        ("{}\n", r"members\.jsonl is not as it was written: its SHA-256 is not the one in manifest\.json\.$"),
    ],
    ids=["missing", "altered"],
)
def test_a_missing_or_altered_file_is_refused(tmp_path: Path, text: str | None, sentence: str) -> None:
    path = written(tmp_path) / "members.jsonl"
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    with pytest.raises(NotTaken, match=sentence):
        check(tmp_path, read_manifest(tmp_path))


def test_a_huge_line_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LONGEST", 1024 * 1024)  # a line of the real bound takes long to write
    (tmp_path / "boards.jsonl").write_bytes(b"{}\n" + b" " * 1024 * 1024 + b"\n")
    with pytest.raises(NotTaken, match=r'^boards\.jsonl, line 1: "slug" is missing\.$'):
        list(read(tmp_path, "boards.jsonl", Held(2, "")))
    (tmp_path / "boards.jsonl").write_bytes(b" " * 1024 * 1024 + b"\n")
    with pytest.raises(NotTaken, match=r"^boards\.jsonl, line 1: it is longer than 1 MB\.$"):
        list(read(tmp_path, "boards.jsonl", Held(1, "")))


def test_a_file_with_more_or_fewer_lines_than_its_manifest_says_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path)
    with pytest.raises(
        NotTaken, match=r"^authorities\.jsonl does not have the number of lines that manifest\.json says, 2\.$"
    ):
        list(read(folder, "authorities.jsonl", Held(2, "")))
