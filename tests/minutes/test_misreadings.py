"""Misreadings that were found in notes, each with the text that showed it."""

from __future__ import annotations

import pytest

from meetings.extraction.markup import plain
from tests.extraction.test_hostile import calls
from tests.minutes.accounting import codes, holds
from tests.minutes.written import (
    decided,
    export,
    found,
    listed,
    markdown,
    one_item,
    page,
    parish,
    present,
    read,
    said,
    to_do,
)

pytestmark = pytest.mark.once
BODY = "1. DUES\nWords.\n\n2. QUAYS\nWords."


def test_thanks_behind_a_list_of_decisions_are_no_decision() -> None:
    item = one_item("Words.\n\nDecisions\n\n· Members agreed the plan.\n\nThe Chair thanked officers for their work.")
    assert decided(item) == [("", "Members agreed the plan.", ("agreed",))]
    assert said(item) == ["Words.", "The Chair thanked officers for their work."]


@pytest.mark.parametrize("lead_in", ["The Executive", "The LGA Executive", "The Cabinet", "The Group", "The Forum:"])
def test_any_body_alone_on_its_line_is_a_lead_in(lead_in: str) -> None:
    item = one_item(f"Words.\n\nDecisions\n\n{lead_in}\n\na. noted the report\nb. agreed the plan")
    assert decided(item) == [(lead_in, "noted the report", ("noted",)), (lead_in, "agreed the plan", ("agreed",))]


@pytest.mark.parametrize("marker", ["1.", "(1)", "a)", "•", "·"])
def test_a_tab_behind_the_marker_makes_the_same_entry(marker: str) -> None:
    spaced = read(
        page(
            f"1.\nDues\nMinutes:\nTalk.\nDecision\n{marker} Members noted it.\n"
            f"{marker.replace('1', '2').replace('a', 'b')} Members agreed it.\n2.\nQuays\n"
            f"Minutes:\nWords."
        )
    )
    tabbed = read(
        page(
            f"1.\nDues\nMinutes:\nTalk.\nDecision\n{marker}\tMembers noted it.\n"
            f"{marker.replace('1', '2').replace('a', 'b')}\tMembers agreed it.\n2.\nQuays\n"
            f"Minutes:\nWords."
        )
    )
    assert [decided(item) for item in tabbed.items] == [decided(item) for item in spaced.items]
    assert decided(tabbed.items[0]) == [("", "Members noted it.", ("noted",)), ("", "Members agreed it.", ("agreed",))]


def test_a_line_that_ends_in_the_verb_leads_its_list_in() -> None:
    item = one_item("Words.\n\nThe Leadership Board agreed\n\n· that work be done; and\n\n· to receive a report.")
    assert [each.lead_in for each in item.decisions] == ["The Leadership Board agreed"] * 2


@pytest.mark.parametrize(
    "sentence", ["Motion was not agreed.", "The motion was not passed.", "The motion was not supported."]
)
def test_a_motion_that_was_not(sentence: str) -> None:
    (item, _) = read(parish(f"1. DUES\nTalk came first.\n{sentence}\n\n2. QUAYS\nWords.")).items
    assert [(each.outcomes, each.negative) for each in item.decisions] == [(("rejected",), True)]


def test_an_interest_in_a_minute_number() -> None:
    sentence = "Cllr Fox declared a pecuniary interest in Minute No. 45 and left."
    assert [(each.name, each.text) for each in one_item(sentence).declarations] == [("Cllr Fox", sentence)]


def test_the_committee_below_the_council_is_the_board() -> None:
    source = (
        f"QUILLHAM BOROUGH COUNCIL\n\nPLANNING COMMITTEE\n\n"
        f"Minutes of the meeting held on 14 June 2017\n\nPresent:\nCllr Ann Bee\n\n{BODY}"
    )
    assert read(source).header.board == "Planning Committee"


def test_pages_before_a_note_are_front_matter() -> None:
    source = "Welcome to Quay House\n\nThe lift is on the left.\n\n" + markdown("1 Dues\n\nWords.")
    first = read(source).left_over[0]
    assert (first.reason, first.span.cut(found(source).text).splitlines()[0]) == (
        "front-matter",
        "Welcome to Quay House",
    )


def test_block_tags_part_words() -> None:

    assert plain("<li>one</li><li>two</li>") == "one two"


@pytest.mark.parametrize(
    "title",
    [
        "Private report: pay",
        "Pay (Part II)",
        "Pay (Closed)",
        "Exempt Appendix",
        "Pay - in private",
        "Pay – Exempt from publication",
    ],
)
def test_a_title_with_a_sign_is_restricted_or_asked(title: str) -> None:
    (item,) = read(export(("1", title, "The pay is quince."))).items
    assert item.restricted or item.sensitive


def test_what_stands_behind_the_resolution_in_its_own_item_is_asked() -> None:
    body = (
        "1. EXCLUSION\nRESOLVED that the press and public be excluded from the meeting.\n\n"
        "Staffing\n\nThe pay is quince.\n\n2. NEXT\nWords."
    )
    first = read(parish(body)).items[0]
    assert first.sensitive or "quince" not in repr(first) or first.restricted


