"""What an item came to: its discussion, decisions and actions, under headings or read from sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.minutes.accounting import codes
from tests.minutes.written import decided, export, markdown, one_item, page, parish, read, said, to_do

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "heading",
    [
        "Decision",
        "Decision:",
        "Decisions",
        "Decisions:",
        "DECISION",
        "**Decision**",
        "Decision(s)",
        "Decision;",
        "Resolved:",
    ],
)
def test_what_stands_under_a_decision_heading_is_decided(heading: str) -> None:
    item = one_item(f"The dues were discussed.\n\n{heading}\n\nThe Board noted the report.")

    assert said(item) == ["The dues were discussed."]
    assert decided(item) == [("", "The Board noted the report.", ("noted",))]
    assert [(each.heading, each.inferred, each.negative) for each in item.decisions] == [
        (heading.strip("*"), False, False)
    ]


@pytest.mark.parametrize("heading", ["Action", "Action:", "Actions", "ACTIONS", "Action(s):", "Action points"])
def test_what_stands_under_an_action_heading_is_to_do(heading: str) -> None:
    item = one_item(f"The dues were discussed.\n\n{heading}\n\nOfficers to raise the dues by 9 April 2022.")

    assert to_do(item) == [(("Officers",), "Officers to raise the dues by 9 April 2022.")]
    assert [(each.heading, each.due, each.boilerplate) for each in item.actions] == [
        (heading, dt.date(2022, 4, 9), False)
    ]


def test_a_heading_may_stick_to_the_line_above_and_sections_come_in_any_order() -> None:
    item = one_item("Words.\nAction\nOfficers to write.\nDecision\nThe Board agreed the plan.\nDiscussion\nMore words.")

    assert (said(item), decided(item), to_do(item)) == (
        ["Words.", "More words."],
        [("", "The Board agreed the plan.", ("agreed",))],
        [(("Officers",), "Officers to write.")],
    )


@pytest.mark.parametrize(
    ("lead_in", "outcomes"),
    [
        ("The Board;", (("noted",), ("agreed",))),
        ("Members:", (("noted",), ("agreed",))),
        ("The Harbours Board:", (("noted",), ("agreed",))),
    ],
)
def test_a_lead_in_is_no_decision_and_is_kept_beside_each_entry(lead_in: str, outcomes: tuple[tuple[str], ...]) -> None:
    item = one_item(f"Words.\n\nDecisions\n\n{lead_in}\n\n1. Noted the report; and\n\n2. Agreed the plan.")

    assert decided(item) == [
        (lead_in, "Noted the report; and", outcomes[0]),
        (lead_in, "Agreed the plan.", outcomes[1]),
    ]


def test_entries_inherit_the_verb_their_lead_in_ends_with() -> None:
    item = one_item(
        "Words.\n\nDecision\n\nThe Board agreed:\n\na) a new quay;\n\nb) that dues be raised; and\n\nc) to note it."
    )

    assert decided(item) == [
        ("The Board agreed:", "a new quay;", ("agreed",)),
        ("The Board agreed:", "that dues be raised; and", ("agreed",)),
        ("The Board agreed:", "to note it.", ("noted",)),
    ]


def test_a_negative_lead_in_makes_no_entry_an_approval() -> None:
    item = one_item("Words.\n\nDecision\n\nThe Board did not agree:\n\n· the new quay;\n\n· the new dues.")

    assert [(each.outcomes, each.negative) for each in item.decisions] == [(("rejected",), True)] * 2


def test_parts_below_an_entry_belong_to_it() -> None:
    item = one_item("Words.\n\nDecision\n\n1. Agreed to:\n\n1.1. mend it; and\n\n1.2. paint it.\n\n2. Noted the rest.")

    assert decided(item) == [
        ("", "Agreed to: 1.1. mend it; and 1.2. paint it.", ("agreed",)),
        ("", "Noted the rest.", ("noted",)),
    ]


def test_one_list_goes_on_across_blank_lines_and_pages() -> None:
    item = one_item("Words.\n\nDecision\n\n1. Agreed the plan for the\n\n4\n\nnew quay.\n\n\n\n2. Noted the rest.")

    assert decided(item) == [
        ("", "Agreed the plan for the new quay.", ("agreed",)),
        ("", "Noted the rest.", ("noted",)),
    ]


def test_entries_without_a_bullet_are_entries() -> None:
    item = one_item("Words.\n\nActions\n\nOfficers to write.\n\nCllr Bee to speak.")

    assert to_do(item) == [(("Officers",), "Officers to write."), (("Cllr Bee",), "Cllr Bee to speak.")]


def test_entries_of_an_action_list_act_by_their_lead_in_and_the_next_paragraph_by_itself() -> None:
    item = one_item(
        "Words.\n\nActions\n\nOfficers to;\n\n· write\n\n· Liaise with the county.\n\nThe sign to be put up."
    )

    assert [(each.lead_in, each.owners, each.text) for each in item.actions] == [
        ("Officers to;", ("Officers",), "write"),
        ("Officers to;", ("Officers",), "Liaise with the county."),
        ("", (), "The sign to be put up."),
    ]


def test_an_action_that_names_nobody_is_told() -> None:
    assert codes(read(export(("1", "Dues", "Words.\n\nAction\n\nThe sign be put up."))).findings) == ["no-owner"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Decision\n\n- Officers to write to the county.", "looks-like-action"),
        ("Action\n\nMembers agreed that officers should write.", "looks-like-decision"),
    ],
)
def test_what_stands_under_the_other_heading_stays_there_and_is_told(text: str, code: str) -> None:
    minutes = read(export(("1", "Dues", text)))
    (item,) = minutes.items

    assert (len(item.decisions), len(item.actions)) == ((1, 0) if text.startswith("Decision") else (0, 1))
    assert codes(minutes.findings) == [code]


@pytest.mark.parametrize(
    "text",
    ["Decision\n\nThere were no decisions.", "Action\n\nNone.", "Actions\n\nNo actions.", "Action\n\nN/A"],
)
def test_a_section_that_says_there_is_nothing_holds_nothing(text: str) -> None:
    item = one_item(f"Words.\n\n{text}")

    assert (decided(item), to_do(item)) == ([], [])
    assert said(item)[-1] == text.split("\n\n")[1]


def test_recommendations_are_never_decisions() -> None:
    item = one_item("Words.\n\nRecommendations\n\n1. That the Board agree the plan.\n\n2. That it note the rest.")

    assert (decided(item), to_do(item)) == ([], [])
    assert len(said(item)) == 3


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("It was RESOLVED that a bench be bought.", ["It was RESOLVED that a bench be bought."]),
        ("Talk came first. RESOLVED – to buy a bench.", ["RESOLVED – to buy a bench."]),
        ("RESOLVED: That a bench be bought. Proposed Cllr Bee, seconded Cllr Dee.",
         ["RESOLVED: That a bench be bought. Proposed Cllr Bee, seconded Cllr Dee."]),
        ("Proposed by Cllr Bee; Seconded by Cllr Dee; And Resolved: “That a bench be bought.”",
         ["Proposed by Cllr Bee; Seconded by Cllr Dee; And Resolved: “That a bench be bought.”"]),
        ("Resolved: that\n(1) a bench be bought;\n(2) a tree be planted.",
         ["a bench be bought;", "a tree be planted."]),
        ("RESOLVED –\n\n(a) That a bench be bought.\n\n(b) That it be painted.",
         ["That a bench be bought.", "That it be painted."]),
    ],
)  # fmt: skip
def test_resolutions_of_formal_minutes(text: str, decisions: list[str]) -> None:
    (item, _) = read(parish(f"1. DUES\n{text}\n\n2. QUAYS\nWords.")).items

    assert [each.text for each in item.decisions] == decisions
    assert {each.outcomes for each in item.decisions} == {("resolved",)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Council did not agree to support the application.",
        "Councillors decided to not sign the petition.",
        "The motion was lost by 3 votes to 2.",
    ],
)
def test_what_was_turned_down_is_rejected(sentence: str) -> None:
    (item, _) = read(parish(f"1. DUES\nTalk came first. {sentence}\n\n2. QUAYS\nWords.")).items

    assert [(each.text, each.outcomes, each.negative) for each in item.decisions] == [(sentence, ("rejected",), True)]


def test_a_recommendation_to_another_body_approves_nothing() -> None:
    (item, _) = read(parish("1. DUES\nRECOMMENDED TO COUNCIL: That the dues be adopted.\n\n2. QUAYS\nWords.")).items

    assert [each.outcomes for each in item.decisions] == [("recommended",)]


def test_a_page_that_prints_a_decision_twice_counts_it_once() -> None:
    body = "1.\nDues\nDecision:\nRESOLVED that a bench be bought.\nMinutes:\nTalk.\nRESOLVED that a bench be bought.\n"
    minutes = read(page(f"{body}2.\nQuays\nMinutes:\nWords."))

    assert [(each.heading, each.text) for each in minutes.items[0].decisions] == [
        ("Decision:", "RESOLVED that a bench be bought.")
    ]
    assert codes(minutes.findings) == ["decision-repeated"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Decision\n\n3. Noted it.\n\n5. Agreed it.", "entry-gap"),
        ("Decision\n\niii. Noted it.\n\nv. Agreed it.", "entry-gap"),
        ("The top actions included…..", "unfinished"),
        ("A talk was given on\n\n…", "unfinished"),
    ],
)
def test_what_seems_to_be_missing_is_told(text: str, code: str) -> None:
    assert codes(read(export(("1", "Dues", f"Words.\n\n{text}"))).findings) == [code]


def test_the_column_head_action_is_no_section_and_starts_no_action() -> None:
    minutes = read(markdown("1 Dues\n\nWords."))

    assert (said(minutes.items[0]), to_do(minutes.items[0])) == (["Words."], [])
