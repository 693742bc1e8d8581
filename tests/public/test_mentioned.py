"""A name in the text of a meeting is a link where the attendance list makes the person certain, once in each item."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]


@pytest.fixture
def held() -> Meeting:
    return make.meeting(make.board("Ferries Board"))


def links(query: str = "") -> list[tuple[str, str]]:
    """Member and words of every link inside the items."""
    page = Client().get(f"/meetings/ferries-board/2021-05-20/{query}").content.decode()
    items = page[page.index('<section class="item"') : page.index('<section id="attendance">')]
    return re.findall(r'<a href="/members/([^/]+)/">([^<]*)</a>', items)


def said(held: Meeting, *texts: str) -> Any:
    return make.item(held, passages=[make.passage(text) for text in texts])


def test_the_first_mention_in_each_item_is_a_link(held: Meeting) -> None:
    make.attendance(held, make.member("Nell Harbour"))
    said(held, "Nell Harbour spoke. Nell Harbour left.", "Cllr Harbour came back.")
    said(held, "Officers spoke.", "Councillor Harbour asked why.")
    assert links() == [("nell-harbour", "Nell Harbour"), ("nell-harbour", "Councillor Harbour")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cllr Nell Harbour’s report", ["Nell Harbour"]),
        ("thanks to Nell Harbour, OBE", ["Nell Harbour"]),
        ("The Chair Nell Harbour spoke", ["Nell Harbour"]),
        ("Nell\u00a0Harbour and Cllr. Harbour", ["Nell\u00a0Harbour"]),
        ("the Nell Harbour Trust", []),
        ("Mary Nell Harbour", []),
        ("Nell Harbour-Smith", []),
        ("O’Nell Harbour", []),
        ("Cllr Harbour Jones", []),
        ("Cllr Harbours", []),
        ("Mr Harbour", []),
        ("the harbour, Harbour and NELL HARBOUR", []),
    ],
)
def test_only_the_whole_name_or_title_and_surname_is_one(held: Meeting, text: str, expected: list[str]) -> None:
    make.attendance(held, make.member("Nell Harbour"))
    said(held, text)
    assert [words for _, words in links()] == expected


def test_two_of_a_name_are_both_uncertain(held: Meeting) -> None:
    for slug in ("nell-harbour", "nell-harbour-2"):
        make.attendance(held, make.member("Nell Harbour", slug=slug, twin=slug))
    said(held, "Nell Harbour and Cllr Harbour spoke.")
    assert links() == []


def test_two_of_a_surname_are_told_apart_by_their_full_names_alone(held: Meeting) -> None:
    make.attendance(held, make.member("Nell Harbour"))
    make.attendance(held, "Tam Harbour")
    said(held, "Cllr Harbour spoke, then Tam Harbour, then Nell Harbour.")
    assert links() == [("nell-harbour", "Nell Harbour")]


def test_who_is_uncertain_or_no_member_or_not_there_is_no_link(held: Meeting) -> None:
    make.attendance(held, make.member("Nell Harbour"), uncertain=True)
    make.attendance(held, "Tam Arkle")
    make.member("Una Rook")
    said(held, "Nell Harbour, Tam Arkle and Una Rook spoke.")
    assert links() == []


def test_one_member_in_two_seats_is_certain(held: Meeting) -> None:
    nell = make.member("Nell Harbour")
    make.attendance(held, nell, "chair")
    make.attendance(held, nell, "member")
    said(held, "Cllr Harbour spoke.")
    assert links() == [("nell-harbour", "Cllr Harbour")]


def test_a_name_that_is_lit_is_no_link_and_others_beside_it_are(held: Meeting) -> None:
    for name in ("Nell Harbour", "Tam Arkle"):
        make.attendance(held, make.member(name))
    said(held, "<b>Nell Harbour</b> & Tam Arkle spoke of the ferry.")
    assert links("?q=harbour") == [("tam-arkle", "Tam Arkle")]
    page = Client().get("/meetings/ferries-board/2021-05-20/?q=ferry").content.decode()
    told = (
        '&lt;b&gt;<a href="/members/nell-harbour/">Nell Harbour</a>&lt;/b&gt; &amp; <a href="/members/tam-arkle/">Tam'
    )
    assert told in page
    assert 'id="m-2" tabindex="-1">ferry</mark>' in page


def test_many_items_and_names_ask_no_more_of_the_database(held: Meeting) -> None:
    asked = []
    for n in range(2):
        for name in ("Nell Harbour", "Tam Arkle"):
            make.attendance(held, make.member(f"{name}{'x' * n}"))
            said(held, f"{name}{'x' * n} spoke.")
        with CaptureQueriesContext(connection) as queries:
            links()
        asked.append(len(queries))
    assert asked[0] == asked[1]
