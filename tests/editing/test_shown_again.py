"""What was taken from the public, or decided of other words, does not come back in public by undoing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from meetings import publication
from meetings.editing import CannotUndo, last_change, undo
from meetings.ingest import ingest
from meetings.models import AgendaItem, AuditLine, Conflict, Meeting, User
from tests import factories as make
from tests.editing.test_undoing import clerk, deleted, reworded
from tests.here import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.second]
__all__ = ["clerk"]
PRIVATE_NOTE = ROOT / "fixtures" / "notes" / "planning-committee-2018-06-13.txt"


@pytest.fixture
def redacted(clerk: User) -> tuple[AgendaItem, AuditLine]:
    """An item whose words were put right before it was said to be public, and the act."""
    held = make.draft()
    item = make.item(held, "Quay", sensitive="confidential", passages=[make.passage("Paid Jane Doe quince.")])
    line = reworded(item, clerk, passages=[make.passage("Paid somebody.")])
    item.refresh_from_db()
    publication.lift(item, by=clerk, because="Redacted, may be public.")
    return item, line


def test_words_of_before_an_item_was_said_to_be_public_ask_again(
    redacted: tuple[AgendaItem, AuditLine], clerk: User
) -> None:
    item, line = redacted
    assert last_change(item) is None
    undo(line, by=clerk)
    item.refresh_from_db()
    assert not item.sensitivity_answered
    with pytest.raises(publication.NotPublishable, match="Say whether item"):
        publication.publish(item.meeting, by=clerk)


def test_words_of_before_an_item_was_said_to_be_public_do_not_come_back_in_public(
    redacted: tuple[AgendaItem, AuditLine], clerk: User, client: Any
) -> None:
    item, line = redacted
    publication.publish(item.meeting, by=clerk)
    with pytest.raises(CannotUndo, match="The meeting is public"):
        undo(line, by=clerk)
    assert b"quince" not in client.get(item.meeting.get_absolute_url()).content


def test_an_item_that_comes_back_after_a_file_was_read_is_withheld(clerk: User, client: Any) -> None:
    told = PRIVATE_NOTE.read_text(encoding="utf-8").replace("EXCLUSION OF THE PRESS AND PUBLIC", "FORM OF THE MEETING")
    excluded = re.search(r"under Section 100A.*?Schedule 12A to the Act", told)
    assert excluded
    ingest(told.replace(excluded[0], "the meeting go on").encode(), filename="first.txt")
    held = Meeting.objects.get()
    item = held.all_items.get(number="8")
    assert not item.restricted
    line = deleted(item, clerk)
    ingest(told.encode(), filename="second.txt")
    Conflict.objects.update(resolved_at=timezone.now())
    publication.publish(held, by=clerk)
    undo(line, by=clerk)
    item = held.all_items.get(number="8")
    assert (item.restricted, item.title.encode() in client.get(held.get_absolute_url()).content) == (True, False)
