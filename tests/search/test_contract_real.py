"""The contract holds over the five real notes: records found by their addresses alone."""

from __future__ import annotations

import pytest

from tests.search import answers, asking
from tests.search.answers import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.real_notes, pytest.mark.usefixtures("filled_with_real_notes")]

ASKED = answers.tables("real-words", "real-fields")
SEARCH = [each for each in ASKED if each.list == "search"]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_question_finds_its_records_newest_first_and_no_others(asked: Asked) -> None:
    assert asking.shown(asked) == asked.links


@pytest.mark.parametrize("asked", [each for each in SEARCH if each.q and not each.chosen], ids=str)
def test_the_list_of_decisions_holds_the_decisions_among_them(asked: Asked) -> None:
    assert asking.decided(asked) == [each.bare for each in asked.finds if each.kind == "decisions"]


@pytest.mark.parametrize("asked", SEARCH, ids=str)
def test_the_counts_are_those_of_the_records(asked: Asked) -> None:
    assert asking.counted(asked) == (len(asked.finds), answers.tally(asked))


@pytest.mark.parametrize("table", sorted({each.table for each in ASKED}))
def test_every_count_is_that_of_the_list_it_leads_to(table: str) -> None:
    assert list(asking.miscounted(answers.table(table))) == []
