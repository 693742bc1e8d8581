"""Restrict first, ask the clerk: what withholds an item at once, and what is only asked about."""

from __future__ import annotations

import pytest

from meetings.minutes.confidential import ONWARDS, asks_clerk, excludes_public, item_list, part_of, restricts_title
from tests.minutes.accounting import codes
from tests.minutes.written import export, markdown, page, parish, read

pytestmark = pytest.mark.once

EXCLUSION = "RESOLVED – that under Section 100A(4) of the Local Government Act 1972 the press and public be excluded"
OPEN = ("1", "Dues", "The dues were discussed.")
SECRET = ("2", "Pay", "The pay is quince.")


@pytest.mark.parametrize(
    "title",
    [
        "Pay (Confidential)",
        "Pay [Confidential]",
        "Pay (exempt under paragraph 3)",
        "CONFIDENTIAL: Pay",
        "Confidential - Pay",
        "Restricted Item - Pay",
        "Pay – Not for publication",
        "Pay CONFIDENTIAL",
    ],
)
def test_a_title_that_says_so_restricts_its_item(title: str) -> None:
    (item,) = read(export(("1", title, "The pay is quince."))).items

    assert (item.restricted, bool(item.restricted_because)) == (True, True)
    assert restricts_title(title)


@pytest.mark.parametrize(
    "title", ["Confidence in the quay", "Exemptions from dues", "Private moorings", "Public toilets"]
)
def test_a_title_that_only_sounds_like_it_restricts_nothing(title: str) -> None:
    assert restricts_title(title) == ""


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("PART 1: PUBLIC", "public"),
        ("PART 2: PRIVATE", "private"),
        ("Part 2: Confidential", "private"),
        ("PART TWO", "private"),
        ("PART II – EXEMPT", "private"),
        ("**PART 2 - CONFIDENTIAL**", "private"),
        ("Part 2 (Not for publication)", "private"),
        ("Part A – Public", "public"),
        ("Part B – Closed", "private"),
        ("NON-PUBLIC ITEMS", "private"),
        ("Confidential items", "private"),
        ("Exempt business", "private"),
        ("Part 2 of the report was discussed", None),
        ("Partnership working", None),
        ("Parting words", None),
        ("Private moorings", None),
    ],
)
def test_the_parts_of_an_agenda(line: str, part: str | None) -> None:
    assert part_of(line) == part


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            parish("1. DUES\nDiscussed.\n\nPART 2 (NOT FOR PUBLICATION)\n\n2. PAY\nThe pay is quince."), id="formal"
        ),
        pytest.param(
            markdown("**1 Dues**\n\nDiscussed.\n\n**PART 2: PRIVATE**\n\n**2 Pay**\n\nThe pay is quince."),
            id="Markdown",
        ),
        pytest.param(page("1.\nDues\nMinutes:\nDiscussed.\nPART II - EXEMPT\n2.\nPay\nThe pay is quince."), id="page"),
    ],
)
def test_whatever_follows_the_head_of_a_private_part_is_restricted(source: str) -> None:
    assert [(item.title, item.restricted) for item in read(source).items if "quince" in repr(item)] == [
        (read(source).items[-1].title, True)
    ]
    assert not read(source).items[0].restricted


def test_a_resolution_that_names_no_item_restricts_all_that_follow_until_the_public_returns() -> None:
    items = read(
        export(OPEN, ("2", "Exclusion", f"{EXCLUSION}."), SECRET, ("4", "Return", "The public were readmitted."), OPEN)
    ).items

    assert [item.restricted for item in items] == [False, False, True, True, False]


