"""What was looked for is lit in the pages of records, numbered, and walked through; nothing else of a page changes."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import search
from meetings.filters import Searching
from meetings.models import Meeting
from meetings.search import marks
from tests import factories as make
from tests.crawl import fetch
from tests.crawl import lit as every_lit
from tests.twins import Secrets, archive

pytestmark = [pytest.mark.django_db, pytest.mark.second]

TEXT = "Ferries Board\n\n1. The ferry\n\nNoted the ferry\nand its bell.\n"
ITEM = {"number": "1", "title": "The ferry", "span": [15, 58], "title_span": [18, 27]}


@pytest.fixture
def held() -> Meeting:
    """A meeting that speaks of a ferry, with the source that tells of it."""
    made = make.meeting(make.board("Ferries Board"), "2021-05-20", preamble=[make.passage("All came by ferry.")])
    told = make.told(made, make.source(TEXT, [{"own": [[0, 13]], "items": [ITEM]}]))
    place = {"told_by": told, "start": 15, "end": 58, "heading_start": 18, "heading_end": 27}
    item = make.item(made, "The ferry", passages=[make.passage("A <b>ferry</b> & a bell.")], **place)
    make.decision(item, "Noted the ferry and its bell.", told_by=told, start=29, end=58)
    make.action(item, "To oil the bell.")
    make.item(made, "Other business", passages=[make.passage("None.")])
    search.refresh(made)
    return made


def page(address: str, typed: str = "", **more: str) -> str:
    """The main part of a page that is asked to light something."""
    asked = {**more, **({"q": typed} if typed else {})}
    response = Client().get(f"{address}?{urlencode(asked)}")
    assert response.status_code == 200
    return str(re.findall(r"<main.*</main>", response.content.decode(), re.DOTALL)[0])


def lit(html: str) -> list[tuple[str, str]]:
    """Anchor and words of everything lit by words."""
    found = re.findall(r'<mark(?: class="[^"]*")?(?: id="(m-\d+)" tabindex="-1")?>([^<]*)</mark>', html)
    return [(anchor, words) for anchor, words in found]


def steps(html: str) -> list[str]:
    """What stands behind each place, with the addresses of its links."""
    found = re.findall(r'<span class="steps">(.*?)</span>', html)
    return [re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2 \1", re.sub(r"</?b>", "", each)) for each in found]


def test_a_meeting_is_lit_in_reading_order_and_says_how_often(held: Meeting) -> None:
    shown = page(held.get_absolute_url(), "ferries bell")
    assert lit(shown) == [
        ("m-1", "ferry"),
        ("m-2", "ferry"),
        ("m-3", "bell"),
        ("m-4", "ferry"),
        ("m-5", "bell"),
        ("m-6", "bell"),
    ]
    assert "<p>6 mentions of “ferries” and “bell” in this meeting</p>" in shown
    assert f'<a href="{held.get_absolute_url()}">Show without marks</a>' in shown
    assert "A &lt;b&gt;<mark" in shown


def test_every_mention_leads_to_the_one_before_and_the_one_behind(held: Meeting) -> None:
    assert steps(page(held.get_absolute_url(), "ferry")) == [
        "Mention 1 of 3 Next #m-2",
        "Mention 2 of 3 Previous #m-1 Next #m-3",
        "Mention 3 of 3 Previous #m-2",
    ]


def test_who_comes_to_an_item_or_a_decision_is_at_its_first_mention(held: Meeting) -> None:
    shown = page(held.get_absolute_url(), "ferry")
    assert re.findall(r'<mark class="([^"]*)"', shown) == ["m first-in-item", "m", "m first-in-record"]


def test_without_words_to_light_a_page_is_as_it_always_is(held: Meeting) -> None:
    for address in (held.get_absolute_url(), f"{held.get_absolute_url()}source-1/"):
        for typed in ("board:ferries after:2020", "-ferry", "%", "\0", " "):
            assert page(address, typed) == page(address)


def test_what_is_not_there_is_said_to_be_not_there(held: Meeting) -> None:
    shown = page(held.get_absolute_url(), "quince*")
    assert "No mention of words that begin with “quince” on this page." in shown
    assert lit(shown) == []
    assert '<nav class="mentions"' not in shown


def test_a_decision_and_an_action_are_lit_with_their_passage(held: Meeting) -> None:
    decision = page(f"{held.get_absolute_url()}item-1/decision-1/", "ferry")
    assert lit(decision) == [("m-1", "ferry"), ("m-2", "ferry"), ("", "Ferries"), ("", "ferry"), ("", "ferry")]
    assert "2 mentions of “ferry” in this decision" in decision
    assert "?at=decision-1-1&amp;q=ferry#lit" in decision
    action = page(f"{held.get_absolute_url()}item-1/action-1/", "bell OR ferry")
    assert lit(action) == [("m-1", "ferry"), ("m-2", "bell")]


def test_a_source_is_lit_inside_the_passage_and_around_it(held: Meeting) -> None:
    shown = page(f"{held.get_absolute_url()}source-1/", '"the ferry" OR "ferry and"', at="decision-1-1")
    assert lit(shown) == [("m-1", "The ferry")]
    assert '<mark class="m first-in-record" id="m-2" tabindex="-1">the ferry<br>and</mark>' in shown
    assert 'id="lit"' in shown
    assert "2 mentions of “the ferry” or “ferry and” in this source" in shown
    assert 'source-1/?at=decision-1-1#lit">Show without marks</a>' in shown
    assert f"{held.get_absolute_url()}?q=%22the+ferry%22+OR+%22ferry+and%22#decision-1-1" in shown


def test_links_to_the_source_carry_the_words_on(held: Meeting) -> None:
    assert 'source-1/?at=decision-1-1&amp;q=ferry#lit"' in page(held.get_absolute_url(), "ferry")
    assert "&amp;q=" not in page(held.get_absolute_url(), f"ferry {'x' * marks.LONGEST_CARRIED}")


def test_a_paper_in_which_something_is_lit_is_open() -> None:
    item = make.item(make.meeting())
    make.paper(item, "Ferry report")
    assert '<details class="paper"' in page(item.meeting.get_absolute_url(), "quince")
    shown = page(item.meeting.get_absolute_url(), "winter")
    assert lit(shown) == [("m-1", "winter")]
    assert "<details" not in shown


def test_a_thousand_mentions_are_numbered_and_the_rest_are_lit() -> None:
    item = make.item(make.meeting(), passages=[make.passage("ferry " * (marks.MOST + 1))])
    shown = page(item.meeting.get_absolute_url(), "ferries")
    assert "1,002 mentions of “ferries” in this meeting; the first 1,000 are numbered" in shown
    assert [anchor for anchor, _ in lit(shown)][-4:] == ["m-999", "m-1000", "", ""]
    assert steps(shown)[-1] == "Mention 1,000 of 1,002 Previous #m-999"


def test_a_crawler_is_told_of_one_address_and_a_cache_keeps_each_by_itself(held: Meeting) -> None:
    for rest in ("", "source-1/", "item-1/decision-1/", "item-1/action-1/"):
        address = f"{held.get_absolute_url()}{rest}"
        plain, asked = Client().get(address), Client().get(f"{address}?q=ferry")
        assert f'<link rel="canonical" href="{address}">' in asked.content.decode()
        kept = [set(each.headers["Cache-Control"].split(", ")) for each in (plain, asked)]
        assert kept == [{"public", "max-age=60"}] * 2


def test_a_lit_page_asks_the_database_no_more_than_a_plain_one(held: Meeting) -> None:
    for rest in ("", "source-1/?at=decision-1-1&", "item-1/decision-1/", "item-1/action-1/"):
        asked = []
        for typed in ("", "q=ferry"):
            with CaptureQueriesContext(connection) as queries:
                Client().get(f"{held.get_absolute_url()}{rest}{'' if '?' in rest else '?'}{typed}")
            asked.append(len(queries))
        assert asked[0] == asked[1]


def led(typed: str) -> list[tuple[str, str, str, int, str]]:
    """Kind and addresses of every hit."""
    found = Searching(QueryDict(urlencode({"q": typed, "sort": "newest"}))).leads
    return [(lead.hit.label, lead.passage, lead.note, lead.count, lead.mentions) for lead in found]


def test_a_hit_leads_to_its_passage_to_the_note_and_to_all_mentions(held: Meeting) -> None:
    make.attendance(held, make.member("Nell Ferry"))
    search.refresh(held)
    at = held.get_absolute_url()
    assert led("ferry") == [
        ("Discussion", f"{at}?q=ferry#item-1", f"{at}source-1/?at=item-1&q=ferry#lit", 3, f"{at}?q=ferry#m-1"),
        (
            "Decision",
            f"{at}?q=ferry#decision-1-1",
            f"{at}source-1/?at=decision-1-1&q=ferry#lit",
            3,
            f"{at}?q=ferry#m-1",
        ),
        ("Action", f"{at}?q=ferry#action-1-1", "", 3, f"{at}?q=ferry#m-1"),
        ("Member", "/members/nell-ferry/", "", 0, ""),
    ]


def test_a_hit_of_no_words_leads_to_its_record_as_it_is(held: Meeting) -> None:
    at = held.get_absolute_url()
    assert led("in:decisions after:2020") == [
        ("Decision", f"{at}#decision-1-1", f"{at}source-1/?at=decision-1-1#lit", 0, "")
    ]


def test_the_search_page_shows_where_each_hit_leads(held: Meeting) -> None:
    shown = page("/search/", "ferry in:decisions")
    asked = "q=ferry+in%3Adecisions"
    assert f'<a href="{held.get_absolute_url()}?{asked}#decision-1-1">The <mark>ferry</mark></a>' in shown
    assert f'<a href="{held.get_absolute_url()}?{asked}#m-1">3 mentions in this meeting</a>' in shown
    assert f'source-1/?at=decision-1-1&amp;{asked}#lit">See it in the note<span class="hidden">, decision: ' in shown


def test_what_is_secret_is_lit_nowhere() -> None:
    archive(Secrets(words="quinceword", many=2))
    for address, other in zip(every_lit("quinceword"), every_lit("quincewort"), strict=True):
        secret, nonsense = (fetch(Client(), each).body for each in (address, other))
        assert secret.replace("quinceword", "") == nonsense.replace("quincewort", "")


class AnyTextTest(TestCase):
    """A record answers whatever it is asked to light."""

    @given(st.one_of(st.text(max_size=60), st.text(alphabet='ferry "*-', max_size=60)))
    def test_any_words_are_answered(self, text: str) -> None:
        held = make.meeting(make.board(), "2021-05-20")
        make.item(held, "The ferry", passages=[make.passage("A ferry.")])
        response: Any = Client().get(held.get_absolute_url(), {"q": text * 100})
        assert response.status_code == 200
