"""Minutes set as a table with a column of actions."""

from __future__ import annotations

import pytest

from tests.minutes.written import decided, listed, present, read, said, to_do

pytestmark = pytest.mark.once

HEAD = (
    "Minutes of the Ferry Partnership\nHeld on 5 March 2020 at the Town Hall\n\nPresent: Ann Bee (AB), Cy Dee (CD)\n\n"
)
ROWS = "1\tDues\t\n\tThe dues are high.\tNoted\n\tThe sign must be mended.\tAB/CD\n2\tQuays\tClerk to write.\n"


@pytest.mark.parametrize(
    "table",
    [f"Item\tDiscussion\tAction\n{ROWS}", "| Item | Discussion | Action |\n|---|---|---|\n" + "".join(
        f"| {' | '.join(row.split(chr(9)))} |\n" for row in ROWS.splitlines()
    )],
    ids=["tabs", "pipes"],
)  # fmt: skip
def test_the_last_column_holds_actions_or_the_initials_of_who_must_act(table: str) -> None:
    minutes = read(HEAD + table)
    dues, quays = minutes.items

    assert minutes.family == "F7"
    assert present(minutes) == [("member", "Ann Bee", ""), ("member", "Cy Dee", "")]
    assert listed(minutes) == [("1", "Dues"), ("2", "Quays")]
    assert to_do(dues) == [(("AB", "CD"), "The sign must be mended.")]
    assert to_do(quays) == [(("Clerk",), "Clerk to write.")]
    assert (said(dues), decided(dues)) == (["The dues are high.", "Noted", "The sign must be mended."], [])


def test_what_the_text_beside_the_column_decides_is_inferred() -> None:
    minutes = read(f"{HEAD}Item\tDiscussion\tAction\n1\tDues\t\n\tIt was agreed to raise the dues.\t\n")

    assert decided(minutes.items[0]) == [("", "It was agreed to raise the dues.", ("agreed",))]


def test_paragraphs_behind_the_table_go_with_the_item_above() -> None:
    minutes = read(f"{HEAD}Item\tDiscussion\tAction\n{ROWS}\nThe quays were then visited.\n")

    assert said(minutes.items[1]) == ["The quays were then visited."]


def test_titles_without_numbers_open_items_and_nothing_is_dropped() -> None:
    rows = "Matters arising\tThe rota is not done.\tAB to redo it\nPumps\tPump 3 failed.\tCD to mend it\n"
    first, second = read(f"Minutes of the Ferry Partnership, 5 March 2020\n\nItem\tDiscussion\tAction\n{rows}").items
    assert (first.title, said(first), to_do(first)) == (
        "Matters arising",
        ["The rota is not done."],
        [(("AB",), "AB to redo it")],
    )
    assert (second.title, said(second)) == ("Pumps", ["Pump 3 failed."])
