"""What stands beside records and is none, and headings in many words."""

from __future__ import annotations

import pytest

from tests.minutes.written import decided, export, one_item, parish, read, said, to_do

pytestmark = pytest.mark.once
NOTED = "Decision\n\nThe Board noted the report."
TO_PROCEED = "Action\n\nOfficers to proceed."


@pytest.mark.parametrize(
    "heading",
    [
        "Actions arising",
        "Next steps:",
        "Action required:",
        "Actions to be taken",
        "Officer actions:",
        "Actions for LGA",
    ],
)
def test_headings_of_actions(heading: str) -> None:
    item = one_item(f"Words.\n\n{NOTED}\n\n{heading}\n\nOfficers to proceed.")
    assert (len(item.decisions), to_do(item)) == (1, [(("Officers",), "Officers to proceed.")])


@pytest.mark.parametrize(
    "words",
    [
        f"{NOTED}\n\n{TO_PROCEED}\n\nCllr Fox left the meeting at this point.",
        f"{NOTED}\n\nThe Chair thanked Jane for her presentation.\n\n{TO_PROCEED}",
        f"{NOTED}\n\n{TO_PROCEED}\n\nPost meeting note: this has been done.",
        f"{NOTED}\n\n{TO_PROCEED}\n\nThe second part was introduced by John Roe.",
        f"{NOTED}\n\nThe next meeting will be held on Tuesday 5 March 2019.\n\n{TO_PROCEED}",
        f"{NOTED}\n\n{TO_PROCEED}\n\nDate of Next Meeting: Thursday 2 December 2021, Smith Square",
        f"{NOTED}\n\nEligible for call-in: Yes\n\n{TO_PROCEED}",
        f"{NOTED}\n\n{TO_PROCEED}\n\n<LAYOUT_SECTION>",
        f'{NOTED}\n\n{TO_PROCEED}\n\n<!-- PageNumber="3" -->',
    ],
)
def test_what_stands_behind_a_record_is_none(words: str) -> None:
    item = one_item(f"Words.\n\n{words}")
    assert [text for _, text, _ in decided(item)] == ["The Board noted the report."]
    assert [text for _, text in to_do(item)] == ["Officers to proceed."]


def test_a_small_table_under_a_decision_holds_no_decisions() -> None:
    rows = "Outside body\tRepresentative\nDesign Council\tCllr Tony Fox"
    item = one_item(f"Words.\n\nDecision\n\n· Members agreed the nominations as in the table below.\n\n{rows}\n")
    assert [text for _, text, _ in decided(item)] == ["Members agreed the nominations as in the table below."]


def test_an_entry_that_leads_in_entries_of_another_kind_is_no_decision() -> None:
    item = one_item(
        "Words.\n\nDecision\n\n·  The Board agreed to:\n\n–  promote the pavilion; and\n\n–  hold an event."
    )
    assert decided(item) == [
        ("The Board agreed to:", "promote the pavilion; and", ("agreed",)),
        ("The Board agreed to:", "hold an event.", ("agreed",)),
    ]


@pytest.mark.parametrize(
    ("entry", "owners"),
    [
        ("For officers to share the slides.", ("officers",)),
        ("For Cllr Renardy, as Chairman, to write.", ("Cllr Renardy",)),
        ("Cllr Fox, supported by officers, to write.", ("Cllr Fox",)),
        ("Political group offices to nominate.", ("Political group offices",)),
    ],
)
def test_owners_behind_and_before_other_words(entry: str, owners: tuple[str, ...]) -> None:
    assert to_do(one_item(f"Words.\n\nAction\n\n{entry}")) == [(owners, entry)]


def test_a_verb_with_an_office_behind_it_is_an_action() -> None:
    item = one_item("Words.\n\nAction\n\nOfficers to:\n\n· draft the response; and\n\n· clear it with Lead Members.")
    assert [text for _, text in to_do(item)] == ["draft the response; and", "clear it with Lead Members."]


def test_an_owner_alone_is_no_action() -> None:
    item = one_item("Words.\n\nAction\n\nCompany Secretary / Monitoring Officer")
    assert (to_do(item), said(item)) == ([], ["Words.", "Company Secretary / Monitoring Officer"])


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Report noted.", ("noted",)),
        ("The Board took note of the report.", ("noted",)),
        ("Members agreed. Cllr Fox voted against.", ("agreed",)),
        ("The Board agreed the plan despite the amendment being lost.", ("agreed",)),
    ],
)
def test_outcomes_in_few_words_and_beside_others(text: str, outcomes: tuple[str, ...]) -> None:
    (decision,) = one_item(f"Words.\n\nDecision\n\n{text}").decisions
    assert (decision.outcomes, decision.negative) == (outcomes, False)


def test_a_recommendation_to_another_body_adopts_nothing() -> None:
    words = "RECOMMENDED TO CABINET: That Cabinet:\n\n(1) adopt the plan; and\n\n(2) reject free parking."
    item = read(parish(f"1. DUES\n\n{words}\n\n2. QUAYS\n\nWords.")).items[0]
    assert {each.outcomes for each in item.decisions} == {("recommended",)}


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Proposed Cllr Fox, seconded Cllr Dee, that the budget be approved. Carried.", "approved"),
        ("It was proposed and agreed that the fete be held in June.", "agreed"),
        ("The accounts were approved for payment.", "approved"),
        ("Payments totalling £412 were approved.", "approved"),
        ("The application was refused.", "rejected"),
        ("The report was received and noted.", "received"),
        ("The Chairman declared the motion carried.", "agreed"),
        ("After a vote, it was RESOLVED by 5 votes to 3 to refuse the request.", "rejected"),
        ("RECEIVED AND NOTED.", "received"),
    ],
)
def test_decisions_of_parishes_without_a_heading(sentence: str, outcome: str) -> None:
    item = read(parish(f"1. DUES\n\nTalk came first.\n\n{sentence}\n\n2. QUAYS\n\nWords.")).items[0]
    assert [each.outcomes[:1] for each in item.decisions] == [(outcome,)]


def test_numbers_of_items_in_wrappers_may_be_codes() -> None:
    items = read(export(("2(a)", "Dues", "Words."), ("2(b)", "Quays", "Words."))).items
    assert [(item.number, item.title) for item in items] == [("2(a)", "Dues"), ("2(b)", "Quays")]


@pytest.mark.parametrize(
    "title", ["Interim findings (Professor Dame Kay Bee)", "WELCOME AND REMOTE MEETINGS PROTOCOL SUMMARY"]
)
def test_a_title_is_not_cut_inside_brackets_nor_in_capitals(title: str) -> None:
    (item,) = read(export(("1", title, "The Chair spoke."))).items
    assert item.title == title


def test_discussion_that_begins_again_behind_actions_holds_no_actions() -> None:
    again = "Members raised the following points:\n\n· Rents had risen.\n\n· Officers to be thanked."
    item = one_item(f"Words.\n\n{TO_PROCEED}\n\n{again}\n\n{NOTED}")
    assert [text for _, text in to_do(item)] == ["Officers to proceed."]
    assert [text for _, text, _ in decided(item)] == ["The Board noted the report."]
    assert said(item)[1:] == ["Members raised the following points:", "· Rents had risen.", "· Officers to be thanked."]


def test_what_an_action_is_about_is_part_of_it() -> None:
    item = one_item("Words.\n\nAction\n\nOfficers to bring a report on:\n\n· housing; and\n\n· skills.")
    assert to_do(item) == [(("Officers",), "Officers to bring a report on: housing; and skills.")]
