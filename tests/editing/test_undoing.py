"""Every act of a clerk is noted with what it changed, and is undone to the last column, whatever came between."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from meetings import publication, search
from meetings.editing import BELONGING, CannotUndo, Edit, last_change, lines_of, undo
from meetings.ingest import ingest
from meetings.models import (
    Action,
    AgendaItem,
    AuditLine,
    AuditRow,
    Authority,
    Conflict,
    Decision,
    Meeting,
    MeetingSource,
    Member,
    MergeSuggestion,
    Outcome,
    SearchEntry,
    State,
    User,
)
from tests import factories as make
from tests.here import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.second]
NOTE = ROOT / "fixtures" / "notes" / "skills-enterprise-board-2016-11-24.txt"
OWN = {"auditline", "auditrow", "edition", "meetingversion", "searchentry", "searchword", "outcomeset"}
"""Classes that tell of acts, or that follow the records: what undoing does not put back."""


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("jo")


@pytest.fixture
def held() -> Meeting:
    """The meeting of one sample note, a draft."""
    ingest(NOTE.read_bytes(), filename=NOTE.name)
    return Meeting.objects.get()


def stored() -> dict[str, list[dict[str, Any]]]:
    """Every row of every record."""
    ours = [model for model in apps.get_app_config("meetings").get_models() if model._meta.model_name not in OWN]
    return {str(model._meta.model_name): list(model._base_manager.order_by("pk").values()) for model in ours}


def reworded(record: Any, by: User | None, **columns: Any) -> AuditLine:
    """A record with other words, as an act."""
    edit = Edit(record, by=by)
    for name, value in columns.items():
        setattr(record, name, value)
    record.save()
    line = edit.done()
    assert line is not None
    return line


def deleted(record: Any, by: User | None) -> AuditLine:
    """A record gone, as an act."""
    edit = Edit(record, by=by)
    record.delete()
    line = edit.done("delete")
    assert line is not None
    return line


def test_what_belongs_to_a_record_is_all_that_goes_or_changes_with_it() -> None:
    derived = {"auditline", "searchentry"}
    for model, parts in BELONGING.items():
        named, reached, ways = {part for part, _ in parts}, {model}, [model]
        while ways:
            for relation in ways.pop()._meta.get_fields(include_hidden=True):
                if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
                    continue
                part = relation.related_model
                if relation.on_delete is models.PROTECT or part._meta.model_name in derived or part in reached:
                    continue
                reached.add(part)
                ways += [part] if relation.on_delete is models.CASCADE else []
        assert reached == named, model


def test_a_change_is_noted_with_the_words_before_and_behind(held: Meeting, clerk: User) -> None:
    decision = Decision.objects.first()
    assert decision is not None
    before = decision.text
    line = reworded(decision, clerk, text="Agreed something else.")
    (row,) = line.rows.all()
    assert (line.by, line.verb, line.meeting, line.table, line.key) == (clerk, "edit", held, "decision", decision.pk)
    assert (row.table, row.key, row.was, row.now) == (
        "decision",
        decision.pk,
        {"text": before},
        {"text": "Agreed something else."},
    )


def test_an_act_that_changes_nothing_leaves_no_line(held: Meeting, clerk: User) -> None:
    edit = Edit(held, by=clerk)
    held.save()
    assert edit.done() is None
    assert not AuditLine.objects.filter(verb="edit").exists()


@pytest.mark.parametrize("model", [Decision, AgendaItem, Action, Meeting])
def test_what_was_deleted_comes_back_as_it_was_with_all_that_went_along(held: Meeting, clerk: User, model: Any) -> None:
    other = make.meeting(held.board, "2017-03-01", state=State.DRAFT)
    asks = make.action(make.item(other, "Quay"), "To report.")
    asks.reply, asks.status = held.all_items.first(), "reported"
    asks.save()
    before = stored()
    line = deleted(model.objects.exclude(pk=asks.pk).exclude(pk=other.pk).order_by("pk").first(), clerk)
    assert stored() != before
    undo(line, by=clerk)
    assert stored() == before


def test_what_was_added_goes_again(held: Meeting, clerk: User) -> None:
    decision = Decision.objects.filter(outcomes__isnull=False).first()
    assert decision is not None
    before = stored()
    edit = Edit(decision, by=clerk)
    Outcome.objects.create(decision=decision, position=90, verb="welcomed")
    line = edit.done()
    assert line is not None
    undo(line, by=clerk)
    assert stored() == before


def test_an_undoing_is_undone_and_so_on(held: Meeting, clerk: User) -> None:
    before = stored()
    line = reworded(held, clerk, venue="Elsewhere", published_at=timezone.now())
    behind = stored()
    back = undo(line, by=clerk)
    assert stored() == before
    again = undo(back, by=clerk)
    assert stored() == behind
    undo(again, by=clerk)
    assert stored() == before
    assert [each.verb for each in lines_of(held)][:4] == ["undo", "undo", "undo", "edit"]


def test_nothing_is_undone_twice(held: Meeting, clerk: User) -> None:
    line = reworded(held, clerk, venue="Elsewhere")
    undo(line, by=clerk)
    before = stored()
    with pytest.raises(CannotUndo, match="undone already"):
        undo(line, by=clerk)
    assert stored() == before


def test_what_others_changed_since_stays(held: Meeting, clerk: User) -> None:
    item = held.all_items.first()
    assert item is not None
    first = reworded(item, clerk, title="First title")
    reworded(item, None, number="99")
    reworded(held, None, venue="Elsewhere")
    undo(first, by=clerk)
    item.refresh_from_db()
    held.refresh_from_db()
    assert (item.number, held.venue) == ("99", "Elsewhere")
    assert item.title != "First title"


def test_a_change_under_a_later_one_says_whose_is_in_the_way(held: Meeting, clerk: User) -> None:
    item = held.all_items.first()
    assert item is not None
    first = reworded(item, None, title="First title")
    second = reworded(item, clerk, title="Second title")
    before = stored()
    with pytest.raises(CannotUndo, match=r"changed again by jo .*: agenda item First title\. Undo the later"):
        undo(first, by=clerk)
    assert stored() == before
    undo(second, by=clerk)
    undo(first, by=clerk)


def test_what_took_its_place_is_left_there(held: Meeting, clerk: User) -> None:
    line = deleted(held, clerk)
    again = ingest(NOTE.read_bytes(), filename="again.txt", by=clerk)
    assert again.outcome == "filed", again
    before = stored()
    with pytest.raises(CannotUndo, match="stands in the way"):
        undo(line, by=clerk)
    assert stored() == before


def test_a_question_that_nobody_answered_does_not_come_back_in_public(clerk: User) -> None:
    held = make.meeting(date="2021-05-20", state=State.DRAFT)
    make.item(held, "Quay")
    asked = make.item(held, "Talks", sensitive="confidential")
    line = deleted(asked, clerk)
    publication.publish(held, by=clerk)
    with pytest.raises(CannotUndo, match="Say whether item"):
        undo(line, by=clerk)
    assert held.all_items.count() == 1
    publication.withdraw(held, by=clerk, because="A mistake.")
    undo(line, by=clerk)
    assert held.all_items.count() == 2


def test_the_public_record_and_the_index_follow(held: Meeting, clerk: User) -> None:
    publication.publish(held, by=clerk)
    decision = Decision.objects.first()
    assert decision is not None
    line = reworded(decision, clerk, text="Agreed a plumword.")
    assert SearchEntry.objects.filter(body__contains="plumword").exists()
    undo(line, by=clerk)
    assert not SearchEntry.objects.filter(body__contains="plumword").exists()
    assert list(search.differences()) == []
    assert [version.number for version in held.all_versions.all()] == [3, 2, 1]
    assert held.all_versions.get(number=3).parts == held.all_versions.get(number=1).parts


def test_names_of_people_are_undone_too(held: Meeting, clerk: User) -> None:
    publication.publish(held, by=clerk)
    for record in (Member.objects.first(), Authority.objects.first()):
        assert record is not None
        before = stored()
        line = reworded(record, clerk, name="Plumfig")
        assert SearchEntry.objects.filter(title__contains="plumfig").exists()
        undo(line, by=clerk)
        assert stored() == before
        assert list(search.differences()) == []


def test_an_answer_on_two_that_may_be_one_is_undone(clerk: User) -> None:
    pair = MergeSuggestion.objects.create(
        member=make.member("Nell Ferry"), other_member=make.member("Nel Ferry"), because="One letter."
    )
    line = reworded(pair, clerk, answer="different")
    undo(line, by=clerk)
    pair.refresh_from_db()
    assert pair.answer == "open"


def test_the_last_change_goes_back_act_by_act(held: Meeting, clerk: User) -> None:
    item = held.all_items.first()
    assert item is not None
    assert last_change(item) is None
    first = reworded(item, clerk, title="First title")
    second = reworded(item, clerk, title="Second title")
    assert last_change(item) == second
    back = undo(second, by=clerk)
    assert last_change(item) == first
    again = undo(back, by=clerk)
    assert last_change(item) == again
    undo(again, by=clerk)
    undo(first, by=clerk)
    assert last_change(item) is None


def test_a_failure_in_the_middle_leaves_nothing(held: Meeting, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    line = reworded(held, clerk, venue="Elsewhere")
    before, lines = stored(), AuditLine.objects.count()

    def fail(*_: Any) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr(publication, "changed", fail)  # a failure behind the last row cannot be had otherwise
    with pytest.raises(RuntimeError):
        undo(line, by=clerk)
    assert (stored(), AuditLine.objects.count()) == (before, lines)


def test_an_act_of_which_the_log_holds_no_rows_says_so(held: Meeting, clerk: User) -> None:
    publication.publish(held, by=clerk)
    line = AuditLine.objects.get(verb="publish")
    assert not AuditRow.objects.filter(line=line).exists()
    with pytest.raises(CannotUndo, match="does not hold"):
        undo(line, by=clerk)


def test_a_source_of_a_meeting_comes_back_with_it(held: Meeting, clerk: User) -> None:
    told = list(MeetingSource.objects.values())
    line = deleted(held, clerk)
    assert not MeetingSource.objects.exists()
    undo(line, by=clerk)
    assert list(MeetingSource.objects.values()) == told
    assert Meeting.objects.get().told_by_id == told[0]["id"]


def test_the_history_comes_back_with_a_meeting(held: Meeting, clerk: User) -> None:
    item = held.all_items.first()
    assert item is not None
    publication.restrict(item, by=clerk, because="Private.")
    before = {line.pk for line in lines_of(held)}
    again = undo(undo(deleted(held, clerk), by=clerk), by=clerk)
    undo(again, by=clerk)
    assert before <= {line.pk for line in lines_of(Meeting.objects.get())}


def test_what_was_added_does_not_take_along_what_was_added_to_it_since(held: Meeting, clerk: User) -> None:
    item = held.all_items.first()
    assert item is not None
    edit = Edit(item, by=clerk)
    decision = make.decision(item, "Agreed a thing.", ())
    first = edit.done()
    edit = Edit(decision, by=clerk)
    Outcome.objects.create(decision=decision, position=1, verb="agreed")
    second = edit.done()
    assert first is not None
    assert second is not None
    before = stored()
    with pytest.raises(CannotUndo, match="take along what was added since: outcome agreed"):
        undo(first, by=clerk)
    assert stored() == before
    undo(second, by=clerk)
    undo(first, by=clerk)


def test_a_conflict_elsewhere_stops_no_undoing(held: Meeting, clerk: User) -> None:
    item = held.all_items.first()
    assert item is not None
    publication.publish(held, by=clerk)
    line = reworded(item, clerk, title="Names Jane Doe")
    Conflict.objects.create(meeting=held, path="venue", ours="a", theirs="b")
    undo(line, by=clerk)
    item.refresh_from_db()
    assert item.title != "Names Jane Doe"


@pytest.mark.parametrize(("table", "columns"), [("meeting", {"gone": 1}), ("goneclass", {"venue": "x"})])
def test_an_act_of_another_form_of_the_records_says_so(
    held: Meeting, clerk: User, table: str, columns: dict[str, Any]
) -> None:
    line = reworded(held, clerk, venue="Elsewhere")
    line.rows.update(table=table, was=columns, now=columns)
    with pytest.raises(CannotUndo, match="in another form"):
        undo(line, by=clerk)