@pytest.mark.parametrize(
    "shape",
    [
        lambda n: "<AI1>\n\n\t1\n\tTitle\n\n\tText.\n\n</AI1>\n\n" * n,
        lambda n: "x\n" + "2 Dues\n\n" * n,
    ],
    ids=["wrappers alone", "heads alone"],
)
def test_linear(shape) -> None:  # type: ignore[no-untyped-def]
    calls(shape(5))
    assert calls(shape(200)) < calls(shape(50)) * 4.4


def test_findings_of_nothing() -> None:
    assert codes(read(export(("1", "Dues", "Words."))).findings) == []
    assert listed(read(export(("1", "Dues", "Words.")))) == [("1", "Dues")]


def test_a_lead_in_that_says_the_whole_is_the_decision_and_its_list_the_parts() -> None:
    lead = "The Board agreed the plan, with the following amendments:"
    item = one_item(f"Words.\n\nDecision\n\n{lead}\n\n(a) add a quay;\n\n(b) drop the ferry.")
    assert [each.text for each in item.decisions] == [f"{lead} (a) add a quay; (b) drop the ferry."]


def test_letters_in_capitals_are_entries_of_a_resolution() -> None:
    body = "1. DUES\nRESOLVED:\nA. That the report be noted.\nB. That the plan be approved.\n\n2. QUAYS\nWords."
    (item, _) = read(parish(body)).items
    assert [(each.text, each.outcomes) for each in item.decisions] == [
        ("That the report be noted.", ("noted",)),
        ("That the plan be approved.", ("approved",)),
    ]


def test_an_initial_alone_is_no_entry() -> None:
    (item, _) = read(parish("1. DUES\nTalk.\nA. Bee spoke of dues.\nC. Dee spoke of quays.\n\n2. QUAYS\nWords.")).items
    assert said(item) == ["Talk.", "A. Bee spoke of dues.", "C. Dee spoke of quays."]


def test_words_glued_into_one_cell_still_open_their_sections() -> None:
    talk = "Jane Doe, Senior Adviser, introduced the item. Talk."
    row = f"2\tDues {talk} Decision Members **noted** the report. Action Officers to write.\t"
    minutes = read(markdown(row))
    (item,) = minutes.items
    assert decided(item) == [("", "Members noted the report.", ("noted",))]
    assert to_do(item) == [(("Officers",), "Officers to write.")]
    assert codes(minutes.findings).count("section-inside-paragraph") == 2


@pytest.mark.parametrize("sentence", ["Action Plans are to be made.", "Decision making was slow.", "Action to follow."])
def test_sentences_that_begin_with_a_section_word_are_text(sentence: str) -> None:
    assert said(one_item(f"Talk. {sentence} More talk.")) == [f"Talk. {sentence} More talk."]


def test_the_last_sentence_that_noted_and_the_officers_behind_it() -> None:
    item = one_item("Talk.\n\nThe Board noted the update.\n\nOfficers to take forward members' comments.")
    assert decided(item) == [("", "The Board noted the update.", ("noted",))]
    assert to_do(item) == [(("Officers",), "Officers to take forward members' comments.")]


def test_an_entry_that_is_a_lead_in_names_its_owner() -> None:
    item = one_item("Words.\n\nAction:\n\n·       Officers to:\n\no   send the note; and\n\no   invite the Mayor.")
    assert {owners for owners, _ in to_do(item)} == {("Officers",)}


def test_a_table_of_people_broken_by_a_page_goes_on() -> None:
    head, rows = (
        "Position/Role\tCouncillor\tAuthority",
        ("\tCllr Gus Hay\tSallow Council", "Apologies\tCllr Ivy Jay\tAsh Council"),
    )
    source = markdown("1 Dues\n\nWords.") + "\n".join(["", "Harbours Board", "30 January 2018", "", head, *rows, ""])
    minutes = read(source)
    assert present(minutes)[3:] == [
        ("member", "Gus Hay", "Sallow Council"),
        ("apologies", "Ivy Jay", "Ash Council"),
    ]
    assert "left-over" not in codes(minutes.findings)


def test_a_label_in_mid_line_opens_a_new_list() -> None:
    people = (
        "Present: Cllrs. A. Bee (Chairman), C. Dee. In attendance: Mrs I Jay (Clerk), Dist. Cllr K Loy, 3 parishioners."
    )
    body = "1. DUES\nWords.\n\n2. QUAYS\nWords."
    assert [(role, name) for role, name, _ in present(read(parish(body, people=people)))] == [
        ("chair", "A. Bee"),
        ("member", "C. Dee"),
        ("in attendance", "I Jay"),
        ("in attendance", "K Loy"),
    ]


