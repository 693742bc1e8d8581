"""Restrict first, ask the clerk: what withholds an item at once, and what is only asked about."""

from __future__ import annotations

import pytest

from meetings.minutes.confidential import asks_clerk, part_of, restricts_title
from meetings.minutes.exclusion import ONWARDS, excludes_public, item_list
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
