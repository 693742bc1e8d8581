"""Hostile texts are read or refused with a sentence, and the work grows no faster than the text."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from meetings.extraction import Limits, Refused, extract
from meetings.minutes import parse
from tests.minutes.accounting import lost
from tests.minutes.written import export, markdown, page, parish

pytestmark = pytest.mark.once

CLEAN = export(
    ("1", "Ferries and quays", "Cllr Ann Bee declared an interest.\n\nDecision\n\nThe Board noted the report."),
    ("2", "Pay (Confidential)", "The pay is quince.\n\nAction\n\nOfficers to write."),
)
INVISIBLE = {
    "NUL": "\x00",
    "bell": "\x07",
    "delete": "\x7f",
    "soft hyphen": "\u00ad",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "word joiner": "\u2060",
    "byte-order mark": "\ufeff",
}


@pytest.mark.parametrize("mark", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_an_invisible_mark_inside_any_word_changes_nothing_that_is_read(mark: str) -> None:
    words = ("Decision", "Ann Bee", "Ferries", "Confidential", "<AI1>", "Thursday", "noted", "Officers")
    dirty = CLEAN
    for word in words:
        dirty = dirty.replace(word, f"{word[:2]}{mark}{word[2:]}")

    assert dirty.count(mark) >= len(words)
    assert parse(extract(f"{mark}{dirty}{mark}".encode())) == parse(extract(CLEAN.encode()))


@pytest.mark.parametrize(
    "twin",
    [
        pytest.param(CLEAN.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(CLEAN.replace("\n", "\r").encode(), id="CR"),
        pytest.param(CLEAN.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(CLEAN.encode("utf-16"), id="UTF-16"),
        pytest.param(CLEAN.encode("utf-16-le"), id="UTF-16 little-endian without a mark"),
        pytest.param(CLEAN.encode("utf-16-be"), id="UTF-16 big-endian without a mark"),
    ],
)
def test_a_note_in_other_bytes_is_read_the_same(twin: bytes) -> None:
    assert parse(extract(twin)) == parse(extract(CLEAN.encode()))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"x" * 50_000_000, id="a line of 50 MB"),
        pytest.param(b"x\n" * 13_000_000, id="13 million lines"),
        pytest.param(b"<AI1>\n" * 1_000_000, id="a million wrappers"),
        pytest.param(b"Decision\n" * 1_000_000, id="a million headings"),
        pytest.param("é".encode() * 5_000_001, id="one character too many"),
    ],
)
def test_what_is_too_much_is_refused_with_a_sentence_before_any_of_it_is_read(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        extract(data)

    assert (refusal.value.code, refusal.value.sentence.endswith("the most that is read.")) == ("too-large", True)


def test_a_million_tabs_are_a_text_of_nothing() -> None:
    with pytest.raises(Refused) as refusal:
        extract(b"\t" * 1_000_000)

    assert refusal.value.code == "no-text"


HEAD = markdown("1 Dues\n\nWords.\n\n2 Quays\n\nWords.\n\n").split("Appendix A -", maxsplit=1)[0]
UNITS = (
    "Decision\n", "Action:\n\n", "Agenda\n", "<AI1>\n", "\t\n", "\ta\n", "a\tb\tc\n", "|a|b|\n", "· x\n",
    "  o x\n", "1. x\n", "2 Dues\n\n", "3.\nDues\n", "77/21 Dues\n", "# x\n", "---\n", "\ufffd x\n",
    "Title: x\n", "PART 2: PRIVATE\n", "Document is Restricted\n", "Note of last Harbours Board meeting\n",
    "Purpose\n", "Cllr A Bee\n", "*", "_", "(", "[", "<b>", "**a** ", "[a](b) ", "1.", "1. ", "apologies ",
    "RESOLVED ", "agreed that ", "not to ", "The Board ", "members of the ", "Cllr A Bee, ", "Cllrs A and ",
    "X Council ", "London Borough of ", "declared an interest ", "exclude the public ", "minutes of the ",
    "items 1 to 9 and ", "Mon 1 May ", "1/2/", "motion ", "A. ", "… ", "• a ", "a and ", "Officers to ",
)  # fmt: skip
"""What a careless pattern would stumble over when it comes again and again."""


OPENINGS = {"note": HEAD, "formal": parish("1. DUES\n"), "page": page("1.\nDues\n"), "none": "x\n"}


@pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS.keys())
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_unit_said_again_and_again_is_read_whole(unit: str, opening: str) -> None:
    found = extract(f"{opening}{unit * 500}\n".encode())

    assert lost(found, parse(found), but="|") == ""


def calls(text: str) -> int:
    """How many functions are called to read a text: a measure of the work that no clock disturbs."""
    count = 0

    def on(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(on)
    try:
        parse(extract(text.encode(), limits=Limits()))
    finally:
        sys.setprofile(None)
    return count


SHAPES: dict[str, Callable[[int], str]] = {
    "items of an export": lambda n: export(*[(str(at), "Dues", "Words.\n\nDecision\n\nNoted.") for at in range(n)]),
    "items of a note": lambda n: markdown(_many("**{} Dues**\n\nThe Board agreed it.\n\n", n)),
    "items of formal minutes": lambda n: parish(_many("{}. DUES\nResolved to do it.\n\n", n)),
    "items in lower case": lambda n: parish(_many("{}. Dues\nResolved to do it.\n\n", n)),
    "one head again and again": lambda n: parish("1. DUES\n" + "3.\nDues\n" * n),
    "another head again and again": lambda n: markdown("1 Dues\n\n" + "2 Dues\n\n" * n),
    "items of a page": lambda n: page(_many("{}.\nDues\nMinutes:\nWords.\n", n)),
    "rows of an agenda": lambda n: AGENDA + _many("{}. Dues\t1 - 2\na) Appendix A - Map\t3 - 4\n", n),
    "headings of an agenda": lambda n: "Agenda\n\n" * n,
    "people in rows": lambda n: markdown(
        DUES, people=[("Members", f"Cllr Ann{at} Bee", "Ash Council") for at in range(n)]
    ),
    "people in one cell": lambda n: markdown(DUES, people=[("Members", "Cllr Ann Bee " * n, "Ash Council " * n)]),
    "people in one line": lambda n: parish(DUES, people="Present: " + "Cllr Ann Bee, " * n),
    "entries of one list": lambda n: markdown("1 Dues\n\nDecision\n\n" + _many("{}. noted it\n\n", n)),
    "entries below one entry": lambda n: markdown("1 Dues\n\nDecision\n\n1. agreed:\n" + "  o a part\n" * n),
    "one decision again and again": lambda n: parish(DUES + "RESOLVED to do it.\n\n" * n),
    "sentences of one paragraph": lambda n: parish(DUES + "The Council agreed to do it. " * n),
    "parts of one sentence": lambda n: parish("1. Dues\nThe long and winding story\n\n" + "goes on and on\n\n" * n),
    "rows of actions": lambda n: f"Minutes of the Ferry Group, 5 March 2020\n\n{ACTIONS}" + "\tWords\tAB\n" * n,
    "notes in one file": lambda n: markdown(DUES) * n,
}
DUES = "1 Dues\n\nWords.\n\n"
AGENDA = "Agenda\n\nHarbours Board\nTuesday 6 March 2018\n\nItem\tPage\n"
ACTIONS = "Item\tNotes\tAction\n1\tDues\t\n"


def _many(form: str, count: int) -> str:
    return "".join(form.format(at) for at in range(1, count + 1))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_four_times_the_text_is_four_times_the_work(shape: Callable[[int], str]) -> None:
    calls(shape(5))  # what is made once for all is made here
    few, many = calls(shape(50)), calls(shape(200))

    assert many < few * 4.4
