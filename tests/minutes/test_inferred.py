"""Decisions and actions that lost their heading: read from sentences and lists, marked, and never from hearsay."""

from __future__ import annotations

import pytest

from meetings.minutes.inferred import sentences
from tests.minutes.accounting import codes
from tests.minutes.written import decided, export, one_item, parish, read, said, to_do

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "parts",
    [
        ["The dues rose.", "They fell."],
        ["Cllr. A. Bee spoke of Mr. Dee.", "He left."],
        ["It cost approx. £5 at St. Ann’s.", "“Quite so!”", "She sat down."],
        ["See paras. 3 and 4, e.g. No. 5 of them.", "(It rained.)", "The end"],
        [],
    ],
    ids=len,
)
def test_sentences_end_at_full_stops_that_are_none_of_an_abbreviation(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "The minutes of the meeting held on 5 March 2021 were agreed as an accurate record.",
        "The confidential minutes of the last meeting were agreed.",
        "Members agreed that this could be a regular item.",
        "The Board agreed the terms of reference.",
        "It was agreed that the Chair would write.",
        "Cllr Ann Bee was elected Chair of the Board.",
        "The Board unanimously agreed to the plan.",
    ],
)
def test_a_sentence_that_decides_without_a_heading_is_inferred(sentence: str) -> None:
    minutes = read(export(("1", "Dues", f"Words came first. {sentence}")))
    (item,) = minutes.items

    assert [(each.text, each.inferred, each.heading) for each in item.decisions] == [(sentence, True, "")]
    assert said(item) == ["Words came first."]
    assert codes(minutes.findings)[:1] in (["heading-missing"], ["confidential-words"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Members agreed with this.",
        "Members agreed on the need for a quay.",
        "Members noted that dues had risen.",
        "Members suggested that dues should fall.",
        "Cllr Bee agreed to write to the county.",
        "Cllr Bee said his council agreed a plan.",
        "He said that the council had agreed to build a quay.",
        "Averham Council agreed to lead the work.",
        "Some members agreed that the plan was bad.",
        "Members of the public agreed that it was bad.",
        "The Board had agreed in March to hold a fair.",
        "At its last meeting the Board agreed the priorities.",
        "The Government had agreed to fund it and resolved the dispute.",
    ],
)
def test_a_sentence_that_tells_of_somebody_or_some_time_else_decides_nothing(sentence: str) -> None:
    item = one_item(f"Words came first. {sentence} Words came last.")

    assert (decided(item), to_do(item)) == ([], [])
    assert said(item) == [f"Words came first. {sentence} Words came last."]


def test_a_headed_decision_makes_its_item_need_no_inferred_one() -> None:
    item = one_item("Members agreed that it rained.\n\nDecision\n\nThe Board noted the report.")

    assert decided(item) == [("", "The Board noted the report.", ("noted",))]


def test_bullets_of_a_discussion_decide_nothing() -> None:
    points = "· It was agreed that dues are high.\n\n· The Board noted that quays are old."
    item = one_item(f"Members made these points:\n\n{points}\n\nThe Chair thanked them.")

    assert decided(item) == []


@pytest.mark.parametrize("opening", ["Members agreed:", "The Board agreed to:"])
def test_a_list_under_a_body_that_agreed_is_decided_entry_by_entry(opening: str) -> None:
    item = one_item(f"Words.\n\n{opening}\n\n· mend the quay;\n\n· raise the dues.")

    assert decided(item) == [(opening, "mend the quay;", ("agreed",)), (opening, "raise the dues.", ("agreed",))]
    assert [each.inferred for each in item.decisions] == [True, True]


def test_two_lists_that_both_start_at_one_have_lost_their_headings() -> None:
    item = one_item(
        "Words.\n\n1. Members noted it.\n\n2. Members agreed it.\n\n1. Officers to write.\n\n2. Cllr Bee to speak."
    )

    assert decided(item) == [("", "Members noted it.", ("noted",)), ("", "Members agreed it.", ("agreed",))]
    assert to_do(item) == [(("Officers",), "Officers to write."), (("Cllr Bee",), "Cllr Bee to speak.")]
    assert all(each.inferred for each in (*item.decisions, *item.actions))


@pytest.mark.parametrize(
    "sentence",
    [
        "Cllr Fox asked what would happen if the motion was lost.",
        "The amendment tabled in the House of Lords was withdrawn.",
        "Members asked whether the minutes of the last Cabinet were agreed by all groups.",
        "It was agreed by the Trustees that the hall be let.",
        "It was agreed in 2011 that the hall be let.",
        "It was decided some years ago to let the hall.",
        "Resolved disputes had fallen by a tenth.",
        "He explained that AGREED actions were shown in green.",
        "The Leader reported that Cabinet had RESOLVED to close the baths.",
        "Cllr Fox asked if the minutes of the Burial Board could be sent to all once they were approved.",
    ],
)
def test_what_others_decided_or_somebody_said_is_no_decision(sentence: str) -> None:
    assert decided(one_item(f"Talk came first. {sentence} Talk came last.")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The application was refused by the District Council.",
        "Planning permission was granted on appeal.",
        "The licence was granted by Dorset Council.",
        "This was approved in 2017.",
    ],
)
def test_what_others_decided_is_no_decision_of_a_parish(sentence: str) -> None:
    body = f"1. DUES\n\nTalk came first.\n\n{sentence}\n\nTalk came last.\n\n2. QUAYS\n\nWords."
    assert decided(read(parish(body)).items[0]) == []


SHORT = "Allotment Forum\nSaturday 21 March 2015\nMembers: A Bruce, Jo Tindall (chair), C Yeo\n\n"


