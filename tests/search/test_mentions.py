"""How often a meeting speaks of what is looked for: the index counts what the meeting's page lights."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import public, search
from meetings.models import Meeting, SearchEntry
from meetings.public.meeting import LONGEST_PAPER
from meetings.search import entries, marks
from meetings.search.mentions import mentions
from meetings.search.query import parse
from tests import factories as make
from tests.twins import Secrets, archive

pytestmark = [pytest.mark.django_db, pytest.mark.second]

QUERIES = (
    "report",
    "the board",
    "skills",
    "flood",
    "flood*",
    "members noted",
    "officers OR clerk",
    '"the board"',
    '"members noted the"',
    '"noted the report"',
    '"the board" "board noted"',
    '"to the"',
    '"of the board" OR "the board"',
    "apprentic*",
    '"skills and enterprise"',
    '"skills & enterprise board"',
    "and the to of",
    "to",
    "a",
    "2021 OR 2020",
    "item 4",
    "next-meeting",
    "chair's",
    "council -report",
    "meeting board:skills",
    "in:decisions agreed",
    "agree* OR agreed",
    '"agreed to"',
    '"resolved that"',
    "ferr*",
    "harbour bell ferry quay",
    "minutes apologies welcome",
    "funding growth levy",
    "update OR paper OR purpose",
    '"update on"',
    "12,500 OR £2m",
    "county council district",
    "quinceword",
    "%",
    '"the the"',
)


def numbered(meeting: Meeting, typed: str) -> int:
    """How many places the meeting's page numbers."""
    page = Client().get(f"{meeting.get_absolute_url()}?{urlencode({'q': typed})}").content.decode()
    numbers = [int(number) for number in re.findall(r'<mark class="[^"]*" id="m-(\d+)"', page)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert page.count("<mark") == len(numbers)
    return len(numbers)


def counted(meeting: Meeting, typed: str) -> int:
    """How many mentions the index counts."""
    return mentions([meeting.pk], search.light_of(parse(typed))).get(meeting.pk, 0)


def test_the_index_counts_what_the_page_of_every_sample_note_lights(filled: None) -> None:
    held = list(Meeting.objects.public().select_related("board"))
    opened = {each.pk: public.meeting(each.board.slug, each.day) for each in held}
    for typed in QUERIES:
        lit = {pk: marks.Marks(typed, marks.of_meeting(each)).count for pk, each in opened.items()}
        assert mentions(opened, search.light_of(parse(typed))) == {pk: n for pk, n in lit.items() if n}
    assert len(QUERIES) == 40


def test_every_page_numbers_what_is_counted_from_the_first_to_the_last(filled: None) -> None:
    for held in Meeting.objects.public().select_related("board"):
        typed = 'report* OR noted OR "the board" OR paper OR to'
        assert counted(held, typed) == numbered(held, typed) > 0


def test_words_before_a_list_of_decisions_are_counted_as_often_as_they_are_printed() -> None:
    held = make.meeting()
    item = make.item(held, "The ferry", passages=[make.passage("The ferry ran.", 10), make.passage("A bell.", 200)])
    for start in (100, 110, 120, 300):
        make.decision(item, "to paint the ferry", lead_in="The ferry board agreed:", start=start)
    make.action(item, "to paint the ferry", lead_in="The ferry board agreed:", start=310)
    search.refresh(held)
    assert counted(held, "ferry") == numbered(held, "ferry") == 1 + 1 + (1 + 3) + (1 + 1) + (1 + 1)


def test_a_phrase_does_not_run_from_one_text_into_the_next() -> None:
    held = make.meeting()
    make.item(held, "Ferry", passages=[make.passage("fares of the"), make.passage("ferry\tfares of a\nferry")])
    search.refresh(held)
    assert counted(held, '"ferry fares"') == numbered(held, '"ferry fares"') == 1
    assert counted(held, '"the ferry"') == numbered(held, '"the ferry"') == 0
    assert counted(held, '"a ferry"') == numbered(held, '"a ferry"') == 1
    assert not search.found(parse('"the ferry"')).filter(meeting=held).exists()


def test_what_a_long_paper_leaves_to_the_source_is_found_and_not_counted() -> None:
    held = make.meeting()
    long = make.passage("The quince was ripe. " * (LONGEST_PAPER // 20))
    make.paper(make.item(held), sections=[["Purpose", [make.passage("A quince.")]], ["The quince", [long]]])
    search.refresh(held)
    assert counted(held, "quince") == numbered(held, "quince") == 1
    assert search.found(parse("ripe")).filter(meeting=held).count() == 1


def test_a_text_in_several_parts_is_counted_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "LONGEST", 7)  # or it would take 12,000 words
    held = make.meeting()
    make.item(held, "The ferry", passages=[make.passage("the ferry bell rang on the ferry " * 4), make.passage("bell")])
    search.refresh(held)
    assert SearchEntry.objects.filter(meeting=held).count() > 3
    for typed in ('"ferry bell"', '"the ferry" OR "ferry bell"', "ferry", '"ferry the ferry"', "bell"):
        assert counted(held, typed) == numbered(held, typed) > 0


def test_all_meetings_are_counted_with_one_query_and_no_more() -> None:
    held = [make.meeting(), make.meeting(), make.meeting()]
    for each in held:
        make.item(each, "Ferry ferry")
        search.refresh(each)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = mentions((each.pk for each in held), search.light_of(parse("ferry")))
    assert (found, len(queries)) == ({each.pk: 2 for each in held}, 1)


def test_nothing_that_is_not_public_is_counted() -> None:
    archive(Secrets(words="quinceword", many=3))
    everything = list(Meeting.objects.values_list("pk", flat=True))
    assert mentions(everything, search.light_of(parse("quinceword OR quince*"))) == {}
