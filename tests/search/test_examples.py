"""The examples on the page about searching: one for each way to ask, and each finds something here."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client

from meetings import search
from meetings.filters import Searching
from meetings.search.query import KINDS, parse

pytestmark = [pytest.mark.django_db, pytest.mark.second]

WAYS = {
    *("words", "phrase", "either", "without", "begins", "kind", "after", "before"),
    *("board", "member", "authority", "verb", "owner"),
}


def finds(typed: str) -> int:
    """How many results there are."""
    asked = QueryDict(mutable=True)
    asked["q"] = typed
    return Searching(asked).total


def test_every_way_has_an_example_that_finds_something_in_the_archive(filled: None) -> None:
    ways = search.examples()

    assert set(ways) == WAYS
    assert {way: typed for way, typed in ways.items() if not finds(typed)} == {}


def test_every_sign_that_a_query_knows_is_explained(filled: None) -> None:
    page = Client().get("/help/searching/").content.decode()
    signs = {
        "board:",
        "member:",
        "authority:",
        "verb:",
        "owner:",
        "in:",
        "after:",
        "before:",
        " OR ",
        "NOT",
        " -",
        "*<",
    }

    assert {sign for sign in {*signs, *KINDS} if sign not in page} == set()


def test_an_example_understands_what_it_is_there_to_show(filled: None) -> None:
    ways = {way: parse(typed) for way, typed in search.examples().items()}

    assert len(ways["words"].every) == len([*ways["without"].every, *ways["without"].none]) == 2
    assert len(ways["phrase"].every[0][0].folded) == len(ways["either"].every[0]) == 2
    assert (ways["begins"].every[0][0].prefix, ways["kind"].kinds) == (True, {"decisions"})
    named = ("board", "member", "authority", "verb", "owner")
    assert [ways[name].fields[0].name for name in named] == list(named)
    assert None not in (ways["after"].first, ways["before"].last)
    assert [way for way, query in ways.items() if query.notes] == []
