"""What a page of results says beside the records: its figures, its order, and the better question it knows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from meetings.filters import Searching
from tests.search import asking
from tests.search.answers import linked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]

PEOPLE = ("jonty-skerrow", "colette-brandreth")
COUNCILS = ("carrowshire-county-council", "fennick-and-thorle-council", "upper-sallow-district-council")

FIGURES: dict[str, tuple[dict[str, int], dict[str, int], tuple[int, int], tuple[int, int, int]]] = {
    "ferry": (
        {"rejected": 2, "noted": 5, "agreed": 2, "directed": 1},
        {"open": 6, "reported": 1},
        (7, 14),
        (12, 11, 8),
    ),
    "gates": ({"noted": 2, "approved": 1}, {"open": 3}, (9, 8), (5, 5, 9)),
    "marsh in:decisions": ({"adopted": 1, "authorised": 1, "deferred": 1}, {}, (3, 3), (2, 0, 3)),
    "boat": ({"rejected": 1, "directed": 1, "noted": 1, "agreed": 1}, {"open": 1}, (6, 8), (2, 2, 6)),
    "library": ({"endorsed": 2, "agreed": 1, "resolved": 2, "deferred": 1}, {"open": 1}, (1, 4), (4, 4, 1)),
}
"""What is asked → decisions by outcome, actions by state, and results of meetings where each of PEOPLE was present, or
anyone from each of COUNCILS. Read from the notes before asking: who sent apologies was not there."""


def searching(typed: str, **more: str) -> Searching:
    listing = Searching(QueryDict(urlencode({"q": typed, "per_page": "100", **more})))
    assert listing.valid
    return listing


def figures(listing: Searching, name: str) -> dict[str, int]:
    return {each.value: each.count for facet in listing.facets if facet.name == name for each in facet.choices}


def there(listing: Searching, name: str, value: str) -> int:
    """How many results the choice leaves, whether it is among the first that are offered or not."""
    narrowed = listing.data.copy()
    narrowed[name] = value
    left = asking.listed("search", narrowed)
    assert left.valid, left.errors
    assert figures(listing, name).get(value, left.total) == left.total
    return left.total


@pytest.mark.parametrize("typed", FIGURES)
def test_the_figures_are_those_that_a_reader_counts(typed: str) -> None:
    outcomes, states, present, councils = FIGURES[typed]
    listing = searching(typed)
    assert (figures(listing, "verb"), figures(listing, "status")) == (outcomes, states)
    assert tuple(there(listing, "member", each) for each in PEOPLE) == present
    assert tuple(there(listing, "authority", each) for each in COUNCILS) == councils


def places(typed: str, sort: str = "best") -> list[str]:
    """Day and place of each result, in order."""
    return [f"{day} {at}" for day, _, at in (linked(lead.passage) for lead in searching(typed, sort=sort).leads)]


def before(order: list[str], *each: str) -> bool:
    """Whether these stand in this order."""
    return [order.index(one) for one in each] == sorted(order.index(one) for one in each)


@pytest.mark.parametrize(
    ("typed", "in_order"),
    [
        ("locks", ("2018-02-27 decision-3-1", "2018-02-27 item-3")),
        ("otters", ("2018-02-27 item-4", "2018-02-27 action-4-1")),
        ("otters", ("2018-02-27 decision-4-1", "2018-02-27 action-4-1")),
    ],
)
def test_what_says_more_of_it_comes_first(typed: str, in_order: tuple[str, ...]) -> None:
    assert before(places(typed), *in_order)


def test_routine_wording_comes_last() -> None:
    assert places("ferry")[-1] == "2015-03-12 action-3-2"


@pytest.mark.parametrize("typed", ["ferry", "locks", "otters", "gates", "pell", "library OR boat"])
def test_every_order_has_the_same_results(typed: str) -> None:
    best, newest, oldest = (places(typed, sort) for sort in ("best", "newest", "oldest"))
    assert sorted(best) == sorted(newest) == sorted(oldest)


@pytest.mark.parametrize("name", ["pell", "skerrow"])
def test_people_of_that_name_come_first(name: str) -> None:
    kinds = [hit.label for hit in searching(name).hits]
    people = kinds.count("Member")
    assert people
    assert kinds[:people] == ["Member"] * people


@pytest.mark.parametrize(
    ("typed", "suggested"), [("osyter", "oyster"), ("cormorantz", "cormorants"), ("rehersal", "rehearsal")]
)
def test_a_word_misspelt_leads_to_the_one_that_was_meant(typed: str, suggested: str) -> None:
    suggestion: Any = searching(typed).suggestion
    assert suggestion is not None
    assert (suggestion.typed, bool(asking.listed("search", QueryDict(urlencode({"q": suggested}))).total)) == (
        suggested,
        True,
    )


@pytest.mark.parametrize("typed", ["ropewalk", "maltings x", "achterberg", "badger", "siren church"])
def test_what_is_withheld_is_never_suggested(typed: str) -> None:
    suggestion = searching(typed).suggestion
    words = suggestion.typed.split() if suggestion else []
    assert not {"maltings", "ropewalk", "achterberg", "badger", "sett"} & set(words)
