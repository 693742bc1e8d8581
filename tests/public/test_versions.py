"""The versions of a meeting's record, as a reader sees them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from meetings import public
from meetings.models import AgendaItem, Meeting, MeetingVersion
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]

ADDRESS = "/meetings/ferries-board/2021-05-20/"


@pytest.fixture(autouse=True)
def meeting() -> Meeting:
    """A published meeting with two public items and a private one, changed twice."""
    held = make.meeting(make.board("Ferries Board"), "2021-05-20")
    make.decision(make.item(held, "Tolls", number="1", ref="1"), "Noted the tolls.")
    make.item(held, "Bells", number="2", ref="2")
    make.item(held, "Pay", number="3", ref="3", restricted=True)
    for number, changed in ((1, []), (2, ["item-1", "item-3", "opening"]), (3, ["item-3", "item-9"])):
        made = MeetingVersion.objects.create(meeting=held, number=number, parts={}, changed=changed)
        MeetingVersion.objects.filter(pk=made.pk).update(at=dt.datetime(2026, 6, number, 23, 30, tzinfo=dt.UTC))
    return held


def told() -> list[tuple[int, str, list[str], tuple[str, ...]]]:
    found = public.meeting("ferries-board", "2021-05-20").versions
    return [(each.number, f"{each.day}", [item.ref for item in each.items], each.parts) for each in found]


def test_versions_name_what_is_public_now_on_the_day_it_was_here() -> None:
    assert told() == [
        (3, "2026-06-04", [], ()),
        (2, "2026-06-03", ["1"], ("opening",)),
        (1, "2026-06-02", [], ()),
    ]


def test_the_page_says_which_version_it_is_and_what_changed(client: Client) -> None:
    page = " ".join(client.get(ADDRESS).content.decode().split())
    assert '<dt>Version</dt><dd>3, since 4 June 2026. <a href="#versions">What changed</a></dd>' in page
    assert "<div>Version 3: changed</div>" in page
    assert '<div>Version 2 changed: what stands before the items, <a href="#item-1">item 1</a></div>' in page
    assert "<div>Version 1: first published in this archive</div>" in page


def test_a_record_that_never_changed_says_since_when_it_is_here(client: Client) -> None:
    MeetingVersion.objects.filter(number__gt=1).delete()
    page = client.get(ADDRESS).content.decode()
    assert "<dd>1, since 2 June 2026</dd>" in page
    assert "versions" not in page


def test_without_a_version_the_page_says_nothing_of_it(client: Client) -> None:
    MeetingVersion.objects.all().delete()
    page = client.get(ADDRESS).content.decode()
    assert "<dt>Version</dt>" not in page
    assert "versions" not in page


def test_a_citation_says_which_version_was_cited(client: Client) -> None:
    page = client.get(f"{ADDRESS}item-1/decision-1/").content.decode()
    assert "item 1, decision 1, version 3, Board Archive, " in page
    assert "decision 1, version 3}" in client.get(f"{ADDRESS}item-1/decision-1/cite.bib").content.decode()


@pytest.mark.parametrize("secret", [True, False])
def test_what_is_private_has_one_digest(meeting: Meeting, secret: Any) -> None:
    before = public.parts(meeting)
    private = AgendaItem.objects.get(ref="3")
    private.title, private.passages = "Wages", [{"text": "They rise."}]
    private.restricted = secret
    private.save()
    assert (public.parts(meeting) == before) is secret
    assert public.parts(meeting).keys() == {"opening", "attendance", "membership", "item-1", "item-2", "item-3"}
