"""A line of the log tells a clerk in words what was done."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from meetings import publication
from meetings.ingest import ingest
from meetings.models import AuditLine, Meeting, Source, User
from tests.here import ROOT

pytestmark = pytest.mark.django_db

NOTE = ROOT / "fixtures" / "notes" / "skills-enterprise-board-2016-11-24.txt"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("jo"))
    return client


def shown(desk: Client, line: AuditLine) -> str:
    """The words of its page."""
    page = desk.get(f"/admin/meetings/auditline/{line.pk}/change/").content.decode()
    return unescape(re.sub(r"(<[^>]+>|\s)+", " ", page))


def test_a_line_of_filing_leads_to_its_file(desk: Client) -> None:
    ingest(NOTE.read_bytes(), filename=NOTE.name)
    source, line = Source.objects.get(), AuditLine.objects.get(verb="ingest")
    page = desk.get(f"/admin/meetings/auditline/{line.pk}/change/").content.decode()

    assert f'From <a href="/admin/meetings/source/{source.pk}/change/">' in page
    assert "conflicts" not in page

    line.detail["source"] = "0" * 64
    line.save()
    assert f"From a file that is not here any more, SHA-256 {'0' * 64}" in shown(desk, line)


def test_a_line_of_withdrawing_has_its_reason_and_what_the_public_is_told(desk: Client) -> None:
    ingest(NOTE.read_bytes(), filename=NOTE.name, publish=True)
    publication.withdraw(Meeting.objects.get(), by=None, because="Too <early>.", named=True)

    assert "Because: Too <early>. The public page says which meeting it was." in re.sub(
        r" +", " ", shown(desk, AuditLine.objects.get(verb="withdraw"))
    )


def test_a_line_says_how_many_differences_wait_and_what_an_import_was_made_of(desk: Client) -> None:
    one = AuditLine.objects.create(verb="ingest", about="A meeting", detail={"conflicts": 1})
    two = AuditLine.objects.create(verb="ingest", about="A meeting", detail={"conflicts": 2})
    none = AuditLine.objects.create(verb="import", about="A meeting")
    files = AuditLine.objects.create(verb="import", about="An export", detail={"files": {"boards.jsonl": "ab12"}})

    assert "More of it: -" in shown(desk, none)
    assert "1 difference from what clerks had written" in shown(desk, one)
    assert "2 differences from what clerks had written" in shown(desk, two)
    assert "boards.jsonl: SHA-256 ab12" in shown(desk, files)
