"""What is private is heard in the order of the record: which items it withholds, and of which a clerk is asked."""

from __future__ import annotations

import pytest

from tests.minutes.written import parish, read

pytestmark = pytest.mark.once

EXCLUSION = "RESOLVED – that under Section 100A(4) of the Local Government Act 1972 the press and public be excluded"


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


def test_an_item_of_nothing_but_the_resolution_to_send_the_public_out_is_public() -> None:
    body = (
        "1. DUES\nWords.\n\n2. EXEMPT ITEMS\nRESOLVED: That the public be excluded for the remaining items.\n\n"
        "3. PAY\nThe pay is quince."
    )
    assert [item.restricted for item in read(parish(body)).items] == [False, False, True]


@pytest.mark.parametrize(
    "words",
    [
        "The remaining business was conducted without the press and public present.",
        "AGREED: that the public should withdraw in view of the confidential nature of the business.",
        "The Chair declared the remainder of the meeting confidential.",
        "The remaining items were exempt from publication.",
        "The meeting continued behind closed doors.",
        "The meeting proceeded in the absence of press and public.",
        "Resolved to hold the rest of the meeting in private.",
        "Council in private.",
    ],
)
def test_more_words_after_which_all_is_withheld(words: str) -> None:
    body = f"1. DUES\nWords.\n\n2. QUAYS\nTalk.\n{words}\n\n3. PAY\nThe pay is quince."
    assert [item.restricted for item in read(parish(body)).items][2]


@pytest.mark.parametrize(
    "words",
    [
        "The public left so that a confidential matter could be heard.",
        "The live stream was switched off so that exempt business could be discussed.",
        "The recording was stopped for confidential discussion.",
    ],
)
def test_words_after_which_a_clerk_is_asked_of_what_follows(words: str) -> None:
    body = f"1. DUES\nWords.\n\n2. QUAYS\n{words}\n\n3. PAY\nThe pay is quince."
    assert asked(body)[1:] == [True, True]


@pytest.mark.parametrize(
    "words",
    [
        "Council tax exemptions were discussed, and who is exempt.",
        "No exempt items were considered.",
        "There were no confidential or exempt items.",
        "The confidential waste bins were full.",
        "The Board dined in private rooms and met in private dining rooms last year.",
        "A closed session of the youth parliament was described.",
        "The footpath was closed to the public for a week.",
        "Two members of the public left early.",
    ],
)
def test_words_that_say_nothing_of_who_may_listen(words: str) -> None:
    items = read(parish(f"1. DUES\n{words}\n\n2. QUAYS\nWords.")).items
    assert not any(item.restricted or item.sensitive for item in items)


@pytest.mark.parametrize(
    ("title", "restricted", "asks"),
    [
        ("Private and confidential: staffing", True, False),
        ("Private: the lease", True, False),
        ("The lease (contains exempt information)", True, False),
        ("Staffing (to be taken in private)", True, False),
        ("The lease (Public excluded)", True, False),
        ("The lease - Fully exempt", True, False),
        ("Part 2 – The lease", False, True),
        ("Business rates: exempt properties", False, False),
        ("Restricted parking in Mill Lane", False, False),
        ("Confidential waste", False, False),
        ("Confidentiality policy", False, False),
    ],
)
def test_titles_that_withhold_ask_or_say_nothing(title: str, restricted: bool, asks: bool) -> None:
    item = read(parish(f"1. Dues\nWords.\n\n2. {title}\nThe pay is quince.\n\n3. Quays\nWords.")).items[1]
    assert (item.restricted, bool(item.sensitive)) == (restricted, asks)


def test_what_follows_an_item_about_private_minutes_is_asked_about_and_not_withheld() -> None:
    items = read(parish("1. Dues\nWords.\n\n2. Private minutes\nThey were agreed.\n\n3. Date\nWords.")).items
    assert [(item.restricted, bool(item.sensitive)) for item in items] == [(False, False), (True, False), (False, True)]
