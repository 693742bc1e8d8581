"""Whatever the text: nothing is lost, every record stands in its own words, and nothing makes the parser fall."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction import Refused, extract
from meetings.extraction.blocks import Extract
from meetings.minutes import Minutes, parse
from meetings.minutes.codec import from_data, to_data
from tests.here import CORPUS, ROOT
from tests.minutes.accounting import accounted, holds, lost, spans_and_words
from tests.minutes.written import export, markdown, page, parish

pytestmark = pytest.mark.once

SAMPLES = sorted(path for path in (ROOT / "fixtures").rglob("*") if path.suffix in {".txt", ".md"})
LINES = sorted({line for path in SAMPLES for line in path.read_text("utf-8", "replace").splitlines()})
OPENINGS = (
    "",
    export(("1", "Dues", "Words.")).split("<AI1>", maxsplit=1)[0],
    markdown("").split("Appendix A -", maxsplit=1)[0],
    page(""),
    parish(""),
    "Agenda\n\nHarbours Board\nTuesday 6 March 2018\n\nItem\tPage\n1. Dues\t1 - 2\n",
    "Agenda item\nDues\nMeeting of Harbours Board, Thursday, 12th July, 2018 (Item 3.)\n",
    "Minutes of the Ferry Partnership, 5 March 2020\n\nItem\tDiscussion\tAction\n",
    "Ferry Users Group\n14 May 2019\n",
)
NOTE_LIKE = st.builds(
    lambda opening, lines, between: opening + between.join(lines),
    st.sampled_from(OPENINGS),
    st.lists(
        st.one_of(st.sampled_from(LINES), st.text(st.characters(codec="utf-8"), max_size=30)), min_size=1, max_size=30
    ),
    st.sampled_from(["\n", "\n\n"]),
)
"""Lines of the samples and of no sense at all, in any order, behind the opening of any family."""


def faults(found: Extract, told: tuple[Minutes, ...]) -> list[str]:
    """What is wrong with a reading, whatever the source says; nothing when all is well.

    The bars between the cells of a table in Markdown are no words: they alone may be in no record.
    """
    wrong = [f"lost: {lost(found, told, but='|')}"] if lost(found, told, but="|") else []
    for minutes in told:
        wrong += [
            f"not at its place: {words}"
            for span, words in spans_and_words(minutes)
            if not holds(span.cut(found.text), words)
        ]
        wrong += [
            f"no place: {span}" for span in accounted(minutes) if not 0 <= span.start <= span.end <= len(found.text)
        ]
        wrong += ["other in JSON"] if from_data(to_data(minutes)) != minutes else []
        wrong += (
            ["positions"] if [item.position for item in minutes.items] != list(range(1, len(minutes.items) + 1)) else []
        )
    return wrong


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_accounted_for_to_the_last_character(path: Path) -> None:
    found = extract(path.read_bytes(), filename=path.name)

    assert faults(found, parse(found)) == []
    assert lost(found, parse(found)) == ""


@pytest.mark.real_notes
@pytest.mark.parametrize("stem", ["000", "001", "002", "003", "004"])
def test_a_real_note_is_accounted_for_to_the_last_character(stem: str) -> None:
    (path,) = (CORPUS / "notes").glob(f"{stem}*")
    found = extract(path.read_bytes(), filename=path.name)

    assert faults(found, parse(found)) == []


@given(NOTE_LIKE)
def test_a_text_like_a_note_is_accounted_for_to_the_last_character(text: str) -> None:
    try:
        found = extract(text.encode())
    except Refused:
        return
    assert faults(found, parse(found)) == []


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = extract(data)
    except Refused:
        return
    assert faults(found, parse(found)) == []


@given(NOTE_LIKE)
def test_reading_twice_tells_the_same(text: str) -> None:
    try:
        first, second = extract(text.encode()), extract(text.encode())
    except Refused:
        return
    assert parse(first) == parse(second)
