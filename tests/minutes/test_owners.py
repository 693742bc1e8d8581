"""Who must act, by when, and which actions say nothing of their own."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.owners import due_date, is_routine, known_people, owners_of
from tests.minutes.written import one_item, to_do

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("action", "owners"),
    [
        ("Officers to write to the Minister.", ("Officers",)),
        ("Harbour officers to write.", ("Harbour officers",)),
        ("Members to send examples to officers.", ("Members",)),
        ("Political groups to nominate members.", ("Political groups",)),
        ("The Clerk to write.", ("Clerk",)),
        ("Clerk/Chair to write.", ("Clerk", "Chair")),
        ("Chair and Vice-Chair to sign the letter.", ("Chair", "Vice-Chair")),
        ("The Chair and Vice-Chairs to sign the letter.", ("Chair", "Vice-Chairs")),
        ("Cllr Ann Bee to write.", ("Cllr Ann Bee",)),
        ("Cllr Ann Bee and Cy Dee to meet.", ("Cllr Ann Bee", "Cy Dee")),
        ("Officers and Cllr Bee to meet.", ("Officers", "Cllr Bee")),
        ("Ed Fox (Head of Ports) to send data.", ("Ed Fox",)),
        ("Ed Fox, Head of Ports, to send data.", ("Ed Fox",)),
        ("Head of Ports to send data.", ("Head of Ports",)),
        ("Director of Finance to report.", ("Director of Finance",)),
        ("That officers write to the county.", ("officers",)),
        ("That the Chief Executive writes.", ("Chief Executive",)),
        ("Members agreed that officers should seek views.", ("officers",)),
        ("AB to write.", ("AB",)),
        ("AB/CD to write.", ("AB", "CD")),
        ("Update the Forward Plan. (Ed Fox)", ("Ed Fox",)),
        ("Put up the sign. [Clerk]", ("Clerk",)),
        ("Put up the sign. – AB/CD", ("AB", "CD")),
        ("All to note the date.", ("All",)),
    ],
)
def test_owners_stand_before_the_verb_or_in_brackets_behind(action: str, owners: tuple[str, ...]) -> None:
    assert owners_of(action) == owners


@pytest.mark.parametrize(
    "action",
    [
        "The sign to be put up.",
        "Letter to be sent to the Minister.",
        "The role of ambassador be discontinued.",
        "To write up the discussion.",
        "Write to the Minister.",
        "Work on the quay to continue.",
        "The paper to go to the county.",
        "",
    ],
)
def test_a_sentence_that_names_nobody_who_acts_has_no_owner(action: str) -> None:
    assert owners_of(action) == ()


@pytest.mark.parametrize(
    ("lead_in", "owners"),
    [
        ("Officers to:", ("Officers",)),
        ("Officers to;", ("Officers",)),
        ("Harbour officers to", ("Harbour officers",)),
        ("The Board agreed to:", ("Board",)),
        ("Members made these points:", ()),
        ("", ()),
    ],
)
def test_an_entry_without_an_owner_takes_that_of_its_lead_in(lead_in: str, owners: tuple[str, ...]) -> None:
    assert owners_of("write to the Minister", lead_in=lead_in) == owners


def test_the_initials_of_people_at_the_meeting_are_owners_however_they_are_set() -> None:
    known = known_people({"Ann Bee", "Cy van Dee"})

    assert known == {"ann bee", "ann", "cy van dee", "cy", "ab", "cd"}
    assert owners_of("Ab to write.", known=known) == ("Ab",)
    assert owners_of("Ab to write.") == ()


@pytest.mark.parametrize(
    ("action", "due"),
    [
        ("Clerk to write by 9 April 2019.", dt.date(2019, 4, 9)),
        ("Clerk to write before Friday 3 May 2019.", dt.date(2019, 5, 3)),
        ("Clerk to write (by 01/05/2019).", dt.date(2019, 5, 1)),
        ("Clerk to write no later than 9 April 2019.", dt.date(2019, 4, 9)),
        ("Clerk to write by 9 April.", None),
        ("Clerk to write to the next meeting.", None),
        ("Clerk to hold the fair on 9 April 2019.", None),
        ("Clerk to send the minutes of 9 April 2019.", None),
    ],
)
def test_a_deadline_is_a_whole_date_behind_a_word_for_it(action: str, due: dt.date | None) -> None:
    assert due_date(action) == due


@pytest.mark.parametrize(
    "action",
    [
        "Officers to take forward work in line with members' comments.",
        "Officers to proceed with work in line with Members’ steer",
        "Officers to proceed as directed.",
        "Officers to take forward the actions as directed by the Board.",
        "Officers to take on board members' comments",
        "That officers take forward actions as directed.",
    ],
)
def test_routine_wordings_are_known(action: str) -> None:
    assert is_routine(action)


@pytest.mark.parametrize(
    "action",
    [
        "Officers to write to the Minister.",
        "Officers to circulate the slides.",
        "Cllr Bee to proceed as directed.",
        "Members to send examples to officers.",
        "The work of the quay be discontinued.",
        "",
    ],
)
def test_an_action_of_its_own_is_not_routine(action: str) -> None:
    assert not is_routine(action)


def test_a_lead_in_is_a_part_of_the_routine() -> None:
    assert is_routine("take forward the work as directed.", "Officers to:")
    assert not is_routine("publish the work.", "Officers to:")


@given(st.text(max_size=120), st.text(max_size=40))
def test_an_owner_is_always_in_the_words_of_the_action_or_its_lead_in(action: str, lead_in: str) -> None:
    printed = "".join(f"{action} {lead_in}".split()).lower()

    assert [
        owner for owner in owners_of(action, lead_in=lead_in) if "".join(owner.split()).lower() not in printed
    ] == []


@pytest.mark.parametrize(
    ("action", "owners"),
    [
        ("Assistant Director, Learning to send figures.", ("Assistant Director, Learning",)),
        ("Chief Accountant to send the letter.", ("Chief Accountant",)),
        ("CD: Send the drawings", ("CD",)),
        ("Send the drawings AB/CD", ("AB", "CD")),
        ("Send the form to HMRC", ()),
        ("Ann to send the form.", ("Ann",)),
        ("Zoe to send the form.", ()),
    ],
)
def test_offices_and_those_known_by_a_short_name_are_owners(action: str, owners: tuple[str, ...]) -> None:
    assert owners_of(action, known=known_people({"Ann Bee", "Cy Dee"})) == owners


def test_a_given_name_is_an_owner_where_the_item_names_the_person_in_full() -> None:
    item = one_item(
        "Jo Brindle, Adviser, introduced the paper.\n\nAction\n\n· Jo to send the slides.\n\n· Mia to ring."
    )
    assert [owners for owners, _ in to_do(item)] == [("Jo",), ()]
