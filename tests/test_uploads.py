"""An upload is counted while it comes in: from strangers nothing, from clerks no file that is larger than is read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Source
from meetings.uploads import MOST_FILES

pytestmark = [pytest.mark.django_db, pytest.mark.second]

SAID = "What was sent is too large"


def send(client: Client, *sizes: int) -> Any:
    """Files of so many bytes, sent together."""
    files = [BytesIO(f"{n} ".encode() + b"x" * (size - 2)) for n, size in enumerate(sizes)]
    for n, file in enumerate(files):
        file.name = f"note-{n}.txt"
    return client.post(reverse("admin:meetings_source_upload"), {"notes": files, "organisation": ""})


@pytest.fixture
def small(settings: Any) -> None:
    """An archive that reads files of 200,000 bytes."""
    settings.UPLOAD_MAX_BYTES = 200_000


def test_a_clerk_may_send_files_of_the_size_that_is_read(admin_client: Client, small: None) -> None:
    assert send(admin_client, *[200_000] * 3).status_code == 303
    assert Source.objects.count() == 3


def test_a_larger_file_is_given_up_while_it_comes(admin_client: Client, small: None) -> None:
    answer = send(admin_client, 100, 800_000)
    assert (answer.status_code, SAID in answer.content.decode()) == (413, True)
    assert not Source.objects.exists()


def test_more_than_so_many_files_are_not_begun(admin_client: Client, small: None) -> None:
    answer = send(admin_client, *[199_000] * (MOST_FILES + 6))
    assert (answer.status_code, SAID in answer.content.decode()) == (413, True)


def test_a_stranger_sends_no_file() -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.get(reverse("admin:login"))
    stranger.cookies["csrftoken"] = "a" * 32
    assert send(stranger, 2_000_000).status_code == 413
