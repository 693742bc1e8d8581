"""A source is read within the limits that the settings name."""

import pytest
from pytest_django import Settings

from meetings.extraction import Limits
from meetings.extraction.sandbox import Sandbox
from meetings.filing.reading import limits, read

LONG = b"The Board agreed the plan.\n\n" * 5_000


def test_the_defaults_are_those_of_the_readers() -> None:
    assert limits() == Limits()


def test_every_setting_is_a_limit(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES, settings.UNPACKED_MAX_BYTES = 1, 2
    settings.PAGES_MAX, settings.CHARACTERS_MAX = 3, 4
    settings.READING_SECONDS, settings.READING_WALL_SECONDS, settings.READING_MEMORY_MB = 5, 6, 128

    assert limits() == Limits(size=1, unpacked=2, pages=3, characters=4, seconds=5, wall=6, memory=128 * 1024 * 1024)


@pytest.mark.once
def test_a_limit_holds_for_what_the_child_reads(settings: Settings) -> None:
    settings.CHARACTERS_MAX = 120_000
    told = read(LONG, filename="note.txt")

    assert told.refused == "The file holds more than 120,000 characters, the most that is read."


@pytest.mark.once
def test_a_file_whose_reading_breaks_off_is_refused_and_nothing_else() -> None:
    with Sandbox(limits(), reader="tests.extraction.misbehaving:kill_itself") as sandbox:
        told = read(LONG, filename="note.txt", sandbox=sandbox)

    assert (told.refused.partition(":")[0], told.minutes, told.text) == ("Reading the file broke off", (), "")


@pytest.mark.once
def test_a_long_note_is_read_by_a_sandbox_that_is_kept_as_by_one_of_its_own() -> None:
    with Sandbox(limits()) as sandbox:
        assert read(LONG, filename="note.txt", sandbox=sandbox) == read(LONG, filename="note.txt")
