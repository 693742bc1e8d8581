"""Files made to do harm do none: each is read or refused in time, in a sentence, and leaves nothing behind.

`make test` tries every built file and a tenth of the mutations; `make hostile` tries all, and says so in figures.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetings.extraction import Limits
from meetings.extraction.limits import Outcome
from meetings.extraction.sandbox import Sandbox
from tests.extraction.test_office import FORMATS, made
from tests.here import OFFICE
from tests.hostile.build import READ, Hostile, files
from tests.hostile.mutate import mutations

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("hostile")]

MUTATIONS, OLD_MUTATIONS = 5_000, 100
ALL = bool(os.environ.get("HOSTILE"))
SLOWEST = 5.0
"""Seconds within which each file has to be answered; the hard stop of the limits comes later."""


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    """One sandbox for all, as `ingest` keeps one."""
    with Sandbox(Limits()) as sandbox:
        yield sandbox


def ended(box: Sandbox, file: Hostile) -> tuple[str, float]:
    """The code of how reading a file ended, and after how many seconds."""
    start = time.monotonic()
    found = box.read(file.data, filename=file.name)
    took = time.monotonic() - start
    if found.extract is not None:
        return ("incomplete" if found.outcome is Outcome.INCOMPLETE else READ), took
    assert found.refused is not None
    assert found.refused.sentence.endswith(".")
    return found.refused.code, took


def test_the_good_twins_are_read(box: Sandbox, twins: dict[str, bytes]) -> None:
    for name, data in twins.items():
        assert ended(box, Hostile(row="-", name=name, data=data, ends=frozenset()))[0] == READ


def test_every_built_file_ends_as_it_may(box: Sandbox, twins: dict[str, bytes]) -> None:
    wrong, slow, tried = [], [], 0
    for file in files(twins):
        tried += 1
        code, took = ended(box, file)
        if code not in file.ends:
            wrong.append(f"{file}: {code}, not {', '.join(sorted(file.ends))}")
        if took > SLOWEST:
            slow.append(f"{file}: {took:.1f} s")
    assert (wrong, slow) == ([], [])
    assert tried >= 300


def test_no_mutation_crashes_or_hangs_a_reader(box: Sandbox, twins: dict[str, bytes]) -> None:
    tried(box, twins, (MUTATIONS if ALL else MUTATIONS // 10) // len(twins) + 1)


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_no_mutation_crashes_or_hangs_what_opens_old_files(
    box: Sandbox, twins: dict[str, bytes], tmp_path: Path
) -> None:
    old = {}
    for ending in FORMATS:
        (folder := tmp_path / ending).mkdir()
        old[f"board.{ending}"] = made(folder, ending, {"board": twins["board.docx"]})["board"]
    tried(box, old, OLD_MUTATIONS if ALL else 1)


def tried(box: Sandbox, good: dict[str, bytes], each: int) -> None:
    """Try so many mutations of each of these files."""
    told, worst = Counter[str](), 0.0
    for file in mutations(good, each):
        code, took = ended(box, file)
        told[code] += 1
        worst = max(worst, took)
    broken = {code: told[code] for code in ("crashed", "timeout", "out-of-memory", "bad-output") if told[code]}
    assert broken == {}
    if ALL:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        ends = ", ".join(f"{code} {n}" for code, n in told.most_common())
        sys.stdout.write(f"\n{told.total()} mutations: {ends}; slowest {worst:.1f} s; this process {memory} MB\n")


def test_nothing_is_left_behind(twins: dict[str, bytes]) -> None:
    before = set(Path(tempfile.gettempdir()).iterdir())
    with Sandbox(Limits()) as sandbox:
        for file in mutations(twins, 5, seed=2):
            sandbox.read(file.data, filename=file.name)
    assert {
        path.name for path in set(Path(tempfile.gettempdir()).iterdir()) - before if "reading" in path.name
    } == set()
