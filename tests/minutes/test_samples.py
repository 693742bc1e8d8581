"""Every sample note reads as a careful clerk reads it: one test a sample, its expected reading a file beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from meetings.extraction import extract
from meetings.extraction.blocks import Finding
from meetings.minutes import parse
from meetings.minutes.codec import to_data

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
EXPECTED = {path.stem: path for path in sorted((Path(__file__).parent / "expected").glob("*.json"))}
SAMPLES = {
    path.stem: path
    for folder in ("notes", "organisations")
    for path in sorted((ROOT / "fixtures" / folder).rglob("*"))
    if path.is_file()
}


@pytest.mark.parametrize("stem", EXPECTED)
def test_a_sample_reads_as_a_clerk_reads_it(stem: str) -> None:
    expected = expected_meetings(stem)
    assert fitted(read(SAMPLES[stem]), expected) == [folded(meeting) for meeting in expected]


def test_every_sample_has_its_expected_reading() -> None:
    assert set(SAMPLES) == set(EXPECTED)


def test_the_note_inside_the_pack_reads_as_the_note_that_stands_alone() -> None:
    inside, agenda = read(SAMPLES["skills-enterprise-board-2017-02-02-agenda-pack"])
    (alone,) = read(SAMPLES["skills-enterprise-board-2016-11-24"])
    shape = expected_meetings("skills-enterprise-board-2016-11-24")
    assert agenda["record"] == "agenda"
    assert fitted([inside], shape) == fitted([alone], shape)


@pytest.mark.parametrize(
    "behind",
    ["The price is quince.", "## **A heading of its own**\n\n### **Purpose**\n\nThe price is quince."],
)
def test_what_stands_behind_the_mark_of_a_restricted_document_is_in_no_public_item(behind: str) -> None:
    pack = SAMPLES["skills-enterprise-board-2017-02-02-agenda-pack"].read_text(encoding="utf-8")
    mark = "Document is Restricted\n"
    found = extract(pack.replace(mark, f"{mark}\n{behind}\n").encode(), filename="pack.md")
    public = [item for minutes in parse(found) for item in minutes.items if not item.restricted]
    assert len(public) == 13
    assert [item.title for item in public if "quince" in repr(item)] == []


@pytest.mark.parametrize("stem", EXPECTED)
def test_an_expected_reading_keeps_to_the_words_of_its_sample(stem: str) -> None:
    paper = words(SAMPLES[stem].read_bytes().decode("cp1252" if stem.startswith("peverstone") else "utf-8"))
    quoted = [text for meeting in expected_meetings(stem) for text in quotations(meeting)]
    assert [text for text in quoted if words(text) not in paper] == []


def quotations(meeting: dict[str, Any]) -> Iterator[str]:
    """Everything in an expected reading that is quoted from the paper."""
    yield from (meeting["board"], meeting["venue"])
    for person in meeting["attendance"] + meeting.get("membership", []):
        yield from (person["name"], person["honorific"], person["honours"], person["authority"])
    for item in meeting["items"]:
        yield from (item["number"], item["title"], *(each["name"] for each in item["declarations"]))
        for record in item["decisions"] + item["actions"]:
            yield from (record["text"], record.get("lead_in", ""), *record.get("owners", ()))


def words(text: str) -> str:
    """A text without markup, each run of blanks as one: good for finding a quotation in."""
    return " ".join(re.sub(r"<[^>]*>|[*#]", "", text).split()).casefold()


def expected_meetings(stem: str) -> list[dict[str, Any]]:
    """The meetings of one expected reading, by date."""
    meetings: list[dict[str, Any]] = json.loads(EXPECTED[stem].read_text(encoding="utf-8"))["meetings"]
    return sorted(meetings, key=_by_date)


def read(path: Path) -> list[dict[str, Any]]:
    """What the parser makes of one sample, as JSON data by date, the reader's findings among the parser's."""
    found = extract(path.read_bytes(), filename=path.name)
    meetings = [to_data(minutes) for minutes in parse(found)]
    for meeting in meetings:
        codes = {finding["code"] for finding in meeting["findings"]} | _codes(found.findings)
        meeting["findings"] = sorted(codes)
    return sorted(meetings, key=_by_date)


def fitted(got: list[dict[str, Any]], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`got` cut down to what `expected` speaks of. Further findings are no fault: only the expected ones are kept."""
    meetings = []
    for number, meeting in enumerate(got):
        shape = expected[min(number, len(expected) - 1)]
        cut = _cut(meeting, shape)
        cut["findings"] = [code for code in meeting["findings"] if code in shape["findings"]]
        meetings.append(folded(cut))
    return meetings


def folded(meeting: dict[str, Any]) -> dict[str, Any]:
    """The same with the board's and the venue's name folded: `&` and `and` are one, and so are capitals."""
    board = meeting["board"].replace("&", "and").casefold()
    return {**meeting, "board": board, "venue": meeting["venue"].casefold().removeprefix("the ")}


def _by_date(meeting: dict[str, Any]) -> str:
    return meeting["date"] or ""


def _codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def _cut(got: Any, shape: Any) -> Any:
    """`got` with only the keys of `shape`; a list in it follows the first of the shape's list, or its own place."""
    if isinstance(shape, dict) and isinstance(got, dict):
        return {key: _plain(key, got[key], shape[key]) for key in shape}
    if isinstance(shape, list) and isinstance(got, list):
        return [_cut(each, shape[min(place, len(shape) - 1)]) if shape else each for place, each in enumerate(got)]
    return got


def _plain(key: str, got: Any, shape: Any) -> Any:
    """A few fields are told in fewer words: whether an item is sensitive, which sections a paper has."""
    if key == "sensitive":
        return bool(got)
    if key == "sections":
        return [name for name, _passages in got]
    if key in ("text", "title", "lead_in"):
        return " ".join(got.split())
    return _cut(got, shape)
