"""Whole notes as web pages, and pages as they are in the wild, tell what a reader sees in them."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from meetings.extraction import Limits, extract, html
from meetings.extraction.blocks import Extract
from meetings.minutes import Minutes, parse
from meetings.minutes.codec import to_data
from tests.extraction.built_html import body_of, page_of
from tests.here import CORPUS, ROOT
from tests.minutes.accounting import lost
from tests.minutes.written import decided, listed, present, said, to_do

pytestmark = pytest.mark.once

PAGES = Path(__file__).parent / "pages"
SAMPLES = sorted(path for path in (ROOT / "fixtures").rglob("*") if path.suffix in {".txt", ".md"})


def read(page: str | bytes) -> Extract:
    """What the reader finds in a page."""
    return html.read(page if isinstance(page, bytes) else page.encode(), Limits())


def words(page: str | bytes) -> list[str]:
    """The text of each block of a page, that of a table cell by cell."""
    return [leaf.text for leaf in read(page).leaves()]


def codes(found: Extract) -> list[str]:
    return [finding.code for finding in found.findings]


def page(name: str) -> tuple[Extract, Minutes]:
    """One of the pages in the folder, and the one record that it holds."""
    found = read((PAGES / f"{name}.html").read_bytes())
    (minutes,) = parse(found)
    return found, minutes


# Pages as they are in the wild.


def test_the_page_of_an_item_gives_that_item() -> None:
    found, minutes = page("item")
    (item,) = minutes.items

    assert (minutes.family, minutes.header.board, minutes.header.date, minutes.header.time) == (
        "F4",
        "Harbour and Ferries Committee",
        date(2018, 10, 2),
        "2.00 pm",
    )
    assert (item.number, item.title) == ("44", "Winter timetable of the Quillham ferry")
    assert said(item) == [
        "Report of the Harbour Master.",
        "The Harbour Master, Captain Solveig Reay, explained that two boats would be out of the water in winter.",
        "Members asked for the text messages to say which boat was running.",
    ]
    assert decided(item) == [
        ("RESOLVED – that:", "the winter timetable be agreed;", ("agreed",)),
        ("RESOLVED – that:", "no fare rise before April 2019; and", ("resolved",)),
        ("RESOLVED – that:", "a third boat be kept in steam.", ("resolved",)),
    ]
    assert to_do(item) == [
        (
            ("Captain Solveig Reay",),
            "Captain Solveig Reay to add the name of the boat to the text messages by 1st November 2018.",
        )
    ]
    assert codes(found) == ["hidden-text", "tracked-changes", "page-frame"]
    assert found.findings[-1].message == (
        "Left out the frame of the page: breadcrumbs (1), footers (1), headers (1), links to share the page (1), "
        "links to skip parts of the page (1), menus (1), notices of cookies (1)."
    )


def test_the_page_of_a_meeting_that_a_browser_saved_gives_all_its_items() -> None:
    found, minutes = page("meeting")
    header = minutes.header

    assert (minutes.family, header.board, header.date, header.venue) == (
        "F5",
        "Planning Committee",
        date(2019, 3, 6),
        "Council Chamber, Town Hall, Brackenby",
    )
    assert listed(minutes) == [
        ("71", "Apologies for Absence"),
        ("72", "Boathouse at Lock Lane"),
        ("73", "Date of next meeting"),
    ]
    assert [said(item) for item in minutes.items] == [
        ["An apology was received from Councillor Denholm Yarrow."],
        [
            "Report of the Head of Planning.",
            "The officer described the site, which floods.",
            "• The roof would be of slate.",
            "• The bank must not be cut.",
        ],
        ["Wednesday, 3rd April, 2019 at 6.30 pm."],
    ]
    assert decided(minutes.items[1]) == [
        ("", "The Committee approved the application.", ("approved",)),
        ("", "The Committee noted the letter from the parish.", ("noted",)),
    ]
    assert to_do(minutes.items[1]) == [(("Officers",), "Officers to write to the parish.")]
    assert (minutes.preamble, codes(found)) == ((), ["hidden-text", "page-frame"])


def test_a_table_of_actions_on_a_page_set_by_tables_is_read_by_its_columns() -> None:
    found, minutes = page("actions")

    assert (minutes.family, minutes.header.board, minutes.header.date, minutes.header.venue) == (
        "F7",
        "Lower Sallow Ferry Partnership",
        date(2022, 5, 10),
        "Pump House, Pyle",
    )
    assert listed(minutes) == [("1", "Matters arising"), ("2", "Pumps"), ("3", "Any other business")]
    assert [to_do(item) for item in minutes.items] == [
        [(("JB",), "JB to redo the rota by 31 May 2022")],
        [(("NC", "BH"), "NC/ BH to ask the harbour office for the key")],
        [],
    ]
    assert said(minutes.items[1]) == ["Pump 3 failed its test.", "The two trailer pumps have passed."]
    assert present(minutes) == [
        ("member", "Jo Bruce", ""),
        ("member", "Neil Carrow", ""),
        ("chair", "Basil Hendry", ""),
        ("apologies", "Owen Prys", ""),
    ]
    assert found.findings == ()


def test_a_page_that_word_saved_keeps_its_printed_marks_and_loses_what_was_deleted() -> None:
    found, minutes = page("word")

    assert found.text == (
        "Minutes of the meeting of Thorle Parish Council\n\n"
        "Held on Monday 8 November 2021 at 7.30pm in the Village Hall\n\n"
        "Present: Cllr A Bee (Chair), Cllr C Dee, Cllr E Fox\n\n"
        "1. Apologies for absence\n\nApologies were received from Cllr G Hay.\n\n"
        "2. The bus shelter\n\nThe Clerk’s quotations were read\n\n· oak at £900;\n\no steel at £450.\n\n"
        "RESOLVED to buy the shelter of steel – not of oak.\n\n"
    )
    assert (minutes.family, minutes.header.board, minutes.header.date) == (
        "F6",
        "Thorle Parish Council",
        date(2021, 11, 8),
    )
    assert listed(minutes) == [("1", "Apologies for absence"), ("2", "The bus shelter")]
    assert decided(minutes.items[1]) == [("", "RESOLVED to buy the shelter of steel – not of oak.", ("resolved",))]
    assert present(minutes) == [("chair", "A Bee", ""), ("member", "C Dee", ""), ("member", "E Fox", "")]
    assert (found.encoding, codes(found)) == ("cp1252", ["hidden-text", "tracked-changes", "reviewer-comments"])


def test_a_page_that_prints_its_decisions_twice_gives_them_once() -> None:
    found, minutes = page("decisions")
    (item,) = minutes.items

    assert (minutes.header.board, minutes.header.date) == ("Cabinet", date(2019, 3, 19))
    assert (item.number, item.title) == ("88", "Library opening hours")
    assert decided(item) == [
        ("RESOLVED – that:", "the Central Library open on Sundays; and", ("resolved",)),
        ("RESOLVED – that:", "the hours at Bonded Row be reduced to twenty a week.", ("resolved",)),
    ]
    assert codes(found) == ["page-frame"]


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.iterdir()))
def test_nothing_of_a_page_that_was_read_is_in_no_record(name: str) -> None:
    found = read((PAGES / f"{name}.html").read_bytes())

    assert lost(found, parse(found)) == ""


# Every note as a page.


def told(found: Extract) -> list[dict[str, Any]]:
    """What is read, without places, and with one sign for a bullet; a star may be a bullet or a note's."""
    return [_bare(to_data(minutes)) for minutes in parse(found)]


