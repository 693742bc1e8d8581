"""A page is made once for each edition, and never handed out when a record has changed since."""

from __future__ import annotations

import datetime as dt
import gzip
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from meetings import publication, search, views
from meetings.models import Decision, Edition, Meeting
from meetings.search import facets
from tests import factories as make
from tests.benchmarks.addresses import addresses
from tests.benchmarks.archive import make_archive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held() -> Meeting:
    """A public meeting with one decision."""
    held = make.meeting(make.board("Ferries Board"), "2021-05-20")
    make.decision(make.item(held, "Boats"), "Noted the report.", ("noted",))
    return held


def test_a_page_is_made_once_and_is_the_same_again(
    held: Meeting, client: Client, django_assert_num_queries: Any
) -> None:
    address = held.get_absolute_url()
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)

    assert (again.status_code, again.content, dict(again.headers)) == (200, first.content, dict(first.headers))


def test_every_public_page_is_kept_and_what_has_nothing_of_the_archive_asks_nothing(
    client: Client, django_assert_num_queries: Any
) -> None:
    make_archive(300)
    found = addresses(lambda address: client.get(address).content.decode())
    asks_nothing = {"about", "accessibility", "privacy", "words", "keyboard", "search"}
    for name, address in found.items():
        first = client.get(address)
        with django_assert_num_queries(0 if name in asks_nothing else 1):
            again = client.get(address)
        assert (again.status_code, again.content, again.context) == (200, first.content, None), name
    Edition.objects.all().delete()
    kept = {name for name, address in found.items() if client.get(address).context is None}

    assert kept == asks_nothing


def test_a_page_made_inside_a_transaction_is_not_kept(held: Meeting, client: Client) -> None:
    address = held.get_absolute_url()
    with transaction.atomic():
        made = [client.get(address).context is not None for _ in range(2)]
        Decision.objects.update(text="Noted the chart.")
        shown = client.get(address).content

    assert made == [True] * 2
    assert b"the chart" in shown


def test_what_is_changed_withheld_or_withdrawn_is_gone_at_once(held: Meeting, client: Client) -> None:
    address, seen = held.get_absolute_url(), []
    for change in (
        lambda: None,
        lambda: Decision.objects.update(text="Noted the chart."),
        lambda: publication.restrict(held.all_items.get(), by=None, because="Private."),
        lambda: publication.withdraw(held, by=None, because="Too early."),
    ):
        client.get(address)
        change()
        page = client.get(address)
        seen.append((page.status_code, b"the report" in page.content, b"the chart" in page.content))

    assert seen == [(200, True, False), (200, False, True), (200, False, False), (410, False, False)]


def test_another_host_and_another_day_have_pages_of_their_own(
    held: Meeting,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,  # a test cannot wait for tomorrow
) -> None:
    make.meeting(held.board, "2021-06-01", record="agenda")
    days = []
    for day in (dt.date(2021, 5, 21), dt.date(2021, 7, 1)):
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "localdate", lambda day=day: day)  # a test cannot wait for tomorrow
            days.append(client.get("/").content.decode().partition("Next meetings")[2].partition("</")[2][:200])
    decision = held.all_items.get().all_decisions.get().get_absolute_url()
    pages = [client.get(decision, headers={"host": host}).content.decode() for host in ("localhost", "127.0.0.1")]

    assert "1 June 2021" in days[0]
    assert "1 June 2021" not in days[1]
    assert ["http://localhost/" in page for page in pages] == [True, False]


def test_nothing_is_kept_when_nobody_watches_or_when_it_is_turned_off(held: Meeting, client: Client) -> None:
    address = held.get_absolute_url()
    Edition.objects.all().delete()
    made = [client.get(address).context is not None for _ in range(2)]
    with override_settings(PAGES_KEPT=0):
        made += [client.get(address).context is not None for _ in range(2)]

    assert made == [True] * 4


def test_what_is_sent_compressed_is_kept_so_and_another_browser_gets_it_plain(
    held: Meeting, client: Client, django_assert_num_queries: Any
) -> None:
    address, small = held.get_absolute_url(), {"accept-encoding": "gzip"}
    plain, packed = client.get(address), client.get(address, headers=small)
    with django_assert_num_queries(2):
        again = client.get(address), client.get(address, headers=small)

    assert [each.headers.get("Content-Encoding") for each in (plain, packed)] == [None, "gzip"]
    assert gzip.decompress(packed.content) == plain.content
    assert [each.content for each in again] == [plain.content, packed.content]
    assert [dict(each.headers) for each in again] == [dict(plain.headers), dict(packed.headers)]


