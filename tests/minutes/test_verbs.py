"""Verbs of deciding: which a sentence holds, and whether the board declined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.verbs import ends_in_verb, negative, outcomes_of
from meetings.minutes.vocabulary import PAST, VERBS

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        ("The Board noted the report.", ("noted",)),
        ("Noted", ("noted",)),
        ("That the report be noted", ("noted",)),
        ("To approve the minutes", ("approved",)),
        ("to authorise the clerk", ("authorised",)),
        ("Approve the plan", ("approved",)),
        ("Agreed to support the bid", ("agreed",)),
        ("The Board noted the report and directed officers to proceed", ("noted", "directed")),
        ("noted its membership; agreed the terms of reference", ("noted", "agreed")),
        ("Members received and noted the report", ("received", "noted")),
        ("The Board endorsed the programme, agreeing to promote it", ("endorsed",)),
        ("The Board formally noted the update", ("noted",)),
        ("Agreed unanimously", ("agreed",)),
        ("Cllr Bee was re-elected as Chair", ("elected",)),
        ("That Cllr Bee be appointed to the trust", ("appointed",)),
        ("that delegated authority be given to the clerk", ("delegated",)),
        ("The item was deferred to the next meeting", ("deferred",)),
        ("RESOLVED that the minutes be approved", ("approved",)),
        ("RESOLVED to buy a bench", ("resolved",)),
        ("The Council decided to buy a bench", ("resolved",)),
        ("RECOMMENDED that the Council adopt the plan", ("recommended",)),
        ("That the Committee approve the plan", ("approved",)),
        ("Members welcomed the report", ()),
        ("The Board discussed the budget", ()),
        ("The report noted and agreed actions of last year", ()),
    ],
)
def test_the_verbs_of_a_sentence_in_their_order(sentence: str, outcomes: tuple[str, ...]) -> None:
    assert outcomes_of(sentence) == outcomes


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board noted that the Government had agreed funding",
        "The Board noted that an application had been refused elsewhere",
        "The Board noted that the motion was lost in Parliament",
        "Members noted the decision to refuse the grant",
    ],
)
def test_what_somebody_else_decided_is_only_noted(sentence: str) -> None:
    assert (outcomes_of(sentence), negative(sentence)) == (("noted",), False)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board did not agree the proposal",
        "The Council did not support the application",
        "It was not agreed to fund the hall",
        "The Council resolved not to support the grant",
        "Councillors decided to not sign the petition",
        "The Board agreed to reject the offer",
        "Members decided against the proposal",
        "The proposal was not agreed",
        "That the application be refused",
        "REFUSED for the reasons given",
        "NOT AGREED",
        "not supported",
        "The motion was lost by 3 votes to 2",
        "The amendment was put and defeated",
        "The motion was not carried",
        "The vote was tied and the motion fell",
        "The meeting was inquorate",
    ],
)
def test_a_board_that_declined_has_rejected_and_approved_nothing(sentence: str) -> None:
    assert (outcomes_of(sentence), negative(sentence)) == (("rejected",), True)
    assert outcomes_of(sentence, inherited="agreed") == ("rejected",)


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        ("Agreed not to continue with the role of ambassador", ("agreed",)),
        ("The Council resolved not to increase the precept", ("resolved",)),
    ],
)
def test_a_decision_to_do_without_is_negative_under_its_own_verb(sentence: str, outcomes: tuple[str, ...]) -> None:
    assert (outcomes_of(sentence), negative(sentence)) == (outcomes, True)


@pytest.mark.parametrize(
    ("entry", "outcomes"),
    [
        ("a report in May", ("agreed",)),
        ("that further work be done", ("agreed",)),
        ("to note the work", ("noted",)),
        ("noted the report", ("noted",)),
    ],
)
def test_an_entry_takes_the_verb_of_its_lead_in_when_it_has_none(entry: str, outcomes: tuple[str, ...]) -> None:
    assert outcomes_of(entry, inherited="agreed") == outcomes


@pytest.mark.parametrize(
    ("lead_in", "verb"),
    [
        ("The Board agreed:", "agreed"),
        ("The Board agreed to:", "agreed"),
        ("It was resolved that", "resolved"),
        ("Members formally noted the following:", "noted"),
        ("The Board;", ""),
        ("Officers to:", ""),
        ("", ""),
    ],
)
def test_the_verb_a_lead_in_ends_with(lead_in: str, verb: str) -> None:
    assert ends_in_verb(lead_in) == verb


@given(st.sampled_from(sorted(set(PAST) - {"refused", "declined", "rejected"})))
def test_every_past_form_decides_behind_the_board(past: str) -> None:
    assert outcomes_of(f"The Board {past} the scheme") == (PAST[past],)


@given(st.text(max_size=120))
def test_any_text_may_be_asked_and_only_known_verbs_come_out(text: str) -> None:
    assert set(outcomes_of(text)) <= set(VERBS.values())


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        ("Members agreed that five more areas be invited to apply.", ("agreed",)),
        ("The Committee is invited to note the report.", ()),
        ("The Board noted the report and agreed that a training day be offered.", ("noted", "agreed")),
        ("RESOLVED (with Cllr Bee voting against) to approve the return.", ("approved",)),
    ],
)
def test_asking_somebody_else_is_what_was_agreed(sentence: str, outcomes: tuple[str, ...]) -> None:
    assert outcomes_of(sentence) == outcomes
