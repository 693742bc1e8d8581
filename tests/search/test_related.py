"""Related decisions share at least two rare words with the one at hand, and say which."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings import public, search
from meetings.models import Board, Meeting
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries() -> Board:
    return make.board("Ferries Board")


def decided(of: Meeting, title: str, text: str, **fields: Any) -> Any:
    return make.decision(make.item(of, title, **fields), text)


def found(position: int = 1) -> list[tuple[Any, tuple[str, ...]]]:
    """What is related to the decision of the first item, with the words of both."""
    search.rebuild()
    at_hand = public.decision("ferries-board", "2021-05-20", "1", position)
    return [(each.record, each.shared) for each in search.related(at_hand)]


def test_a_decision_with_two_words_in_common_is_related_and_one_with_a_single_word_is_not(ferries: Board) -> None:
    decided(make.meeting(ferries), "Slipway lamps", "Agreed to mend the Slipway lamps before winter.")
    other = make.meeting(ferries, "2019-03-01")
    near = decided(other, "Winter works", "Agreed that every slipway is closed.")
    decided(other, "Winter fares", "Agreed the fares.")
    assert found() == [(near, ("Slipway", "winter"))]


def test_the_forms_of_a_word_are_one(ferries: Board) -> None:
    decided(make.meeting(ferries), "Flooding", "Agreed to dredge the estuaries.")
    near = decided(
        make.meeting(ferries, "2019-03-01"), "Floods", "Agreed to look at the flooding of the estuary and estuaries."
    )
    assert [record for record, _ in found()] == [near]


def test_what_shares_more_words_comes_first_and_no_more_than_five_are_shown(ferries: Board) -> None:
    decided(make.meeting(ferries), "Slipway lamps", "Agreed to mend the lamps of the slipway with copper bolts.")
    for n in range(7):
        decided(make.meeting(ferries, f"2019-03-0{n + 1}"), f"Works {n}", "Agreed the slipway lamps.")
    most = decided(make.meeting(ferries, "2018-03-01"), "Works", "Agreed copper bolts for the slipway lamps.")
    related = found()
    assert (len(related), related[0][0]) == (5, most)
    assert set(related[0][1]) == {"Slipway", "lamps", "copper", "bolts"}


def test_routine_withheld_and_unpublished_decisions_and_those_of_the_same_title_are_not_related(ferries: Board) -> None:
    held = make.meeting(ferries)
    decided(held, "Slipway lamps", "Agreed to mend the slipway lamps.")
    make.decision(held.all_items.get(), "Agreed that slipway lamps are dear.")
    text = "Agreed to buy slipway lamps."
    decided(make.meeting(ferries, "2019-03-01"), "Slipway lamps", text)
    decided(make.meeting(ferries, "2019-03-02"), "Slipway lamps and more", "Noted the report.")
    decided(make.meeting(ferries, "2019-03-03"), "Purchase", text, restricted=True)
    decided(make.draft(ferries, "2019-03-04"), "Purchase", text)
    decided(make.withdrawn(ferries, "2019-03-05"), "Purchase", text)
    assert found() == []


def test_a_decision_of_routine_words_has_none_related(ferries: Board) -> None:
    for day in ("2021-05-20", "2019-03-01"):
        decided(make.meeting(ferries, day), "Report", "Noted the report.")
    assert found() == []


def test_the_page_of_the_decision_says_which_words_both_have(ferries: Board) -> None:
    decided(make.meeting(ferries), "Slipway lamps", "Agreed to mend them.")
    decided(
        make.meeting(make.board("Quays Board"), "2019-03-01"), "Quay works", "Agreed to light the slipway with lamps."
    )
    search.rebuild()
    page = Client().get("/meetings/ferries-board/2021-05-20/item-1/decision-1/").content.decode()
    assert (
        '<li><a href="/meetings/quays-board/2019-03-01/item-1/decision-1/">Quay works</a><span class="quiet">'
        "Quays Board, 1 March 2019. Both say <span>“lamps”</span> and <span>“Slipway”</span></span></li>"
    ) in page
