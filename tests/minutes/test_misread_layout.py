"""Misreadings of how a note is laid out: lists, tables, pages, lines that lost their heading."""

from __future__ import annotations

import pytest

from tests.minutes.accounting import codes
from tests.minutes.written import (
    decided,
    export,
    listed,
    markdown,
    one_item,
    parish,
    present,
    read,
    said,
    to_do,
)

pytestmark = pytest.mark.once


def test_inner_lists_set_exactly_like_items_are_no_items() -> None:
    plans = "2\tPlans\n\nThree questions had been put:\n\n1\tWho pays?\n\n2\tWhen?\n\n3\tHow?\n\nNo reply had come.\n\n"
    litter = "3\tLitter\n\nTalk.\n\nActions\n\n1\tOfficers to publish it\n\n2\tCllr Bee to ring\n\nDecision\n\n"
    litter += "1\tMembers endorsed it\n\n2\tMembers agreed to go on\n\n"
    minutes = read(markdown(f"1\tWelcome\n\nThe Chair began.\n\n{plans}{litter}4\tAny other business\n\nNone.\n"))
    first, second, third, last = minutes.items
    assert [item.title for item in (first, second, third, last)] == ["Welcome", "Plans", "Litter", "Any other business"]
    assert said(second) == ["Three questions had been put:", "Who pays?", "When?", "How?", "No reply had come."]
    assert [text for _, text, _ in decided(third)] == ["Members endorsed it", "Members agreed to go on"]
    assert [text for _, text in to_do(third)] == ["Officers to publish it", "Cllr Bee to ring"]


def test_rows_parted_by_strokes_without_edges_are_a_table() -> None:
    people = "Position/Role | Councillor | Authority\nChairman | Cllr Ann Bee | Ash Council\n"
    people += "Members | Cllr Cy Dee | Elm Council\n"
    source = markdown("1 Dues\n\nWords | more words.\n", people=()).replace(
        "Position/Role\tCouncillor\tAuthority\n", people
    )
    minutes = read(source)
    assert present(minutes) == [("chair", "Ann Bee", "Ash Council"), ("member", "Cy Dee", "Elm Council")]
    assert said(minutes.items[0]) == ["Words | more words."]


def test_prose_under_next_steps_gives_up_the_sentences_that_say_who_does_what() -> None:
    text = "Words.\n\nNext steps\n\nThe letter is ready. Officers to send it round. Replies to be collected."
    minutes = read(export(("7", "Dues", text)))
    (item,) = minutes.items
    assert to_do(item) == [(("Officers",), "Officers to send it round."), ((), "Replies to be collected.")]
    assert said(item) == ["Words.", "The letter is ready."]
    quiet = read(export(("7", "Dues", "Words.\n\nNext steps\n\nThe letter is ready.")))
    assert (to_do(quiet.items[0]), said(quiet.items[0])) == ([], ["Words.", "The letter is ready."])
    assert "unfinished" in codes(quiet.findings)


def test_the_time_beside_an_item_of_an_agenda_is_no_part_of_its_title() -> None:
    agenda = "Agenda\n\nHarbours Board\n\nTuesday 5 March 2019\n\n"
    agenda += "Item\tPage\tTime\n1. Welcome\t\t1.30pm\n2. Dues\t3 - 4\t2.00pm\n"
    assert listed(read(agenda)) == [("1", "Welcome"), ("2", "Dues")]


@pytest.mark.parametrize(
    ("body", "decisions"),
    [
        ("RESOLVED: That it be refused because of:\n(a) the loss of land; and\n(b) the access.",
         [("RESOLVED: That it be refused because of: (a) the loss of land; and (b) the access.", "rejected")]),
        ("It was AGREED to write to the Mayor. A proposal to stop the grant was not supported.",
         [("It was AGREED to write to the Mayor.", "agreed"),
          ("A proposal to stop the grant was not supported.", "rejected")]),
        ("(a) Speed limits\n\nReport noted.\n\n(b) Quay Street\n\nMembers agreed to sell.",
         [("Report noted.", "noted"), ("Members agreed to sell.", "agreed")]),
        ("RESOLVED: That Council be recommended to adopt the scheme.",
         [("RESOLVED: That Council be recommended to adopt the scheme.", "recommended")]),
        ("Decision:\nThat the land be sold.\nMinutes:\nTalk.\nRESOLVED: That the land be sold.",
         [("That the land be sold.", "resolved")]),
    ],
)  # fmt: skip
def test_resolutions_with_their_own_words_and_no_others(body: str, decisions: list[tuple[str, str]]) -> None:
    (item, _) = read(parish(f"1. DUES\n\nTalk.\n\n{body}\n\n2. QUAYS\n\nWords.")).items
    assert [(each.text, *each.outcomes) for each in item.decisions] == decisions


def test_initials_are_no_council() -> None:
    assert present(read(parish("1. DUES\nWords.", people="Present: Bill Cope (BC), Dev Ede (DE)"))) == [
        ("member", "Bill Cope", ""),
        ("member", "Dev Ede", ""),
    ]


def test_the_name_of_a_body_ends_before_notes_of() -> None:
    source = (
        "Dalby School Association – notes of committee, 3/11/21\n\n1. Fair\nAgreed.\n2. Quiz\nWords.\n3. AOB: none\n"
    )
    minutes = read(source)
    assert minutes.header.board == "Dalby School Association"
    assert (minutes.items[2].title, said(minutes.items[2])) == ("AOB", ["none"])


def test_rows_of_a_table_that_begin_with_a_number_and_a_full_stop_stay_in_it() -> None:
    table = "No.\tSubject\tAction\n1.\tApologies: as above\n2.\tPumps\n\tOne is broken.\tCD\n"
    first, second = read(f"Minutes of the Ferry Partnership, 5 March 2020\n\nPresent: Cy Dee\n\n{table}").items
    assert [(first.number, first.title), (second.number, second.title)] == [("1", "Apologies"), ("2", "Pumps")]
    assert to_do(second) == [(("CD",), "One is broken.")]


def test_decisions_behind_an_action_whose_heading_was_lost() -> None:
    text = "Talk.\n\nAction: Officers to draw a map.\n\nThe Board:\n\n1. noted the report; and\n\n2. agreed the plan."
    item = one_item(text)
    assert to_do(item) == [(("Officers",), "Officers to draw a map.")]
    assert decided(item) == [
        ("The Board:", "noted the report; and", ("noted",)),
        ("The Board:", "agreed the plan.", ("agreed",)),
    ]
    assert all(decision.inferred for decision in item.decisions)


def test_the_changes_that_a_decision_leads_in_are_its_parts() -> None:
    item = one_item(
        "The minutes were agreed, subject to the following amendment:\n\n· page 3, for 2017 read 2018.\n\nTalk."
    )
    text = "The minutes were agreed, subject to the following amendment: page 3, for 2017 read 2018."
    assert (decided(item), said(item)) == ([("", text, ("agreed",))], ["Talk."])


def test_numbers_in_the_columns_of_a_table_are_no_page_numbers() -> None:
    item = one_item("Talk.\n\n\tRisk\tScore\n\tData\t12\n\nTalk again.")
    assert "12" in said(item)


def test_an_appendix_alone_on_its_line_above_attendance_is_no_text_of_the_last_item() -> None:
    source = markdown("1 Dues\n\nWords.").replace("Appendix A - Attendance", "Appendix A\n\nAttendance")
    minutes = read(source)
    assert (said(minutes.items[0]), len(minutes.attendance)) == (["Words."], 3)
