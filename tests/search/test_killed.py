"""An ingest that is killed leaves an index in step, and the next one goes on as if nothing had been."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.search.mortal import KILLS
from tests.shared import shared_database


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_an_ingest_killed_at_thirty_moments_leaves_the_index_in_step_and_is_made_whole_by_the_next(
    tmp_path: Path,
) -> None:
    process = shared_database(tmp_path).start("-m", "tests.search.mortal", tmp_path / "said.txt")
    report = json.loads(process.communicate()[0].splitlines()[-1])
    assert report.pop("ended") > 0
    assert report == {"killed": KILLS, "out of step": [], "unlike": 0}
