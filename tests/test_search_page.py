"""The search page: what was found, in order, lit, counted, and narrowed; nothing secret and never an error."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from meetings import search
from meetings.filters import Searching
from meetings.search.hits import AROUND, excerpt
from meetings.search.query import parse
from tests import factories as make
from tests.twins import Secrets, archive

pytestmark = pytest.mark.django_db


def found(query: str) -> list[tuple[str, str]]:
    """(label, title) of each hit of a page."""
    return [(hit.label, hit.title) for hit in Searching(QueryDict(query)).hits]


def counts(query: str) -> dict[str, dict[str, int]]:
    facets = Searching(QueryDict(query)).facets
    return {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in facets}


def page(query: str, status: int = 200) -> str:
    response = Client().get(f"/search/?{query}")
    assert response.status_code == status
    return str(response.content.decode())


@pytest.fixture
def ferries() -> None:
    """Ferries discussed, decided and acted on in 2019 and 2021, by two boards."""
    board, other = make.board("Ferries Board"), make.board("Harbour Board")
    nell = make.member("Nell Ferry")
    for held, title in (
        (make.meeting(board, "2019-03-01"), "Ferry fares"),
        (make.meeting(board, "2021-05-20"), "Ferry times"),
        (make.meeting(other, "2021-05-20"), "Ferry bells"),
    ):
        item = make.item(held, title, passages=[make.passage("The café asked about the ferries.")])
        make.decision(item, "Noted the ferry.")
        make.action(item, "To paint the ferry.")
        make.attendance(held, nell)
        search.refresh(held)


@pytest.mark.usefixtures("ferries")
def test_everything_that_is_found_is_there_newest_first() -> None:
    assert found("q=ferry&sort=newest") == [
        ("Discussion", "Ferry bells"),
        ("Decision", "Ferry bells"),
        ("Action", "Ferry bells"),
        ("Discussion", "Ferry times"),
        ("Decision", "Ferry times"),
        ("Action", "Ferry times"),
        ("Discussion", "Ferry fares"),
        ("Decision", "Ferry fares"),
        ("Action", "Ferry fares"),
        ("Member", "Nell Ferry"),
    ]
    assert found("q=cafe+fares") == [("Discussion", "Ferry fares")]
    assert found("q=cemetery") == found("") == []


@pytest.mark.usefixtures("ferries")
def test_every_count_is_that_of_the_list_it_leads_to() -> None:
    for query in ("q=ferry", "q=ferry&kind=decisions&year=2021", "q=ferry&board=ferries-board", "q=noted"):
        listing = Searching(QueryDict(query))
        for facet in listing.facets:
            for choice in facet.choices:
                narrowed = QueryDict(query, mutable=True)
                narrowed.setlist(facet.name, [choice.value])
                there = Searching(narrowed)
                assert (choice.count, len(there.hits)) == (there.total, there.total)
    assert counts("q=ferry")["kind"] == {"discussion": 3, "decisions": 3, "actions": 3, "members": 1}
    assert counts("q=ferry")["board"] == {"ferries-board": 6, "harbour-board": 3}
    assert counts("q=ferry&kind=decisions")["year"] == {"2021": 2, "2019": 1}


@pytest.mark.usefixtures("ferries")
def test_a_page_says_what_was_understood_and_lights_what_was_found() -> None:
    shown = page("q=the+ferries+-cemetery&kind=decisions&sort=newest")
    said = " ".join(re.sub(r"<[^>]*>", "", shown).split())
    assert "3 results for “ferries”, without “cemetery”, decisions only, newest first." in said
    assert "“the” is too common to narrow the search, and was left out." in said
    assert "<mark>Ferry</mark> bells" in shown
    assert "Noted the <mark>ferry</mark>." in shown


@pytest.mark.usefixtures("ferries")
def test_without_words_the_page_says_how_to_search_and_with_odd_ones_it_finds_nothing() -> None:
    assert "the words in this order" in page("")
    assert "0</strong> results for “%”" in page("q=%25")
    assert "is not one of the choices" in page("q=ferry&kind=nonsense", 400)
    assert "is not a year" in page("q=ferry&year=0", 400)
    assert Client().get("/search/?q=ferry&page=9").status_code == 404


@pytest.mark.usefixtures("ferries")
def test_the_words_are_kept_when_the_results_are_narrowed() -> None:
    assert '<input type="hidden" name="q" value="ferry">' in page("q=ferry")
    assert [wider.label for wider in Searching(QueryDict("q=cemetery&year=2019")).without] == ["Year"]


def test_a_long_question_is_kept_whole_when_the_results_are_narrowed() -> None:
    typed = " ".join(f"word{n}" for n in range(100))
    assert f'<input type="hidden" name="q" value="{typed}">' in page(urlencode({"q": typed}))


def test_text_that_is_not_mark_up_stays_text() -> None:
    item = make.item(make.meeting(), "<script>ferry</script>")
    search.refresh(item.meeting)
    shown = page("q=%3Cscript%3Eferry")
    assert "<script>" not in shown
    assert "&lt;<mark>script&gt;ferry</mark>" in shown or "&lt;<mark>script</mark>&gt;<mark>ferry</mark>" in shown


@pytest.mark.parametrize("typed", ["quinceword", "quince*", "-nothing quinceword", "in:decisions quinceword"])
def test_nothing_secret_is_found_counted_or_hinted_at(typed: str) -> None:
    archive(Secrets(words="quinceword", many=3))
    assert found(urlencode({"q": typed})) == []
    assert set(map(len, counts(urlencode({"q": typed})).values())) == {0}


def test_a_long_text_is_cut_around_the_first_word_that_is_lit() -> None:
    text = f"{'early words ' * 60}the quince stood here {'late words ' * 60}"
    shown = excerpt(text, search.light_of(parse("quince")))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "the quince stood here" in shown
    assert len(shown) <= 3 * AROUND + 4
    assert excerpt("short", None) == "short"


@pytest.mark.parametrize(("address", "kept"), [("/boards/harbour-board/", "board"), ("/members/nell-ferry/", "member")])
def test_a_board_and_a_member_can_be_searched_from_their_own_page(ferries: None, address: str, kept: str) -> None:
    shown = str(Client().get(address).content.decode())
    assert shown.count('type="search"') == 1
    [(name, value)] = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', shown)
    assert (name, value) == (kept, address.split("/")[2])
    there = {title for _, title in found(f"q=ferry&{name}={value}&sort=newest")}
    assert there == ({"Ferry bells"} if kept == "board" else {"Ferry fares", "Ferry times", "Ferry bells"})


def test_an_archive_without_decisions_shows_examples_that_lead_nowhere(client: Client) -> None:
    make.draft()
    page = client.get("/help/searching/").content.decode()

    assert set(search.examples().values()) == {""}
    assert "<dt><kbd>flood -river</kbd></dt>" in page
    assert "?q=" not in page


def test_drafts_and_private_items_give_no_example() -> None:
    for of in (make.item(make.draft()), make.item(make.meeting(), restricted=True)):
        make.decision(of, "Noted the slipway purchase.")

    assert set(search.examples().values()) == {""}
