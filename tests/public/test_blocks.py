"""Public ranges of a text become paragraphs, tables, and one box for neighbouring withheld parts."""

import re

import pytest

from meetings.public.blocks import Block, Mark, blocks, pieces

pytestmark = pytest.mark.once


def shown(marked: str, *marks: Mark, secret: tuple[tuple[int, int], ...] = ()) -> list[object]:
    """The blocks of a text in which public parts stand between `{` and `}`, as plain words.

    A box is None, a paragraph its text, a table its rows. Marks and secret ranges count without the brackets.
    """
    text = re.sub(r"[{}]", "", marked)
    public, at = [], 0
    for part in re.split(r"([{}])", marked):
        if part == "{":
            public.append([at, at])
        elif part == "}":
            public[-1][1] = at
        else:
            at += len(part)
    return [plain(block) for block in blocks(text, [(start, end) for start, end in public], secret, marks)]


def plain(block: Block) -> object:
    if block.kind == "withheld":
        return None
    if block.kind == "table":
        return [["".join(piece.text for piece in cell) for cell in row] for row in block.rows]
    return "".join(piece.text for piece in block.pieces)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{One.\n\nTwo.}", ["One.", "Two."]),
        ("{One,\nstill one.}", ["One,\nstill one."]),
        ("{One.}\n\nsecret\n\nsecret again\n\n{Two.}", ["One.", None, "Two."]),
        ("secret{One.}secret", [None, "One.", None]),
        ("{One.}\n\n---\n\n</AI1><AI2>\n\n{Two.}", ["One.", "Two."]),
        ("{One.}\n** | **\n{Two.}", ["One.", "Two."]),
        ("  \n{One.}\n\n", ["One."]),
        ("{Name\tCouncil\nA\tB}", [[["Name", "Council"], ["A", "B"]]]),
        ("{A}\t{B}", [[["A", "B"]]]),
        ("{\tAlone behind a blank cell.}", ["Alone behind a blank cell."]),
        ("{One }secret{ two}", ["One ", None, " two"]),
        ("secret {---} secret", [None]),
        ("secret", [None]),
        ("", []),
    ],
)
def test_text_is_shown_in_blocks(marked: str, expected: list[object]) -> None:
    assert shown(marked) == expected


@pytest.mark.parametrize("secret", ["", " ", "\n\n", "---", "a", "a very long sentence about everything\n\n" * 9])
def test_a_secret_makes_one_box_whatever_stands_in_it(secret: str) -> None:
    marked = f"{{One.}}\n{secret}\n{{Two.}}"
    assert shown(marked, secret=((4, 5 + len(secret)),)) == ["One.", None, "Two."]


def test_each_run_names_its_records_and_each_record_begins_once() -> None:
    text = "Decision: 1. Noted\nthe report. Action: none"
    marks = [Mark(start=10, end=30, at="decision-7-1", label="D"), Mark(start=13, end=18, at="action-7-1", label="A")]
    runs = pieces(blocks(text, [(0, len(text))], [], marks))
    assert [(run.text, run.at, run.label, run.within, run.begins) for run in runs] == [
        ("Decision: ", "", "", (), ()),
        ("1. ", "decision-7-1", "D", ("decision-7-1",), ("decision-7-1",)),
        ("Noted\n", "action-7-1", "A", ("decision-7-1", "action-7-1"), ("action-7-1",)),
        ("the report.", "decision-7-1", "D", ("decision-7-1",), ()),
        (" Action: none", "", "", (), ()),
    ]


def test_a_record_in_withheld_text_begins_nowhere() -> None:
    found = blocks("secret{", [(6, 7)], [], [Mark(start=0, end=6, at="decision-1-1", label="D")])
    assert [piece.begins for piece in pieces(found)] == [(), ()]


def test_ten_thousand_records_are_placed_in_one_walk() -> None:
    marks = [Mark(start=at, end=at + 1, at=f"person-{at}", label="P") for at in range(0, 20_000, 2)]
    runs = pieces(blocks("ab" * 10_000, [(0, 20_000)], [], marks))
    assert sum(len(run.begins) for run in runs) == 10_000