def test_a_resolution_that_names_its_items_restricts_those() -> None:
    items = read(export(("1", "Exclusion", f"{EXCLUSION} during items 3 and 4."), SECRET, *(
        (number, f"Title {number}", "Words.") for number in ("3", "4", "5")
    ))).items  # fmt: skip

    assert [(item.number, item.restricted) for item in items] == [
        ("1", False),
        ("2", False),
        ("3", True),
        ("4", True),
        ("5", False),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        EXCLUSION,
        "It was agreed to exclude the press and public for the remaining business.",
        "RESOLVED to exclude the public under the Public Bodies (Admission to Meetings) Act 1960.",
        "That, pursuant to Schedule 7A, the public be excluded from the meeting.",
    ],
)
def test_a_resolution_to_go_on_without_the_public(sentence: str) -> None:
    assert excludes_public(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "There were no items which required the exclusion of the press and public.",
        "The press and the public were welcome.",
        "Dogs were excluded from the beach.",
    ],
)
def test_a_sentence_about_the_public_is_no_resolution(sentence: str) -> None:
    assert not excludes_public(sentence)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("for items 8, 9 and 11", [("8", ""), ("9", ""), ("11", "")]),
        ("for items 8, 9, and 11", [("8", ""), ("9", ""), ("11", "")]),
        ("for items 8 to 10", [("8", "10")]),
        ("for minutes 79/21 to 82/21", [("79/21", "82/21")]),
        ("for item 8 onwards", [("8", ONWARDS)]),
        ("for item 8 and all subsequent business", [("8", ONWARDS)]),
        ("during item 8", [("8", "")]),
        ("for items 12.3 and 12.4", [("12.3", ""), ("12.4", "")]),
        ("Minute Nos. 88 & 89", [("88", ""), ("89", "")]),
        ("minute 77/21", [("77/21", "")]),
        ("under paragraph 3 of Schedule 12A", []),
        ("information of item 3 of Part 1 of Schedule 12A", []),
    ],
)
def test_the_items_a_resolution_names(words: str, numbers: list[tuple[str, str]]) -> None:
    assert item_list(words) == numbers


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("There followed a confidential discussion.", "confidential"),
        ("The report was treated as exempt information.", "exempt information"),
        ("Members went into private session.", "private session"),
        ("Members had every confidence in the harbour master.", ""),
    ],
)
def test_words_that_make_a_clerk_be_asked(sentence: str, words: str) -> None:
    assert asks_clerk(sentence) == words


def test_an_item_with_such_words_stays_open_until_the_clerk_has_answered() -> None:
    minutes = read(export(("1", "Dues", "There followed a confidential discussion."), SECRET))

    assert [(item.restricted, item.sensitive) for item in minutes.items] == [(False, "confidential"), (False, "")]
    assert codes(minutes.findings) == ["confidential-words"]


@pytest.mark.parametrize(
    "words",
    [
        "RESOLVED: That the public be temporarily excluded.",
        "RESOLVED: That the broadcast be stopped and the public excluded.",
        "Members of the public were asked to leave the room.",
        "The Council went into committee.",
        "The meeting moved into closed session.",
        "The following items were taken in private.",
        "The remaining part of the meeting was held in camera.",
        "NOT FOR PUBLICATION",
        "RHAN 2 - EITEMAU EITHRIEDIG",
    ],
)
def test_words_after_which_everything_is_private(words: str) -> None:
    items = read(parish(f"1. DUES\nTalk.\n\n{words}\n\n2. QUAYS\nThe quince.\n\n3. BOATS\nThe quince.")).items
    assert [item.restricted for item in items[1:]] == [True, True]


def test_when_the_public_leaves_a_clerk_is_asked_of_all_that_follows() -> None:
    source = parish("1. DUES\nThe press and public left the meeting at 8.10pm.\n\n2. QUAYS\nWords.\n\n3. BOATS\nWords.")
    assert [bool(item.sensitive) for item in read(source).items[1:]] == [True, True]
    source = parish("1. DUES\nTwo members of the public left at 8.10pm.\n\n2. QUAYS\nWords.\n\n3. BOATS\nWords.")
    assert [bool(item.sensitive) for item in read(source).items[1:]] == [False, False]


@pytest.mark.parametrize(
    "words",
    [
        "Exempt under paragraph 3.",
        "This item was considered in private.",
        "The following minute is exempt.",
        "By virtue of paragraph 3 of Part 1 of Schedule 12A of the Act.",
        "CONFIDENTIAL",
    ],
)
def test_words_below_a_title_that_restrict_its_item(words: str) -> None:
    items = read(parish(f"1. DUES\nTalk.\n\n2. QUAYS\n{words}\n\nThe quince.")).items
    assert [item.restricted for item in items] == [False, True]


@pytest.mark.parametrize("title", ["Commercial in Confidence", "Quince (Para 3)", "Official Sensitive - quince"])
def test_titles_in_the_words_of_offices(title: str) -> None:
    (item,) = read(export(("1", title, "The quince."))).items
    assert item.restricted


def test_a_page_number_behind_the_wrapper_hides_no_title() -> None:
    source = export(("1", "Dues", "Words."), ("2", "Quince - CONFIDENTIAL", "The quince."))
    _, item = read(source.replace("<AI2>\n", "<AI2>\n\n3\n\n")).items
    assert (item.number, item.restricted) == ("2", True)


