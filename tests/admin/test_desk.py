"""The clerk's desk: every page answers, and every act leaves its line."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import search
from meetings.ingest import ingest
from meetings.management.commands.clerk import save_clerk
from meetings.models import AgendaItem, AuditLine, Decision, Meeting, SearchEntry, Source, State, User
from tests import factories as make
from tests.here import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.second]
NOTES = ROOT / "fixtures" / "notes"
OPEN_NOTE = NOTES / "skills-enterprise-board-2016-11-24.txt"
ASKING_NOTE = NOTES / "skills-enterprise-board-2021-05-13.txt"
PRIVATE_NOTE = NOTES / "planning-committee-2018-06-13.txt"
OURS = [model for model in admin.site._registry if model._meta.app_label == "meetings"]


@pytest.fixture
def clerk() -> Client:
    """A browser in which a clerk is signed in."""
    user = User(username="jo")
    save_clerk(user, "a-long-password-for-tests")
    client = Client()
    client.force_login(user)
    return client


def filed(path: Path = OPEN_NOTE) -> Meeting:
    """The meeting of one sample note, a draft."""
    ingest(path.read_bytes(), filename=path.name)
    return Meeting.objects.get()


def listing(model: str) -> str:
    return reverse(f"admin:meetings_{model}_changelist")


def page(record: object) -> str:
    model = record._meta.model_name  # type: ignore[attr-defined]
    return reverse(f"admin:meetings_{model}_change", args=[record.pk])  # type: ignore[attr-defined]


def act(client: Client, model: str, action: str, *records: object, **more: str) -> str:
    """The page after an action on records, redirects followed."""
    data = {"action": action, "_selected_action": [str(record.pk) for record in records], **more}  # type: ignore[attr-defined]
    return client.post(listing(model), data, follow=True).content.decode()


def test_every_list_and_every_record_opens_for_a_clerk(clerk: Client) -> None:
    filed(PRIVATE_NOTE)
    opened = []
    for model in OURS:
        if model is User:
            continue
        assert clerk.get(listing(model._meta.model_name)).status_code == 200, model
        assert clerk.get(f"{listing(model._meta.model_name)}?q=board").status_code == 200, model
        record = model.objects.first()
        if record is not None:
            assert clerk.get(page(record)).status_code == 200, model
            opened.append(model.__name__)
    assert {"Meeting", "AgendaItem", "Decision", "Attendance", "Source", "Reading", "Member"} <= set(opened)


def test_a_clerk_finds_the_words_of_a_draft_and_they_stand_in_no_index(clerk: Client) -> None:
    held = make.meeting(date="2021-05-20", state=State.DRAFT)
    item = make.item(held, "Quay", passages=[{"text": 'The café’s "quince" was painted.', "kind": "paragraph"}])
    make.item(held, "Text", passages=[{"text": "Nothing else.", "kind": "paragraph"}])
    decision = make.decision(item, "Agreed the plumword.", lead_in="The Board figword:")
    action = make.action(item, "To buy a pearword.", owners=("Nell Harbour",))
    search.rebuild()
    for model, record, typed in (
        ("agendaitem", item, "café"),
        ("agendaitem", item, '"QUINCE"'),
        ("agendaitem", item, "painted quince"),
        ("decision", decision, "plumword"),
        ("decision", decision, "figword"),
        ("action", action, "pearword"),
        ("action", action, "nell"),
    ):
        shown = clerk.get(listing(model), {"q": typed})
        assert [each.pk for each in shown.context["cl"].result_list] == [record.pk], typed
        assert not SearchEntry.objects.exists()
    # the signs of what is stored are no words
    assert not clerk.get(listing("agendaitem"), {"q": "paragraph"}).context["cl"].result_list


def test_every_page_asks_a_stranger_to_sign_in(client: Client) -> None:
    meeting = filed()
    addresses = [listing(model._meta.model_name) for model in OURS]
    addresses += [page(meeting), reverse("admin:meetings_source_upload"), reverse("admin:meetings_source_uploaded")]
    addresses.append(reverse("admin:meetings_source_text", args=[Source.objects.get().pk]))
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("admin:login")), address


def test_staff_without_rights_see_nothing_and_upload_nothing() -> None:
    filed()
    client = Client()
    client.force_login(User.objects.create_user("eve", password="x" * 20, is_staff=True))
    for address in (
        listing("meeting"),
        reverse("admin:meetings_source_upload"),
        reverse("admin:meetings_source_uploaded"),
    ):
        assert client.get(address).status_code == 403
    assert client.post(reverse("admin:meetings_source_upload"), {"notes": BytesIO(b"x")}).status_code == 403


def test_the_front_of_the_desk_says_what_waits(clerk: Client) -> None:
    filed(ASKING_NOTE)
    ingest(b"Dear Sir, a letter about nothing that a board did. " * 5, filename="letter.txt")
    text = re.sub(r"<[^>]+>|\s+", " ", clerk.get("/admin/").content.decode())
    assert "1 kept and waiting, filed nowhere" in " ".join(text.split())
    assert "3 asked about: is it public?" in " ".join(text.split())
    assert "1 in draft, to review and publish" in " ".join(text.split())


def test_an_upload_is_read_filed_and_left_a_draft(clerk: Client) -> None:
    upload = BytesIO(OPEN_NOTE.read_bytes())
    upload.name = OPEN_NOTE.name
    answer = clerk.post(reverse("admin:meetings_source_upload"), {"notes": [upload], "organisation": ""})
    assert answer.status_code == 303
    shown = clerk.get(answer["Location"]).content.decode()
    meeting = Meeting.objects.get()
    assert (meeting.state, Source.objects.get().received_by.username) == (State.DRAFT, "jo")
    assert "minutes of Skills &amp; Enterprise Board, 24 November 2016" in shown


def test_an_upload_that_cannot_be_read_says_why_and_is_kept(clerk: Client) -> None:
    upload = BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(200))
    upload.name = "scan.txt"
    answer = clerk.post(reverse("admin:meetings_source_upload"), {"notes": [upload]}, follow=True)
    assert "is a picture" in answer.content.decode()
    assert (Source.objects.get().status, Meeting.objects.count()) == ("refused", 0)


def test_a_file_over_the_limit_is_refused_by_name(clerk: Client, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024  # type: ignore[attr-defined]
    upload = BytesIO(b"a" * (1024 * 1024 + 1))
    upload.name = "huge.txt"
    answer = clerk.post(reverse("admin:meetings_source_upload"), {"notes": [upload]})
    assert "huge.txt is larger than 1 MB" in answer.content.decode()
    assert Source.objects.count() == 0


def test_publishing_leaves_its_line_and_shows_the_meeting(clerk: Client, client: Client) -> None:
    meeting = filed()
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert "1 published" in act(clerk, "meeting", "publish", meeting)
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert [(line.verb, line.by.username) for line in AuditLine.objects.filter(verb="publish")] == [("publish", "jo")]


def test_a_batch_with_one_that_may_not_be_published_is_refused_whole(clerk: Client) -> None:
    filed()
    ingest(ASKING_NOTE.read_bytes(), filename=ASKING_NOTE.name)
    said = act(clerk, "meeting", "publish", *Meeting.objects.all())
    assert "Say whether item 2, item 3 and item 4 may be public" in said.replace("&#x27;", "'")
    assert "Nothing was published" in said
    assert set(Meeting.objects.values_list("state", flat=True)) == {"draft"}


def test_withdrawing_asks_for_a_reason_and_gives_it_to_the_public(clerk: Client, client: Client) -> None:
    meeting = filed()
    act(clerk, "meeting", "publish", meeting)
    assert "Withdraw: why?" in act(clerk, "meeting", "withdraw", meeting)
    assert "This field is required" in act(clerk, "meeting", "withdraw", meeting, because=" ")
    act(clerk, "meeting", "withdraw", meeting, because="Published too early.", named="on")
    answer = client.get(meeting.get_absolute_url())
    assert answer.status_code == 410
    assert "Published too early." in answer.content.decode()


def test_answering_the_question_lets_the_meeting_be_published(clerk: Client) -> None:
    meeting = filed(ASKING_NOTE)
    asked = AgendaItem.objects.exclude(sensitive="")
    first, *others = asked
    act(clerk, "agendaitem", "withhold", first, because="Talks with the ministry.")
    act(clerk, "agendaitem", "show", *others, because="Only the word is used.")
    assert "1 published" in act(clerk, "meeting", "publish", meeting)
    first.refresh_from_db()
    assert (first.restricted, first.restricted_because) == (True, "Talks with the ministry.")


def test_fields_that_have_verbs_of_their_own_cannot_be_posted(clerk: Client) -> None:
    meeting = filed()
    item = meeting.all_items.first()
    form = {"number": item.number, "title": item.title, "discussion": "\n\n".join(p["text"] for p in item.passages)}
    for prefix in ("all_decisions", "all_actions", "all_declarations"):
        rows = getattr(item, prefix).count()
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0", f"{prefix}-ROWS": str(rows)}
    clerk.post(page(item), {**form, "restricted": "on", "sensitivity_answered": "on", "meeting": "99"})
    clerk.post(page(meeting), {"state": "published", "time": "", "venue": "Elsewhere"})
    item.refresh_from_db()
    meeting.refresh_from_db()
    assert (item.restricted, item.sensitivity_answered, item.meeting_id, meeting.state) == (
        False,
        False,
        meeting.pk,
        "draft",
    )


def test_a_corrected_decision_outlives_a_corrected_file(clerk: Client) -> None:
    meeting = filed()
    decision = Decision.objects.filter(item__meeting=meeting).first()
    rows = list(decision.outcomes.all())
    form = {"lead_in": decision.lead_in, "text": "Noted what a clerk put right.", "outcomes-TOTAL_FORMS": len(rows)}
    form |= {"outcomes-INITIAL_FORMS": len(rows)}
    for at, row in enumerate(rows):
        form |= {f"outcomes-{at}-{name}": getattr(row, name) for name in ("id", "position", "verb")}
        form[f"outcomes-{at}-decision"] = decision.pk
    assert clerk.post(page(decision), form).status_code == 302
    assert AuditLine.objects.filter(verb="edit").count() >= 1
    changed = OPEN_NOTE.read_text(encoding="utf-8").replace("Nobody had an interest", "No one had an interest")
    ingest(changed.encode(), filename="corrected.txt")
    decision.refresh_from_db()
    assert decision.text == "Noted what a clerk put right."


def test_a_decision_that_was_missed_is_added_behind_the_others(clerk: Client) -> None:
    meeting = filed()
    item = meeting.all_items.get(number="3")
    rows = list(item.all_decisions.all())
    assert [row.position for row in rows] == [1]
    form = {"number": item.number, "title": item.title, "discussion": "\n\n".join(p["text"] for p in item.passages)}
    for prefix, initial in (("all_decisions", 1), ("all_actions", 0), ("all_declarations", 0)):
        total = 2 if initial else 0
        form |= {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": str(initial)}
    form |= {"all_decisions-0-id": rows[0].pk, "all_decisions-0-item": item.pk, "all_decisions-0-text": rows[0].text}
    form |= {"all_decisions-1-item": item.pk, "all_decisions-1-text": "Thanked the crew."}
    assert clerk.post(page(item), form).status_code == 302
    assert list(item.all_decisions.values_list("position", "text")) == [(1, rows[0].text), (2, "Thanked the crew.")]


def test_what_is_public_cannot_be_deleted(clerk: Client) -> None:
    meeting = filed()
    act(clerk, "meeting", "publish", meeting)
    delete = reverse("admin:meetings_meeting_delete", args=[meeting.pk])
    assert clerk.post(delete, {"post": "yes"}).status_code == 403
    act(clerk, "meeting", "delete_selected", meeting, post="yes")
    assert Meeting.objects.count() == 1


def test_findings_stand_with_their_passage_and_lead_to_the_text(clerk: Client) -> None:
    meeting = filed(ASKING_NOTE)
    shown = clerk.get(page(meeting)).content.decode()
    assert "confidential-words" in shown
    link = re.search(r'href="(/admin/meetings/source/\d+/text/\?start=\d+&amp;end=\d+)#lit"', shown)
    assert link is not None
    text = clerk.get(link[1].replace("&amp;", "&")).content.decode()
    assert '<mark id="lit">' in text
    assert "Left over" in text


@pytest.mark.second
@pytest.mark.parametrize("model", ["meeting", "agendaitem", "decision", "action", "attendance", "source", "member"])
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(clerk: Client, model: str) -> None:
    filed()
    clerk.get(listing(model))
    with CaptureQueriesContext(connection) as few:
        clerk.get(listing(model))
    for path in sorted(NOTES.glob("*board*"))[:6]:
        ingest(path.read_bytes(), filename=path.name)
    with CaptureQueriesContext(connection) as many:
        clerk.get(listing(model))
    assert len(many) == len(few)


def test_a_verb_given_twice_is_said_in_words(clerk: Client) -> None:
    decision = Decision.objects.filter(item__meeting=filed()).first()
    verb = decision.outcomes.first()
    form = {"lead_in": decision.lead_in, "text": decision.text, "outcomes-TOTAL_FORMS": 2, "outcomes-INITIAL_FORMS": 1}
    form |= {"outcomes-0-id": verb.pk, "outcomes-0-decision": decision.pk, "outcomes-0-position": 1}
    form |= {"outcomes-1-decision": decision.pk, "outcomes-1-position": 2}
    answer = clerk.post(page(decision), {**form, "outcomes-0-verb": verb.verb, "outcomes-1-verb": verb.verb})
    assert "Two rows have the same verb. Each may have it once." in answer.content.decode()
    assert [row.verb for row in decision.outcomes.all()] == [verb.verb]
