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


WHO_WHEN = (
    "Item\tNotes\tAction\tWho\tWhen\n"
    "1\tFish pass\t\t\t\n"
    "\tThe cost has gone up.\tSend the drawings round\tCD\tBy 30 November 2019\n"
    "\tIt was agreed to hold a visit.\tFix a date\tChair and volunteers\tDecember\n"
    "\tRafts were noted.\tNoted\t\t\n"
)


def test_columns_beside_the_action_hold_who_must_act_and_by_when() -> None:
    (item,) = read(HEAD + WHO_WHEN).items

    assert to_do(item) == [
        (("CD",), "Send the drawings round"),
        (("Chair", "volunteers"), "Fix a date"),
    ]
    assert [str(action.due) for action in item.actions] == ["2019-11-30", "None"]
    assert decided(item) == [("", "It was agreed to hold a visit.", ("agreed",))]
    assert said(item) == ["The cost has gone up.", "Rafts were noted.", "Noted"]


@pytest.mark.parametrize("head", ["| Item | Discussion | Owner |\n|---|---|---|\n", "| Item | Notes | By whom |\n"])
def test_a_column_of_names_alone_belongs_to_the_sentences_that_say_what_they_do(head: str) -> None:
    rows = (
        "| 1. Survey | Some were late. Ann to send the table. | Ann |\n"
        "| 2. Web | It is old. Ann and Cy to rewrite it. The clerk to pay. | AB, CD / Clerk |\n"
        "| 3. Budget | There is £90 left, to be spent by March. | All |\n"
        "| 4. Rota | Nothing to say. | - |\n"
    )
    survey, web, budget, rota = read(HEAD + head + rows).items

    assert [item.number for item in (survey, web, budget, rota)] == ["1", "2", "3", "4"]
    assert to_do(survey) == [(("Ann",), "Ann to send the table.")]
    assert to_do(web) == [(("Ann", "Cy"), "Ann and Cy to rewrite it."), (("clerk",), "The clerk to pay.")]
    assert to_do(budget) == [(("All",), "There is £90 left, to be spent by March.")]
    assert to_do(rota) == []


def test_numbers_below_an_items_own_are_its_paragraphs() -> None:
    rows = "3\tQuays\t\n3.1\tThe wall leans.\tAB\n3.2\tIt was agreed to wait.\t\n4\tPumps\t\n"
    first, second = read(f"{HEAD}Item\tDiscussion\tAction\n{rows}").items

    assert (first.title, said(first), to_do(first)) == (
        "Quays",
        ["3.1 The wall leans."],
        [(("AB",), "The wall leans.")],
    )
    assert (second.number, second.title) == ("4", "Pumps")


def test_a_table_of_text_and_action_alone_is_read() -> None:
    rows = "| 1. Welcome: The Chair welcomed all to the hall. | |\n| 2. Dues. They are high. | AB to write |\n"
    first, second = read(f"{HEAD}| Minutes | Action |\n|---|---|\n{rows}").items

    assert (first.title, said(first)) == ("Welcome", ["The Chair welcomed all to the hall."])
    assert (second.number, to_do(second)) == ("2", [(("AB",), "AB to write")])


def test_a_table_headed_agenda_item_is_no_page_of_one_item() -> None:
    rows = "| 1. Fund | Words.<br>It was agreed to pay. | AB to write by 2 July 2021<br>CD to send plans |\n"
    minutes = read(f"{HEAD}| **Agenda item** | **Discussion** | **Action** |\n|---|---|---|\n{rows}")
    (item,) = minutes.items
    assert (minutes.family, item.title) == ("F7", "Fund")
    assert to_do(item) == [(("AB",), "AB to write by 2 July 2021"), (("CD",), "CD to send plans")]
    assert [str(action.due) for action in item.actions] == ["2021-07-02", "None"]