@pytest.mark.parametrize(
    "words",
    [
        "The Chair asked the public to leave.",
        "The meeting was then closed to the press and public.",
        "RESOLVED to move into confidential session.",
        "It was RESOLVED to go into Committee.",
        "Agreed to suspend standing orders and go into closed session.",
        "The press and public having been excluded, the Board considered the next items.",
        "The Council sat in private.",
        "Resolved that the public be not admitted to the remainder of the meeting.",
    ],
)
def test_more_words_after_which_everything_is_private(words: str) -> None:
    items = read(parish(f"1. DUES\nTalk.\n\n{words}\n\n2. QUAYS\nThe quince.\n\n3. BOATS\nThe quince.")).items
    assert [item.restricted for item in items[1:]] == [True, True]


@pytest.mark.parametrize(
    "words",
    [
        "The public health grant was excluded from the ring fence for the following year.",
        "Public toilets were excluded from the agreed contract.",
        "It was agreed to press for the exclusion of public libraries from the scheme.",
        "Part of the land was held in private ownership.",
        "The meeting with the Minister was held in private.",
        "The Select Committee moved into private session.",
        "Members of the public are invited to leave comments online.",
        "It was agreed that the public need not be excluded.",
        "To determine which items, if any, require the exclusion of the public and press: none.",
        "The Bill went into Committee in May.",
        "The planning committee of the District Council went into private session.",
        "Cllr Fox said that members of the public were asked to leave a meeting in Wick.",
    ],
)
def test_words_that_only_sound_like_it_close_nothing(words: str) -> None:
    items = read(parish(f"1. DUES\nTalk.\n\n{words}\n\n2. QUAYS\nWords.\n\n3. BOATS\nWords.")).items
    assert [item.restricted for item in items] == [False, False, False]


def test_a_resolution_for_the_next_item_closes_only_that() -> None:
    words = "It was agreed to take the next item in private."
    items = read(parish(f"1. DUES\n{words}\n\n2. QUAYS\nThe quince.\n\n3. BOATS\nWords.")).items
    assert [item.restricted for item in items] == [False, True, False]


def test_nothing_done_in_committee_closes_nothing() -> None:
    source = parish("1. DUES\nWords.\n\n2. IN COMMITTEE\nThere was no business.\n\n3. ANY OTHER BUSINESS\nWords.")
    assert not read(source).items[2].restricted


@pytest.mark.parametrize("text", ["Agreed.", "Proposed Cllr Fox, seconded Cllr Dee. Carried.", "All in favour."])
def test_a_title_that_excludes_the_public_and_a_text_that_agrees_close_the_meeting(text: str) -> None:
    source = parish(f"1. DUES\nWords.\n\n2. EXCLUSION OF THE PRESS AND PUBLIC\n{text}\n\n3. STAFF\nThe quince.")
    assert [item.restricted for item in read(source).items] == [False, False, True]


@pytest.mark.parametrize("title", ["Confidential matters", "Private session", "In camera session"])
def test_a_title_that_opens_a_private_part_is_part_of_it(title: str) -> None:
    source = parish(f"1. DUES\nWords.\n\n2. {title}\nThe quince.\n\n3. STAFF\nThe quince.")
    assert [item.restricted for item in read(source).items] == [False, True, True]


def restricted(body: str) -> list[bool]:
    """Which items of formal minutes are withheld."""
    return [item.restricted for item in read(parish(body)).items]


def asked(body: str) -> list[bool]:
    """Which items of formal minutes are withheld or asked about: none of these is published unseen."""
    return [item.restricted or bool(item.sensitive) for item in read(parish(body)).items]


@pytest.mark.parametrize(
    "which",
    [
        "items 12 and 13",
        "items 7.1 and 7.2",
        "item 9",
        "information of item 3 of Part 1 of Schedule 12A",
    ],
)
def test_numbers_that_are_those_of_no_later_item_close_all_that_follow(which: str) -> None:
    source = f"1. DUES\n{EXCLUSION} for {which}.\n\n2. QUAYS\nThe quince.\n\n3. BOATS\nThe quince."
    assert restricted(source) == [False, True, True]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("item 3 onwards", [False, False, True, True, True]),
        ("items 2, 3, and 5", [False, True, True, False, True]),
        ("items 2 to 4", [False, True, True, True, False]),
        ("item 3", [False, False, True, False, False]),
        ("item 4 and all subsequent business", [False, False, False, True, True]),
    ],
)
def test_numbers_of_later_items_close_those(which: str, expected: list[bool]) -> None:
    rest = "\n\n".join(f"{n}. QUAY {n}\nWords." for n in range(2, 6))
    assert restricted(f"1. DUES\n{EXCLUSION} for {which}.\n\n{rest}") == expected