def test_any_name_behind_minutes_of_meeting_of_is_the_board() -> None:
    title = "MINUTES OF MEETING OF BALLYROE MUNICIPAL DISTRICT HELD ON 8TH APRIL 2019"
    source = f"{title}\n\nPresent: Cllr Ann Bee\n\n1. DUES\nWords.\n\n2. QUAYS\nWords."
    assert read(source).header.board == "Ballyroe Municipal District"


@pytest.mark.parametrize(
    ("line", "title", "body"),
    [
        (
            "2. Planning: 19/0012 Extension at The Mill - no objections.",
            "Planning",
            ["19/0012 Extension at The Mill - no objections."],
        ),
        ("2. Highways: potholes", "Highways: potholes", []),
    ],
)
def test_title_and_text_of_one_short_line(line: str, title: str, body: list[str]) -> None:
    item = read(parish(f"1. Dues\nWords.\n\n{line}\n\n3. Quays\nWords.")).items[1]
    assert (item.title, said(item)) == (title, body)


@pytest.mark.parametrize("lines", [["\t1  ", "  * Appendix 1 pdf icon PDF 1 MB"], ["\t1  ", "0"], ["\t17", "Minutes:"]])
def test_a_title_in_the_cell_of_its_number_stands_in_its_span(lines: list[str]) -> None:
    source = "Minutes of the Ferry Partnership, 5 March 2020\n\nItem\tDiscussion\tAction\n" + "\n".join(lines)
    (item,) = read(source).items
    assert holds(item.title_span.cut(found(source).text), item.title)


@pytest.mark.parametrize(
    ("body", "decisions"),
    [
        ("Seconded by Cllr Dee;\n\nAnd Resolved:\n\n“That the note be confirmed”.",
         [("“That the note be confirmed”.", "confirmed")]),
        ("It was resolved to approve the following payments:\n\n101 T Garland £412\n\n102 HMRC £103",
         [("It was resolved to approve the following payments:", "approved")]),
        ("(a)\tCastle St\n\nRESOLVED:\tNo objection.\n\n(b)\tBank\n\nRESOLVED:\tRefusal.",
         [("No objection.", "resolved"), ("Refusal.", "resolved")]),
        ("RESOLVED:\n\nThat the dues be raised.\n\nCllr Fox left.", [("That the dues be raised.", "resolved")]),
        ("After discussion it was agreed that the Clerk would ask.",
         [("After discussion it was agreed that the Clerk would ask.", "agreed")]),
        ("The amendment was lost.\n\nRESOLVED – That the plan be approved.",
         [("The amendment was lost.", "rejected"), ("RESOLVED – That the plan be approved.", "approved")]),
        ("It was decided to form a group.\n\nRESOLVED – That the plan be approved.",
         [("It was decided to form a group.", "resolved"), ("RESOLVED – That the plan be approved.", "approved")]),
        ("On the proposal of Cllr Dee, it was resolved to approve the scheme.",
         [("On the proposal of Cllr Dee, it was resolved to approve the scheme.", "approved")]),
        ("Agreed.", [("Agreed.", "agreed")]),
        ("Noted.", [("Noted.", "noted")]),
        ("On being put to the vote, the motion fell.", [("On being put to the vote, the motion fell.", "rejected")]),
        ("The motion was declared LOST.", [("The motion was declared LOST.", "rejected")]),
        ("The recommendation was put to the vote and carried.",
         [("The recommendation was put to the vote and carried.", "agreed")]),
        ("RESOLVED that the plan of 4 May 2018 be adopted.\n\nVoting: 5 in favour, 1 against.",
         [("RESOLVED that the plan of 4 May 2018 be adopted.", "adopted")]),
        ("RESOLVED:\n\nThat permission be GRANTED subject to:\n\n(a) a fence; and\n\n(b) a gate.",
         [("That permission be GRANTED subject to: (a) a fence; and (b) a gate.", "granted")]),
    ],
)  # fmt: skip
def test_resolutions_and_votes(body: str, decisions: list[tuple[str, str]]) -> None:
    items = read(parish(f"1. DUES\n\nTalk.\n\n{body}\n\n2. QUAYS\n\nWords.")).items
    assert [item.number for item in items] == ["1", "2"]
    assert [(each.text, *each.outcomes) for each in items[0].decisions] == decisions


@pytest.mark.parametrize(
    ("entry", "outcomes"),
    [
        ("The Board noted the update, and resolved to write to the Minister.", ("noted", "resolved")),
        ("That the Cabinet adopts the plan and delegates authority to the Chair.", ("adopted", "delegated")),
        ("notes the report;", ("noted",)),
        ("refuses the request.", ("rejected",)),
        ("Notes of the meeting are to be sent.", ()),
        ("agreed that a paper should be commissioned.", ("agreed",)),
    ],
)
def test_verbs_of_a_headed_decision(entry: str, outcomes: tuple[str, ...]) -> None:
    (decision,) = one_item(f"Words.\n\nDecision\n\n· {entry}").decisions
    assert decision.outcomes == outcomes
    assert decision.negative == ("rejected" in outcomes)
