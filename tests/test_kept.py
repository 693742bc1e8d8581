"""A page is made once for each edition, and never handed out when a record has changed since."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from meetings import publication
from meetings.models import Decision, Edition, Meeting
from tests import factories as make

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
