"""At the desk: what was done is seen where it was done, and undone there."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from meetings import publication
from meetings.models import AgendaItem, AuditLine, Conflict, Decision, Meeting, MergeSuggestion, User
from tests import factories as make
from tests.admin.test_desk import act, clerk, filed, listing, page
from tests.editing.test_undoing import stored

pytestmark = [pytest.mark.django_db, pytest.mark.second]
__all__ = ["clerk"]
UNDO = "/admin/meetings/auditline/undo/"


def form_of(client: Client, address: str) -> dict[str, Any]:
    """The fields of the form of a record, as its page has them."""
    tree = lxml.html.fromstring(client.get(address).content.decode())
    (form,) = (form for form in tree.forms if form.get("id", "").endswith("_form"))
    return {name: value for name, value in form.form_values() if not name.startswith("_") and "__prefix__" not in name}


def buttons(html: bytes) -> dict[str, dict[str, str]]:
    """The buttons that undo on a page: what each says → what it sends."""
    tree = lxml.html.fromstring(html.decode())
    forms = [form for form in tree.forms if form.get("action") == UNDO]
    return {form.text_content().strip(): dict(form.fields.items()) for form in forms}


def press(client: Client, html: bytes, words: str) -> bytes:
    """The page to which a button leads that stands on a page."""
    return client.post(UNDO, buttons(html)[words], follow=True).content


def test_one_save_is_one_act_and_is_undone_from_the_message_and_done_again(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    before = stored()
    form = form_of(clerk, page(item))
    form |= {"title": "Another title", "all_decisions-0-text": "Agreed something else."}
    shown = clerk.post(page(item), form, follow=True)
    assert shown.redirect_chain
    (line,) = AuditLine.objects.filter(verb="edit")
    assert {row.table for row in line.rows.all()} == {"agendaitem", "decision"}
    behind = stored()
    assert behind != before
    undone = press(clerk, shown.content, "Undo")
    assert stored() == before
    assert b"Undone: agenda item" in undone
    press(clerk, undone, "Do it again")
    assert stored() == behind


def test_a_save_that_changes_nothing_offers_nothing(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    shown = clerk.post(page(item), form_of(clerk, page(item)), follow=True)
    assert buttons(shown.content) == {}
    assert not AuditLine.objects.filter(verb="edit").exists()


def test_blanks_inside_a_passage_are_no_change(clerk: Client) -> None:
    item = make.item(make.draft(), "Quay", passages=[make.passage("Two  blanks,\nand a line."), make.passage("More.")])
    form = form_of(clerk, page(item))
    clerk.post(page(item), form)
    assert not AuditLine.objects.exists()
    form["discussion"] = form["discussion"].replace("More.", "Less.")
    clerk.post(page(item), form)
    item.refresh_from_db()
    assert [passage["text"] for passage in item.passages] == ["Two  blanks,\nand a line.", "Less."]


def test_the_page_of_a_record_undoes_its_last_change_and_comes_back(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    assert buttons(clerk.get(page(item)).content) == {}
    texts = [item.title]
    for title in ("First title", "Second title"):
        clerk.post(page(item), form_of(clerk, page(item)) | {"title": title})
        texts.append(title)
    for title in texts[1::-1]:
        clerk.get(listing("agendaitem"))  # where the messages of before are shown
        answer = clerk.post(UNDO, buttons(clerk.get(page(item)).content)["Undo last change"])
        assert (answer.status_code, answer["Location"]) == (303, page(item))
        item.refresh_from_db()
        assert item.title == title
    clerk.get(listing("agendaitem"))
    assert buttons(clerk.get(page(item)).content) == {}


def test_the_history_tells_the_words_before_and_behind_and_undoes_any_act(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    (passage, *_) = item.passages
    decision = item.all_decisions.get()
    old = decision.text
    clerk.post(page(decision), form_of(clerk, page(decision)) | {"text": "Agreed <b>something</b> else."})
    form = form_of(clerk, page(item))
    form["discussion"] = form["discussion"].replace(passage["text"], "Another passage.")
    clerk.post(page(item), form)
    clerk.get(listing("agendaitem"))
    told = clerk.get(reverse("admin:meetings_agendaitem_history", args=[item.pk])).content.decode()
    assert ">Another passage.</ins>" in told
    assert passage["text"] in told
    shown = clerk.get(reverse("admin:meetings_decision_history", args=[decision.pk])).content
    assert "Agreed &lt;b&gt;something&lt;/b&gt; else." in shown.decode()
    press(clerk, shown, "Undo")
    decision.refresh_from_db()
    item.refresh_from_db()
    assert (decision.text, item.passages[0]["text"]) == (old, "Another passage.")
    whole = clerk.get(reverse("admin:meetings_meeting_history", args=[item.meeting_id])).content.decode()
    assert "Undone on" in whole
    assert "ingest" in whole


def test_a_button_that_is_pressed_twice_does_nothing_twice(clerk: Client) -> None:
    meeting = filed()
    clerk.post(page(meeting), form_of(clerk, page(meeting)) | {"venue": "Elsewhere"})
    line = AuditLine.objects.get(verb="edit")
    for answer in ("Undone: meeting", "Nothing was undone. This was undone already."):
        said = clerk.post(UNDO, {"acts": f"undo-{line.pk}", "next": page(meeting)}, follow=True)
        assert answer in said.content.decode()
    assert AuditLine.objects.filter(verb="undo").count() == 1


def test_what_was_deleted_together_comes_back_together(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    for text in ("Agreed one.", "Agreed two."):
        make.decision(item, text, ("agreed",))
    rows = list(item.all_decisions.all())
    before = stored()
    done = clerk.post(
        listing("decision"),
        {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"},
        follow=True,
    )
    assert not item.all_decisions.exists()
    press(clerk, done.content, "Undo")
    assert stored() == before


def test_a_draft_deleted_with_all_its_records_comes_back(clerk: Client) -> None:
    meeting = filed()
    before = stored()
    address = reverse("admin:meetings_meeting_delete", args=[meeting.pk])
    assert b"Are you sure" in clerk.get(address).content
    gone = clerk.post(address, {"post": "yes"}, follow=True)
    assert not Meeting.objects.exists()
    assert AuditLine.objects.filter(verb="delete", meeting=None, table="meeting").count() == 1
    press(clerk, gone.content, "Undo")
    assert stored() == before


def test_what_was_public_once_is_not_deleted(clerk: Client) -> None:
    meeting = make.withdrawn()
    address = reverse("admin:meetings_meeting_delete", args=[meeting.pk])
    assert clerk.post(address, {"post": "yes"}).status_code == 403
    act(clerk, "meeting", "delete_selected", meeting, post="yes")
    assert Meeting.objects.get() == meeting


def test_answers_on_pairs_and_settled_conflicts_are_undone(clerk: Client) -> None:
    meeting = filed()
    pair = MergeSuggestion.objects.create(
        member=make.member("Nell Ferry"), other_member=make.member("Nel Ferry"), because="One letter."
    )
    conflict = Conflict.objects.create(meeting=meeting, path="items/1/title", ours="One", theirs="Two")
    for model, verb, record in (("mergesuggestion", "different", pair), ("conflict", "keep", conflict)):
        before = stored()
        done = act(clerk, model, verb, record)
        assert stored() != before
        press(clerk, done.encode(), "Undo")
        assert stored() == before


def test_an_edit_of_what_has_no_meeting_is_in_the_log_too(clerk: Client) -> None:
    board = filed().board
    clerk.post(page(board), form_of(clerk, page(board)) | {"name": "Another Board"})
    line = AuditLine.objects.get(verb="edit")
    assert (line.table, line.key, line.meeting) == ("board", board.pk, None)
    shown = clerk.get(page(line)).content
    assert b"Another Board" in shown
    press(clerk, shown, "Undo this")
    board.refresh_from_db()
    assert board.name != "Another Board"


def test_who_may_not_change_a_record_undoes_nothing_of_it(clerk: Client) -> None:
    meeting = filed()
    clerk.post(page(meeting), form_of(clerk, page(meeting)) | {"venue": "Elsewhere"})
    line = AuditLine.objects.get(verb="edit")
    reader = User.objects.create_user("eve", password="x" * 20, is_staff=True)
    reader.user_permissions.add(
        *Permission.objects.filter(content_type__app_label="meetings", codename__startswith="view_")
    )
    client = Client()
    asked = {"acts": f"undo-{line.pk}", "next": page(meeting)}
    assert client.post(UNDO, asked)["Location"].startswith(reverse("admin:login"))
    client.force_login(reader)
    assert client.post(UNDO, asked).status_code == 403
    for address in (page(meeting), page(line), reverse("admin:meetings_meeting_history", args=[meeting.pk])):
        shown = client.get(address)
        assert (shown.status_code, buttons(shown.content)) == (200, {})
    assert clerk.get(UNDO).status_code == 405
    assert Client(enforce_csrf_checks=True).post(UNDO, asked).status_code == 403
    assert Meeting.objects.get().venue == "Elsewhere"


@pytest.mark.parametrize("acts", ["", "undo-", "undo-9999999", "undo-x", "undo-1e9", "undo-" + "9" * 40, "undo-²"])
def test_a_button_of_nothing_says_so(clerk: Client, acts: str) -> None:
    said = clerk.post(UNDO, {"acts": acts, "next": "https://elsewhere.example/"}, follow=True)
    assert said.redirect_chain == [(reverse("admin:index"), 303)]
    assert b"There was nothing to undo." in said.content


def test_what_is_public_again_is_said_to_whoever_undoes(clerk: Client) -> None:
    meeting = make.draft()
    make.item(meeting, "Quay")
    asked = make.item(meeting, "Talks", sensitive="confidential")
    clerk.post(reverse("admin:meetings_agendaitem_delete", args=[asked.pk]), {"post": "yes"})
    publication.publish(meeting, by=None)
    line = AuditLine.objects.get(verb="delete")
    said = clerk.post(UNDO, {"acts": f"undo-{line.pk}", "next": page(meeting)}, follow=True).content.decode()
    assert "Nothing was undone. The meeting is public" in said
    assert AgendaItem.objects.filter(meeting=meeting).count() == 1
    assert not Decision.objects.exists()


def test_an_act_is_undone_by_who_may_do_all_of_it(clerk: Client) -> None:
    item = filed().all_items.get(number="3")
    clerk.post(page(item), form_of(clerk, page(item)) | {"title": "My title", "all_decisions-0-DELETE": "on"})
    line = AuditLine.objects.get(verb="edit")
    some = User.objects.create_user("eve", password="x" * 20, is_staff=True)
    some.user_permissions.add(*Permission.objects.filter(codename__in=["change_agendaitem", "view_decision"]))
    client = Client()
    client.force_login(some)
    assert client.post(UNDO, {"acts": f"undo-{line.pk}"}).status_code == 403
    some.user_permissions.add(*Permission.objects.filter(codename__in=["add_decision", "add_outcome"]))
    assert client.post(UNDO, {"acts": f"undo-{line.pk}"}).status_code == 303
    assert item.all_decisions.exists()