def test_a_range_of_minute_numbers_goes_by_their_places() -> None:
    rest = "\n\n".join(f"{n}/21 QUAY {n}\nWords." for n in range(79, 83))
    source = f"78/21 DUES\n{EXCLUSION} for minutes 79/21 to 81/21.\n\n{rest}"
    assert restricted(source) == [False, True, True, True, False]


def test_a_second_resolution_adds_to_the_first() -> None:
    source = f"1. DUES\n{EXCLUSION} for items 2 and 3.\n\n2. QUAYS\n{EXCLUSION} for item 2.\n\n3. BOATS\nThe quince."
    assert restricted(source)[2]


def test_the_last_word_in_an_item_counts() -> None:
    back, out = "The public were readmitted.", f"{EXCLUSION}."
    assert restricted(f"1. DUES\n{back}\n\n{out}\n\n2. QUAYS\nWords.") == [False, True]
    assert restricted(f"1. DUES\n{out}\n\n{back}\n\n2. QUAYS\nWords.") == [False, False]


@pytest.mark.parametrize(
    "words",
    [
        "The public survey returned 300 answers.",
        "The public toilets had been returned to use.",
        "The public would be readmitted for item 9.",
        "The public were not readmitted.",
        "Section A – Open market homes",
        "Part 3 of the Public Health Act was applied.",
    ],
)
def test_words_after_which_the_meeting_is_still_private(words: str) -> None:
    source = f"1. DUES\n{EXCLUSION}.\n\n2. QUAYS\n{words}\n\n3. BOATS\nThe quince."
    assert restricted(source)[1:] == [True, True]


@pytest.mark.parametrize(
    "words",
    [
        "The meeting returned to open session.",
        "The meeting was re-opened to the public.",
        "It was agreed to come out of Committee.",
        "The press and public were invited back into the room.",
        "PRESS AND PUBLIC PRESENT",
        "PART 1 – OPEN TO THE PUBLIC",
    ],
)
def test_words_with_which_the_public_is_back(words: str) -> None:
    source = f"1. DUES\n{EXCLUSION}.\n\n2. QUAYS\nThe quince.\n\n{words}\n\n3. BOATS\nWords."
    assert restricted(source) == [False, True, False]


@pytest.mark.parametrize(
    "words",
    [
        "The Chair advised that pay was next and it was resolved that the public be excluded.",
        "Members noted the report and RESOLVED that the press and public be excluded.",
        "There being no items of urgent business, it was RESOLVED that the press and public be excluded.",
        "That the public, with the exception of the applicant, his agent and the clerk, be excluded.",
        "RESOLVED that the public be excluded from the Finance Sub-Committee meeting.",
        "It was resolved to amend the order of business and that the public be excluded.",
        "The minutes of the last meeting were agreed and it was RESOLVED that the public be excluded.",
        "Governors moved into closed session.",
        "The Board met in camera.",
        "The Council went In-Committee.",
        "Motion to exclude the public: passed.",
        "PART II – ITEMS FROM WHICH THE PRESS AND PUBLIC MAY BE EXCLUDED",
        "Part B – not open to the public",
        "PART C – EXEMPT REPORTS",
        "Confidential items – not for publication",
        "RESERVED BUSINESS",
        "Exempt decisions",
    ],
)
def test_still_more_words_after_which_everything_is_private(words: str) -> None:
    assert restricted(f"1. DUES\nTalk.\n\n{words}\n\n2. QUAYS\nThe quince.\n\n3. BOATS\nThe quince.") == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "text",
    ["All in favour, none against.", "Agreed. There were no members of the public present.", "Carried, nil against."],
)
def test_a_vote_without_dissent_denies_nothing(text: str) -> None:
    source = f"1. DUES\nWords.\n\n2. EXCLUSION OF THE PRESS AND PUBLIC\n{text}\n\n3. STAFF\nThe quince."
    assert restricted(source) == [False, False, True]