@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_a_browser_that_has_a_page_is_told_so_and_gets_the_next_one(
    held: Meeting, client: Client, accepted: str, django_assert_num_queries: Any
) -> None:
    address, asks = held.get_absolute_url(), {"accept-encoding": accepted}
    tag = client.get(address, headers=asks)["ETag"]
    with django_assert_num_queries(1):
        there = client.get(address, headers={**asks, "if-none-match": tag})
    Decision.objects.update(text="Noted the chart.")
    changed = client.get(address, headers={**asks, "if-none-match": tag})
    again = client.get(address, headers={**asks, "if-none-match": changed["ETag"]})

    assert (there.status_code, there.content, there["ETag"]) == (304, b"", tag)
    assert (changed.status_code, again.status_code) == (200, 304)


def test_a_page_first_asked_by_a_browser_that_has_it_is_kept_for_the_others(
    held: Meeting, client: Client, django_assert_num_queries: Any
) -> None:
    address = held.get_absolute_url()
    tag = client.get(address)["ETag"]
    cache.clear()  # another process
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


def test_whoever_may_be_signed_in_gets_pages_that_nobody_stores(held: Meeting, client: Client) -> None:
    address, clerk = held.get_absolute_url(), Client()
    clerk.cookies[settings.SESSION_COOKIE_NAME] = "anything"
    stored = [[each.get(address)["Cache-Control"] for each in (client, clerk)] for _ in range(2)]

    assert stored[0] == stored[1]
    assert ["no-store" in each for each in stored[0]] == [False, True]


def test_a_search_asked_again_is_kept_and_a_change_ends_it(
    held: Meeting, client: Client, django_assert_num_queries: Any
) -> None:
    search.rebuild()
    for address in ("/search/?q=report", "/search/?q=report+noted&sort=newest", "/search/?q=nothing"):
        for _ in range(3):
            client.get(address)
        with django_assert_num_queries(1):
            kept = client.get(address)
        assert kept.status_code == 200
    address, found = "/search/?q=report", held.get_absolute_url().encode()
    shown = [found in client.get(address).content for _ in range(3)]
    publication.withdraw(held, by=None, because="Too early.")
    shown += [found in client.get(address).content for _ in range(3)]

    assert shown == [True] * 3 + [False] * 3


def test_a_search_is_not_kept_when_a_change_came_while_it_was_made(
    held: Meeting, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    search.rebuild()
    address, found, united = "/search/?q=report", held.get_absolute_url().encode(), facets.united
    for _ in range(2):
        client.get(address)
    cache.clear()

    def changed_before(parts: Any) -> Any:
        monkeypatch.setattr(facets, "united", united)
        publication.withdraw(held, by=None, because="Too early.")
        return united(parts)

    monkeypatch.setattr(facets, "united", changed_before)  # a change in the middle cannot be timed from outside
    shown = [found in client.get(address).content for _ in range(2)]

    assert shown == [True, False]


def test_files_and_pages_that_are_not_there_are_not_kept(held: Meeting, client: Client) -> None:
    cache.clear()
    for address in ("/decisions.csv", "/decisions.json", "/meetings/nowhere/", "/decisions/?year=x", "/admin/login/"):
        statuses = [client.get(address).status_code for _ in range(2)]
        assert statuses[0] == statuses[1]
    assert not cache._cache  # type: ignore[attr-defined]  # what this kind of cache holds


def test_a_page_made_at_midnight_is_of_the_day_on_which_it_was_begun(
    held: Meeting, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    make.meeting(held.board, "2021-06-01", record="agenda")
    today, made = [dt.date(2021, 6, 1)], views.render
    monkeypatch.setattr(timezone, "localdate", lambda: today[0])  # a test cannot wait for midnight

    def strikes(*args: Any, **kwargs: Any) -> Any:
        page = made(*args, **kwargs)
        today[0] = dt.date(2021, 6, 2)
        return page

    monkeypatch.setattr(views, "render", strikes)  # nor have it come while a page is made
    client.get("/")
    kept = client.get("/").content
    cache.clear()

    assert kept == client.get("/").content
