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


def part(name: str, more: str = "", body: str = "x") -> str:
    """One part of a form."""
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{body}\r\n'


FORMS = {
    "1,001 fields": (400, 0, "".join(part(f"f{n}") for n in range(1_001)) + "--b--\r\n"),
    "101 files": (400, 0, "".join(part("notes", f'; filename="{n}.txt"') for n in range(101)) + "--b--\r\n"),
    "10,000 parts": (400, 0, "".join(part("notes", f'; filename="{n}.txt"') for n in range(10_000)) + "--b--\r\n"),
    "no end": (200, 0, part("notes", '; filename="a.txt"').removesuffix("\r\n")),
    "no blank line": (200, 0, '--b\r\nContent-Disposition: form-data; name="notes"; filename="a.txt"\r\n--b--\r\n'),
    "another boundary": (200, 0, part("notes", '; filename="a.txt"').replace("--b", "--c")),
    "two names": (
        303,
        1,
        part("notes", "; filename=\"a.txt\"; filename*=UTF-8''b.txt; filename*=UTF-8''c.txt") + "--b--\r\n",
    ),
    "a bad name": (200, 0, part("notes", "; filename*=UTF-99''%ff.txt") + "--b--\r\n"),
    "a long name": (400, 0, part("notes", f'; filename="{"x" * 100_000}.txt"') + "--b--\r\n"),
}
"""Status of the answer, files kept, the form: 200 is the page again, with what is wrong."""


@pytest.mark.parametrize(("status", "kept", "form"), FORMS.values(), ids=FORMS)
def test_a_form_that_plays_tricks_is_answered(admin_client: Client, status: int, kept: int, form: str) -> None:
    address = reverse("admin:meetings_source_upload")
    answer = admin_client.post(address, form.encode(), content_type="multipart/form-data; boundary=b")
    assert (answer.status_code, Source.objects.count()) == (status, kept)
    if status == 200:
        (wrong,) = answer.context["form"].errors.values()
        assert wrong[0] in answer.content.decode()
