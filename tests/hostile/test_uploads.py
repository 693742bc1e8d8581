"""Files made to do harm are uploaded by a clerk: every answer is a page, and every file is kept with its reason."""

from __future__ import annotations

import hashlib
import os
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Source, State
from tests.hostile.build import Hostile, files

pytestmark = [pytest.mark.django_db, pytest.mark.second]

AT_ONCE = 10
ALL = bool(os.environ.get("HOSTILE"))
LARGEST = 25 * 1024 * 1024


def upload(clerk: Client, held: list[Hostile]) -> Any:
    """Send files together, as the page of the clerk's desk does."""
    sent = []
    for file in held:
        stream = BytesIO(file.data)
        stream.name = file.name
        sent.append(stream)
    return clerk.post(reverse("admin:meetings_source_upload"), {"notes": sent, "organisation": ""}, follow=True)


def test_every_upload_is_answered_and_nothing_becomes_public(admin_client: Client, twins: dict[str, bytes]) -> None:
    built = [file for file in files(twins) if 0 < len(file.data) <= LARGEST]
    chosen = built if ALL else built[::10]
    for start in range(0, len(chosen), AT_ONCE):
        answer = upload(admin_client, chosen[start : start + AT_ONCE])
        assert answer.status_code == 200, [str(file) for file in chosen[start : start + AT_ONCE]]
    kept = {source.sha256: source for source in Source.objects.all()}
    lost = [str(file) for file in chosen if hashlib.sha256(file.data).hexdigest() not in kept]
    assert lost == []
    silent = [source.filename for source in kept.values() if source.status != Source.Status.FILED and not source.reason]
    assert silent == []
    assert not Meeting.objects.exclude(state=State.DRAFT).exists()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../../x.txt",
            "..\\\\x.txt",
            "/etc/passwd",
            "C:\\\\x.txt",
            "con.txt",
            "x" * 300 + ".txt",
            "--help",
            "a\nb.txt",
        ),
        *(
            "%2e%2e.txt",
            "\u202etxt.exe",
            "e\u0301.txt",
            "\N{PILE OF POO}.txt",
            "<b>x</b>.txt",
            "a;b&c.txt",
            " .txt",
        ),
    ],
)
def test_a_file_with_an_odd_name_is_kept_under_our_own(admin_client: Client, name: str, sources_dir: Any) -> None:
    answer = upload(admin_client, [Hostile(row="A17", name=name, data=b"The Board met.", ends=frozenset())])
    assert answer.status_code == 200
    source = Source.objects.get()
    assert [path.relative_to(sources_dir).parts for path in sources_dir.rglob("*") if path.is_file()] == [
        (source.sha256[:2], source.sha256)
    ]
    assert "<b>x</b>" not in answer.content.decode()
