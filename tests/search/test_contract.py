"""Every question of the contract finds its records and no others, in every way to ask it."""

from __future__ import annotations

import pytest

from tests.search import answers, asking
from tests.search.answers import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]

SEARCH = answers.tables(
    "words", "phrases", "operators", "folding", "fields", "outcomes", "kinds", "mixed", "choices", "beginnings"
)
LISTS = answers.tables("lists")


@pytest.mark.parametrize("asked", [*SEARCH, *LISTS], ids=str)
def test_a_question_finds_its_records_newest_first_and_no_others(asked: Asked) -> None:
    assert asking.found(asked) == asked.links


@pytest.mark.once
@pytest.mark.parametrize("asked", [*SEARCH, *LISTS][::12], ids=str)
def test_the_page_leads_to_the_same(asked: Asked) -> None:
    assert asking.shown(asked) == asked.links


@pytest.mark.once
@pytest.mark.parametrize("table", sorted({each.table for each in SEARCH}))
def test_the_list_of_decisions_holds_the_decisions_among_them(table: str) -> None:
    asked = [each for each in SEARCH if each.table == table and each.q and not each.chosen]

    assert {each.q: asking.decided(each) for each in asked} == {each.q: each.decisions for each in asked}


@pytest.mark.once
@pytest.mark.parametrize("table", sorted({each.table for each in SEARCH}))
def test_the_counts_are_those_of_the_records(table: str) -> None:
    asked = [each for each in SEARCH if each.table == table]

    assert {each.query: asking.counted(each) for each in asked} == {each.query: answers.counted(each) for each in asked}


@pytest.mark.once
@pytest.mark.parametrize("table", sorted({each.table for each in [*SEARCH, *LISTS]}))
def test_the_counts_of_some_questions_are_those_of_the_lists_they_lead_to(table: str) -> None:
    assert list(asking.miscounted(answers.table(table)[::8])) == []


@pytest.mark.long
@pytest.mark.parametrize("table", sorted({each.table for each in [*SEARCH, *LISTS]}))
def test_every_count_is_that_of_the_list_it_leads_to(table: str) -> None:
    assert list(asking.miscounted(answers.table(table))) == []
