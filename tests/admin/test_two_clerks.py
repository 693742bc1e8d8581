"""Two clerks at once: nobody's words are lost, and nothing is done to a record that is not as it was looked at."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from meetings import editing, publication
from meetings.admin import base
from meetings.ingest import ingest
from meetings.models import AgendaItem, Meeting
from tests.admin.test_desk import OPEN_NOTE, clerk, filed, listing, page
from tests.admin.test_undoing import form_of
from tests.editing.test_undoing import reworded

pytestmark = [pytest.mark.django_db, pytest.mark.second]
__all__ = ["clerk"]


def test_two_clerks_at_one_page_do_not_overwrite_each_other(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    mine = form_of(clerk, page(item)) | {"title": "My title"}
    theirs = form_of(clerk, page(item)) | {"title": "Their title", "all_decisions-0-text": "Agreed theirs."}
    clerk.post(page(item), theirs)
    said = clerk.post(page(item), mine)
    assert said.status_code == 200
    shown = said.content.decode()
    for words in ("changed this at", "Theirs, Agenda item Their title, title: Their title", "text: Agreed theirs."):
        assert words in shown
    item.refresh_from_db()
    assert item.title == "Their title"
    again = {name: value for name, value in mine.items() if name != "as_of"}
    again["as_of"] = lxml.html.fromstring(shown).get_element_by_id("id_as_of").value
    assert 'value="My title"' in shown
    assert clerk.post(page(item), again).status_code == 302
    item.refresh_from_db()
    assert item.title == "My title"


@pytest.mark.parametrize("as_of", ["", "x", "²", "9" * 30, "-1"])
def test_a_page_that_does_not_say_when_it_was_opened_is_saved(clerk: Client, as_of: str) -> None:
    meeting = filed()
    form = form_of(clerk, page(meeting)) | {"venue": "Elsewhere", "as_of": as_of}
    clerk.post(page(meeting), form)
    assert Meeting.objects.get().venue == "Elsewhere"


def test_a_file_read_meanwhile_is_told_of_and_another_record_is_not(clerk: Client) -> None:
    meeting = filed()
    item, other = meeting.all_items.order_by("position")[:2]
    form = form_of(clerk, page(item)) | {"title": "My title"}
    clerk.post(page(other), form_of(clerk, page(other)) | {"title": "Other title"})
    assert clerk.post(page(item), form).status_code == 302
    form = form_of(clerk, page(item)) | {"title": "My next title"}
    changed = OPEN_NOTE.read_text(encoding="utf-8").replace("Nobody had an interest", "No one had an interest")
    ingest(changed.encode(), filename="corrected.txt")
    said = clerk.post(page(item), form)
    assert (said.status_code, b"A file that was read changed this at" in said.content) == (200, True)


def adding(form: dict[str, Any], text: str) -> dict[str, Any]:
    """A form with one more decision."""
    at = int(form["all_decisions-TOTAL_FORMS"])
    row = {f"all_decisions-{at}-{name}": "" for name in ("id", "item", "lead_in")}
    return form | row | {f"all_decisions-{at}-text": text, "all_decisions-TOTAL_FORMS": str(at + 1)}


def test_two_clerks_who_both_add_a_decision_keep_both(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    form = form_of(clerk, page(item))
    form["all_decisions-0-item"] = item.pk
    mine, theirs = adding(form, "Agreed mine."), adding(form, "Agreed theirs.")
    assert clerk.post(page(item), theirs).status_code == 302
    said = clerk.post(page(item), mine)
    assert "text: Agreed theirs." in said.content.decode()
    mine["as_of"] = lxml.html.fromstring(said.content.decode()).get_element_by_id("id_as_of").value
    assert clerk.post(page(item), mine).status_code == 302
    assert [row.text for row in item.all_decisions.order_by("position")][1:] == ["Agreed theirs.", "Agreed mine."]


def test_a_row_that_the_other_clerk_deleted_is_told_of(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    mine = form_of(clerk, page(item)) | {"title": "My title"}
    clerk.post(page(item), form_of(clerk, page(item)) | {"all_decisions-0-DELETE": "on"})
    said = clerk.post(page(item), mine).content.decode()
    assert "changed this at" in said
    assert "Theirs, Decision" in said


def test_what_was_done_while_a_page_was_made_is_told_of(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    item, latest = filed().all_items.get(number="3"), editing.latest

    def changed_behind() -> int:
        number = latest()
        reworded(AgendaItem.objects.get(pk=item.pk), None, title="Their title")
        monkeypatch.setattr(editing, "latest", latest)
        return number

    monkeypatch.setattr(editing, "latest", changed_behind)  # another clerk's act, in the middle of a page
    form = form_of(clerk, page(item))
    assert clerk.post(page(item), form | {"title": "My title"}).status_code == 200


def test_what_waits_to_be_saved_does_not_lift_what_was_withheld_meanwhile(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = filed()
    publication.publish(held, by=None)
    item, waits = held.all_items.get(number="3"), base.turn
    form = form_of(clerk, page(item)) | {"title": "My title"}

    def withheld_first() -> Any:
        publication.restrict(AgendaItem.objects.get(pk=item.pk), by=None, because="Private.")
        return waits()

    monkeypatch.setattr(base, "turn", withheld_first)  # another clerk's act, while this one waits for its turn
    clerk.post(page(item), form)
    item.refresh_from_db()
    assert (item.restricted, item.restricted_because) == (True, "Private.")


def test_what_was_published_while_its_deletion_waited_stays(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    held, waits = filed(), base.turn

    def published_first() -> Any:
        publication.publish(Meeting.objects.get(), by=None)
        return waits()

    for address, data in (
        (reverse("admin:meetings_meeting_delete", args=[held.pk]), {"post": "yes"}),
        (listing("meeting"), {"action": "delete_selected", "_selected_action": [held.pk], "post": "yes"}),
    ):
        monkeypatch.setattr(base, "turn", published_first)  # another clerk's act, while this one waits for its turn
        clerk.post(address, data)
        monkeypatch.setattr(base, "turn", waits)
        assert Meeting.objects.get().state == "published"
        Meeting.objects.update(state="draft")