def _bare(data: Any) -> Any:
    if isinstance(data, dict):
        if data.get("marker") == "*":
            data |= {"text": f"* {data['text']}", "kind": "paragraph", "marker": ""}
        left_out = {key for key in data if key.endswith("span")} | {"own", "left_over"}
        return {key: _bare(value) for key, value in data.items() if key not in left_out}
    if isinstance(data, list):
        return [_bare(each) for each in data]
    return "•" if data == "·" else data


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_the_same_as_a_page(path: Path) -> None:
    text = extract(path.read_bytes())
    found = read(page_of(text))

    assert told(found) == told(text)
    assert codes(found) == ["page-frame"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_the_same_as_a_fragment_that_was_pasted(path: Path) -> None:
    text = extract(path.read_bytes())
    found = read(body_of(text.blocks))

    assert (told(found), codes(found)) == (told(text), [])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_text_file_that_a_browser_saved_as_a_page_reads_as_the_file(path: Path) -> None:
    text = extract(path.read_bytes())
    shown = text.text.replace("&", "&amp;").replace("<", "&lt;")
    page = f'<html><head></head><body><pre style="white-space: pre-wrap;">\n{shown}</pre></body></html>'

    assert (told(read(page)), codes(read(page))) == (told(text), [])


def test_a_page_that_holds_more_than_what_was_typed_is_read_as_a_page() -> None:
    assert words("<h1>Dues</h1><pre># a\nb</pre>") == ["Dues", "# a", "b"]


@cache
def scorer() -> ModuleType:
    """The program that scores readings of the real notes."""
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.real_notes
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the program that scores leaves them open
def test_the_real_notes_as_pages_score_as_high_as_the_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = []
    for path in sorted((CORPUS / "notes").iterdir()):
        found = read(page_of(extract(path.read_bytes())))
        documents.append({"path": path.name, "meetings": [to_data(minutes) for minutes in parse(found)]})
    readings = tmp_path / "readings.json"
    readings.write_text(json.dumps({"documents": documents}))
    # The program that scores reads the command line; it is not ours to change.
    monkeypatch.setattr(sys, "argv", ["score.py", str(CORPUS / "gold"), str(readings), "--min", "0.99"])

    assert scorer().main() == 0, capsys.readouterr().out


@pytest.mark.real_notes
@pytest.mark.parametrize("stem", ["000", "001", "002", "003", "004"])
def test_a_real_note_reads_the_same_as_a_page(stem: str) -> None:
    (path,) = (CORPUS / "notes").glob(f"{stem}*")
    text = extract(path.read_bytes())

    assert told(read(page_of(text))) == told(text)