@pytest.mark.parametrize(
    ("line", "title", "decisions", "actions"),
    [
        ("Minutes of the January meeting were agreed.", "Minutes of the January meeting were agreed",
         ["Minutes of the January meeting were agreed."], []),
        ("Water. The tap leaks. Action: AB to ring the plumber.", "Water", [], [(("AB",), "AB to ring the plumber.")]),
        ("Rats - the council has been told. JT to write by 9th April.", "Rats", [],
         [(("JT",), "JT to write by 9th April.")]),
        ("Seed swap. CY and Jo to book the hut.", "Seed swap", [], [(("CY", "Jo"), "CY and Jo to book the hut.")]),
        ("Hedges. The hedge is too high. Action: AB", "Hedges", [], [(("AB",), "The hedge is too high.")]),
        ("Gate. To be mended. (Action: Clerk)", "Gate", [], [(("Clerk",), "To be mended. (Action: Clerk)")]),
        ("Rents. Not agreed - too costly.", "Rents", ["Not agreed - too costly."], []),
        ("Posters: approved a spend of £20 on posters.", "Posters", ["approved a spend of £20 on posters."], []),
        ("Any other business. None.", "Any other business", [], []),
        ("St. Mary's lane. Church Lane to remain closed.", "St. Mary's lane", [], []),
        ("Printing. Jo will print.", "Printing", [], [(("Jo",), "Jo will print.")]),
    ],
)  # fmt: skip
def test_items_of_one_line_in_a_bare_list(
    line: str, title: str, decisions: list[str], actions: list[tuple[tuple[str, ...], str]]
) -> None:
    item = read(f"{SHORT}1. Tools\nWords.\n\n2. {line}\n\n3. Sheds\nWords.\n").items[1]
    assert (item.title, [each.text for each in item.decisions], to_do(item)) == (title, decisions, actions)


def test_formal_minutes_say_who_acts_under_no_heading_only_of_people_who_are_sure() -> None:
    body = (
        "1. DUES\nThe Clerk to write to the county. Ash Lane to remain closed. Cllr Fox will be away.\n"
        "The Clerk will ask again. Averham Borough Council to pay half.\n\n2. QUAYS\n- Cllr Bee to mend the gate.\n"
    )
    dues, quays = read(parish(body)).items
    assert to_do(dues) == [(("Clerk",), "The Clerk to write to the county.")]
    assert to_do(quays) == [(("Cllr Bee",), "Cllr Bee to mend the gate.")]
    assert all(action.inferred for action in (*dues.actions, *quays.actions))


def test_a_list_that_runs_on_inside_a_paragraph_is_read_sentence_by_sentence() -> None:
    line = "6. Finance. a) Payments of £14 were approved. b) The Clerk spoke. c) The statement was approved."
    item = read(parish(f"5. Dues\nWords.\n\n{line}\n\n7. Quays\nWords.")).items[1]
    assert (item.title, said(item)) == ("Finance", ["b) The Clerk spoke."])
    assert [text for _, text, _ in decided(item)] == [
        "a) Payments of £14 were approved.",
        "c) The statement was approved.",
    ]


def test_a_resolution_behind_the_number_of_a_paragraph_keeps_its_conditions() -> None:
    body = "1.0 DUES\n\n1.1 Talk.\n\n1.2 RESOLVED\n\nThat it be granted, subject to the following conditions:\n\n"
    body += "(1) a fence; and\n(2) a gate.\n\nReasons: the policy.\n\n2.0 QUAYS\n\n2.1 None."
    item = read(parish(body)).items[0]
    text = "That it be granted, subject to the following conditions: (1) a fence; and (2) a gate."
    assert decided(item) == [("", text, ("granted",))]


def test_an_election_told_in_one_sentence() -> None:
    items = read(parish("1. Vice Chairman. Cllr Bee was elected, proposed CD, seconded EF.\n\n2. Dues. None.")).items
    assert decided(items[0]) == [("", "Cllr Bee was elected, proposed CD, seconded EF.", ("elected",))]


def test_a_bare_list_says_in_its_entries_what_shall_be() -> None:
    body = "1. Strategy\nThat the strategy be approved.\n\n2. Grants\n"
    body += "(i) That £50 be paid;\n(ii) That the other be refused.\n"
    first, second = read(f"Allotment Forum\n21 March 2015\n\n{body}").items
    assert decided(first) == [("", "That the strategy be approved.", ("approved",))]
    assert [text for _, text, _ in decided(second)] == ["That £50 be paid;", "That the other be refused."]


def test_items_of_one_line_without_full_stops_and_people_called_by_one_name() -> None:
    body = "1 Repairs - agreed to ask for weekly figures. Lou to email the manager\n"
    body += "2 Newsletter - Sam and Kaz will write it by 17th May 2019\n3 Fun day. Not going ahead this year\n"
    first, second, third = read(f"Tenants' Forum - 3rd May 2019\nHere: Lou, Sam Dodd, Kaz\n\n{body}").items
    assert [item.title for item in (first, second, third)] == ["Repairs", "Newsletter", "Fun day"]
    assert to_do(first) == [(("Lou",), "Lou to email the manager")]
    assert to_do(second) == [(("Sam", "Kaz"), "Sam and Kaz will write it by 17th May 2019")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Refused applications rose.",
        "Resolved matters: none.",
        "Approved plans hung on the wall.",
        "Officers to date have spent £40.",
        "The Council to whom the letter was sent replied.",
        "Mrs Fox was elected by the school.",
    ],
)
def test_sentences_that_only_begin_like_a_decision_or_an_action_are_text(sentence: str) -> None:
    item = read(parish(f"1. DUES\nTalk.\n\n{sentence}\n\nMore talk.\n\n2. QUAYS\nWords.")).items[0]
    assert said(item) == ["Talk.", sentence, "More talk."]
