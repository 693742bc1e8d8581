"""The system checks name what is wrong with a deployment before it is too late."""

from pathlib import Path

import pytest
from pytest_django import Settings

from meetings.checks import database_file_has_a_folder, sources_are_not_served, sources_can_be_kept


def test_originals_inside_a_served_folder_are_an_error(settings: Settings) -> None:
    settings.SOURCES_DIR = Path(settings.STATIC_ROOT) / "sources"

    assert [message.id for message in sources_are_not_served(None)] == ["meetings.E001"]


def test_originals_in_a_folder_of_their_own_are_right(settings: Settings, tmp_path: Path) -> None:
    settings.SOURCES_DIR = tmp_path / "not" / "made" / "yet"

    assert sources_are_not_served(None) == []
    assert sources_can_be_kept(None) == []


def test_originals_below_a_file_are_an_error(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.SOURCES_DIR = tmp_path / "file" / "sources"

    assert [message.id for message in sources_can_be_kept(None)] == ["meetings.E002"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("archive.sqlite3", []),
        ("missing/archive.sqlite3", ["meetings.E003"]),
        (":memory:", []),
        ("file:memorydb_default?mode=memory&cache=shared", []),
    ],
)
def test_a_database_file_needs_its_folder(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "django.db.backends.sqlite3", "NAME": name})

    assert [message.id for message in database_file_has_a_folder(None)] == expected


def test_a_database_server_needs_no_folder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "django.db.backends.postgresql", "NAME": "archive"})

    assert database_file_has_a_folder(None) == []
