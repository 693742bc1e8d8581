"""Two hundred files at once, forty of them made to do harm: the good are filed, and each other has its reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from meetings.extraction import extract
from tests.extraction import built_docx, built_html
from tests.here import ROOT
from tests.hostile.build import READ, files
from tests.minutes.written import export
from tests.shared import shared_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.second]

GOOD, HOSTILE = 160, 40
DAYS = [f"{day} {month} {year}" for year in (2015, 2016, 2017) for month in ("May", "June") for day in range(1, 29)]
NOTE = ROOT / "fixtures" / "notes" / "skills-enterprise-board-2021-05-13.txt"


def note(n: int) -> tuple[str, bytes]:
    """The n-th good file: a note of its own, as text, as Word or as a web page."""
    text = export(("1", "Tolls", f"Members spoke of toll {n}."), ("2", "Bells", "They ring."), date=DAYS[n]).encode()
    if n % 3 == 0:
        return f"good-{n}.txt", text
    found = extract(text)
    return (
        (f"good-{n}.docx", built_docx.of_note(found)) if n % 3 == 1 else (f"good-{n}.html", built_html.page_of(found))
    )


def test_forty_hostile_files_keep_none_of_the_good_from_being_filed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(GOOD):
        name, data = note(n)
        (folder / name).write_bytes(data)
    refused = [
        each for each in files({"note.docx": note(1)[1]}) if READ not in each.ends and "incomplete" not in each.ends
    ]
    distinct = list({each.data: each for each in refused}.values())
    for n, each in enumerate(distinct[:HOSTILE]):
        (folder / f"bad-{n}-{Path(each.name).name}").write_bytes(each.data)
    shared = shared_database(tmp_path)
    ran = shared.run("ingest", "--report", tmp_path / "told.json", "--jobs", "2", folder)
    ran.communicate()
    assert ran.returncode == 1
    documents = json.loads((tmp_path / "told.json").read_bytes())["documents"]
    good = [each for each in documents if Path(each["path"]).name.startswith("good")]
    bad = [each for each in documents if Path(each["path"]).name.startswith("bad")]
    assert ({each["status"] for each in good}, len(good)) == ({"filed"}, GOOD)
    assert ({each["status"] for each in bad}, len(bad)) == ({"refused"}, HOSTILE)
    assert all(each["reason"].endswith(".") for each in bad)
    assert shared.count("meeting") == [GOOD]
