"""`manage.py generate` fills an empty archive, and no other unless it is told to."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting, SearchEntry
from tests import factories

pytestmark = pytest.mark.django_db


def made(*words: str, **options: Any) -> str:
    """What the command prints, without its times."""
    out = StringIO()
    call_command("generate", *words, no_discussion=True, stdout=out, **options)
    return re.sub(r"in [\d.]+ s", "in no time", out.getvalue())


def checked() -> str:
    """What `reindex --check` prints. Raises SystemExit when anything differs."""
    out = StringIO()
    call_command("reindex", check=True, stdout=out)
    return out.getvalue()


def test_it_says_what_it_made_and_the_index_is_clean() -> None:
    first, second = made("--meetings=12", "--seed=6").splitlines()

    assert first == (
        "12 meetings (1 draft, 1 withdrawn), 144 items (8 restricted), 180 decisions and 180 actions "
        "of 8 boards, 200 authorities, 144 members, in no time."
    )
    assert second == f"{SearchEntry.objects.count():,} entries in the search index, in no time."
    assert checked() == "The search index is as the records have it.\n"


def test_the_index_can_be_left_to_later() -> None:
    assert len(made("--meetings=2", "--no-index").splitlines()) == 1
    assert not SearchEntry.objects.exists()


def test_an_archive_that_holds_anything_is_refused_with_the_way_out() -> None:
    factories.meeting()

    with pytest.raises(CommandError) as refused:
        made("--meetings=2")
    assert str(refused.value) == (
        "The archive is not empty (1 meeting, 1 board). Name an empty database in DATABASE_URL, "
        "or make the meetings beside what is here with --add."
    )
    assert Meeting.objects.count() == 1


def test_told_so_it_adds_to_what_is_there() -> None:
    factories.meeting()
    made("--meetings=2", "--add")

    assert Meeting.objects.count() == 3
    assert checked() == "The search index is as the records have it.\n"


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [
        ("none", "Error: argument --meetings: none is not a whole number from 1"),
        ("0", "Error: argument --meetings: 0 is not a whole number from 1"),
        ("1000001", "1,000,001 meetings are too many: 1,000,000 can be made at once."),
    ],
)
def test_a_number_that_will_not_do_is_refused_in_a_sentence(meetings: str, sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        made(f"--meetings={meetings}")
    assert str(refused.value) == sentence
