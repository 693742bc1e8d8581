"""A word that the archive does not hold leads to the nearest that it does."""

from __future__ import annotations

import pytest

from meetings import publication, search
from meetings.models import Meeting, SearchWord
from meetings.search import parse, respelt
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def words() -> None:
    """Public words: harbour twice, harbours and arbour once, cemetery, café; and one of a draft."""
    held, draft = make.meeting(), make.meeting(date="2021-06-01", state="draft")
    for text in ("The harbour", "A harbour, an arbour", "Harbours", "Cemetery café"):
        make.item(held, text)
    make.item(draft, "Quinceword")
    for each in (held, draft):
        search.refresh(each)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("harbuor", "harbour"),
        ("HARBUR", "harbour"),
        ("cemetary", "cemetery"),
        ("-tax harbuor in:decisions", "-tax harbour in:decisions"),
        ('"the harbuor" OR cemetary', '"the harbour" OR cemetery'),
        ("harbour", ""),
        ("harbour cemetery", ""),
        ("quincewort", ""),
        ("quinceword", ""),
        ("xyz", ""),
        ("harbu*", ""),
        ("", ""),
        ("%", ""),
    ],
)
def test_a_question_is_respelt_with_public_words(typed: str, expected: str) -> None:
    assert respelt(parse(typed)) == expected


@pytest.mark.usefixtures("words")
def test_words_are_counted_by_entry_and_go_with_the_last() -> None:
    counts = dict(SearchWord.objects.values_list("word", "entries"))
    assert counts["harbour"] == 2
    assert counts["cafe"] == 1
    assert "quinceword" not in counts
    publication.withdraw(Meeting.objects.get(state="published"), by=None, because="Wrong file.")
    assert not SearchWord.objects.exists()
    assert search.faults() == []