@pytest.mark.parametrize(
    "words",
    [
        "The observers were asked to leave.",
        "The gallery was cleared.",
        "The Board went on in the absence of the public.",
        "The public and the District Councillor left the meeting.",
    ],
)
def test_when_the_public_may_have_gone_a_clerk_is_asked_of_all_that_follows(words: str) -> None:
    source = f"1. DUES\n{words}\n\n2. QUAYS\nThe quince.\n\n3. BOATS\nThe quince."
    assert asked(source)[1:] == [True, True]


@pytest.mark.parametrize(
    "words",
    [
        "It was agreed to put up a fence to exclude the public from the quay.",
        "Since the last meeting the bridge had been closed to the public.",
        "It was resolved at the last meeting that the public be excluded.",
        "It was resolved to amend Standing Order 3 to read: the press and public shall be excluded.",
        "Concerns were raised that the closed session of the conference was not advertised.",
        "Closed items",
        "Section B: Restricted byways",
    ],
)
def test_more_words_that_only_sound_like_it_close_nothing(words: str) -> None:
    assert restricted(f"1. DUES\nTalk.\n\n{words}\nMore.\n\n2. QUAYS\nWords.") == [False, False]


@pytest.mark.parametrize(
    "title",
    [
        "LICENSING (PRIVATE HIRE VEHICLES)",
        "Local Plan (Part 2) – consultation",
        "Footpath 12 (Restricted Byway)",
        "St Mary's (Closed Churchyard)",
        "Harbour Bridge – closed",
        "Section 1 – Private sector housing",
    ],
)
def test_more_titles_that_only_sound_like_it(title: str) -> None:
    assert restricted(f"1. {title}\nWords.\n\n2. QUAYS\nWords.") == [False, False]


def test_a_resolution_for_this_item_closes_this_item() -> None:
    words = "RESOLVED that the public be excluded during consideration of this item."
    assert restricted(f"1. PAY\n{words}\nThe quince.\n\n2. QUAYS\nWords.") == [True, False]


def test_a_heading_behind_the_last_words_of_an_item_is_the_next_items() -> None:
    source = "1. DUES\nRESOLVED – that the dues be paid.\n\nPART 2 – PRIVATE\n\n2. QUAYS\nThe quince."
    assert restricted(source) == [False, True]


def test_text_behind_a_private_heading_in_the_last_item_is_asked_about() -> None:
    assert asked("1. DUES\nWords.\n\n2. BOATS\nWords.\n\nPINK PAPERS\nThe quince.") == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        "EXEMPT MINUTES – NOT FOR PUBLICATION",
        "PART 2 – PRIVATE DECISIONS",
        "The press and public were excluded throughout.",
        "Minutes of the meeting held in private",
    ],
)
def test_a_record_that_is_private_from_its_first_line(words: str) -> None:
    minutes = read(parish(f"{words}\n\n1. DUES\nThe quince.\n\n2. QUAYS\nThe quince."))
    assert [item.restricted or bool(item.sensitive) for item in minutes.items] == [True, True]


def test_a_preamble_in_a_private_session_stands_in_no_record() -> None:
    source = parish("The Chairman said in private session that the quince had resigned.\n\n1. DUES\nWords.")
    minutes = read(source)
    at = source.index("The Chairman said")
    assert "quince" not in " ".join(passage.text for passage in minutes.preamble)
    assert any(left.span.start <= at < left.span.end for left in minutes.left_over)
    assert not any(span.start <= at < span.end for span in minutes.own)


def test_an_annex_behind_the_signature_is_not_the_records_own_text() -> None:
    annex = "CONFIDENTIAL ANNEX\nThe quince."
    source = parish(f"1. DUES\nWords.\n\nThe meeting closed at 9.10pm.\n\nSigned .......... Chairman\n\n{annex}")
    minutes = read(source)
    at = source.index("The quince")
    assert not any(span.start <= at < span.end for span in minutes.own)
    assert any(left.span.start <= at < left.span.end for left in minutes.left_over)
    assert "left-over" in [finding.code for finding in minutes.findings]


@pytest.mark.parametrize(
    "words",
    [
        "The exempt appendix gave the rents.",
        "The trustees met in private first.",
        "It was told to members in confidence.",
        "The bids are commercial in confidence.",
        "OFFICIAL-SENSITIVE",
        "The report is exempt from publication.",
        "See Schedule 12 A and Section 100 A (4).",
    ],
)
def test_more_words_that_make_a_clerk_be_asked(words: str) -> None:
    assert asked(f"1. DUES\n{words}\n\n2. QUAYS\nWords.")[0]
