"""Every page asks as many questions of the database whether the archive is small or large."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from meetings.answers import TWINS
from meetings.citing import FORMATS
from meetings.filters.listing import KINDS
from meetings.models import Action, AgendaItem, Attendance, Decision, Meeting
from tests.benchmarks.archive import make_archive
from tests.crawl import patterns

pytestmark = [pytest.mark.django_db, pytest.mark.second]

SMALL, LARGE = 10, 1000
MOST = 20
"""No page asks more than this."""

MOST_OF_SEARCH = 6


def addresses() -> list[str]:
    """Each list, plain, in its twins and with every filter in use, and one page of each kind of record."""
    held = Meeting.objects.public().latest("date", "pk")
    item = AgendaItem.objects.public().filter(meeting=held).earliest("position")
    seat = Attendance.objects.filter(meeting=held, member__isnull=False).earliest("position")
    decided = Decision.objects.public().filter(item__meeting=held).earliest("item__position")
    to_do = Action.objects.public().filter(item__meeting=held).earliest("item__position")
    board, year = held.board.slug, held.date.year
    who = f"board={board}&year={year}&member={seat.member.slug}&authority={seat.authority.slug}"
    twins = [f"/{kind}.{form}{'?q=verb%3Anoted' if kind == 'search' else ''}" for kind in KINDS for form in TWINS]
    return [
        *twins,
        "/",
        "/meetings/",
        f"/meetings/?{who}&sort=oldest",
        "/decisions/",
        f"/decisions/?q=the+board&verb=noted&verb=agreed&{who}",
        "/search/",
        "/search/?q=verb%3Anoted",
        f"/search/?q={item.title.split()[-1]}&sort=newest&board={board}&year={year}",
        "/actions/",
        f"/actions/?routine=1&owner=officers&status=open&board={board}&year={year}",
        "/members/",
        f"/members/?q={seat.member.name.split()[0]}&board={board}&authority={seat.authority.slug}",
        "/authorities/",
        f"/authorities/?q={seat.authority.name.split()[0]}",
        "/boards/",
        held.board.get_absolute_url(),
        seat.member.get_absolute_url(),
        seat.authority.get_absolute_url(),
        held.get_absolute_url(),
        f"{held.get_absolute_url()}?q=the+board",
        f"{held.get_absolute_url()}source-1/",
        f"{held.get_absolute_url()}source-1/?at=item-{item.ref}",
        decided.get_absolute_url(),
        held.all_items.filter(topic="quay-lamps").select_related("meeting__board").get().get_topic_url(),
        to_do.get_absolute_url(),
        *(f"{each.get_absolute_url()}cite.{form}" for each in (decided, to_do) for form in FORMATS),
        "/about/",
        "/about/coverage/",
        "/about/figures/",
        "/about/data/",
        "/about/accessibility/",
        "/about/privacy/",
        "/help/searching/",
        "/help/words/",
        "/help/keyboard/",
        "/healthz",
        "/robots.txt",
    ]


def asked(meetings: int) -> dict[str, int]:
    """How many queries each page of an archive of so many meetings asks; nothing is left of the archive."""
    with transaction.atomic():
        make_archive(meetings)
        counted = {address: _asked_by(address) for address in addresses()}
        transaction.set_rollback(True)
    return counted


def _asked_by(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)


def by_kind(counted: dict[str, int]) -> list[Any]:
    """(name of the URL, whether it is filtered, queries) in the order of the pages."""
    return [(resolve(address.partition("?")[0]).url_name, "?" in address, n) for address, n in counted.items()]


def test_a_thousand_meetings_are_asked_for_like_ten() -> None:
    small, large = asked(SMALL), asked(LARGE)
    assert by_kind(small) == by_kind(large)
    assert max(large.values()) <= MOST
    assert max(n for name, _, n in by_kind(large) if name == "search") <= MOST_OF_SEARCH
    assert {name for name, _, _ in by_kind(large)} == {pattern.name for pattern in patterns()} - {"original"}
