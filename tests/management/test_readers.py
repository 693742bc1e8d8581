"""Files are read one after another in one sandbox, which ends with the run."""

import os

import pytest

from meetings.extraction import leftovers
from meetings.filing.reading import read
from meetings.management.readers import Readers

pytestmark = pytest.mark.once

FILES = {
    "long.txt": b"The Board agreed the plan.\n\n" * 5_000,
    "short.txt": b"The Board agreed the plan.\n",
    "note.pdf": b"%PDF-1.7",
    "empty.txt": b"",
}


def test_files_are_read_as_each_is_alone_and_nothing_runs_on() -> None:
    before = leftovers.descendants(os.getpid())
    with Readers(1) as readers:
        answers = [readers.start(data, name) for name, data in FILES.items()]
        told = [answer() for answer in answers]

    assert told == [read(data, filename=name) for name, data in FILES.items()]
    assert set(leftovers.descendants(os.getpid())) <= set(before)
