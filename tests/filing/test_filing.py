"""Readings are filed into records, around whatever clerks have done there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.filing import Change, file, transcript
from meetings.minutes.structure import Minutes
from meetings.minutes.vocabulary import Record
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    AuditLine,
    Board,
    Conflict,
    Decision,
    Meeting,
    MeetingSource,
    Member,
    Paper,
    Source,
    State,
)
from tests.canonical import dump
from tests.minutes_factory import (
    DAY,
    action,
    agenda,
    decision,
    declaration,
    item,
    minutes,
    paper,
    passage,
    reading,
    seat,
)

pytestmark = pytest.mark.django_db
STATEMENTS = 28
"""To file a note of a new meeting, however long."""
NOTED, AGREED = "The Board noted the tolls.", "The Board agreed the tolls."


def tolls(text: str = NOTED, **fields: object) -> Minutes:
    """Minutes with one decision."""
    return minutes(item("7", "Tolls", decisions=(decision(text),)), attendance=(seat(),), **fields)


def filed(told: Minutes, source: Source | None = None) -> Source:
    """File one reading → its source, to be read again."""
    made = reading(told, source=source)
    file(made, by=None)
    return made.source


def test_every_record_says_which_source_told_it_and_where() -> None:
    planned = agenda(item("7", "Tolls", papers=(paper(),)), membership=(seat("Bo Cee"),))
    minuted = tolls()
    first, second = reading(planned), reading(minuted)
    file(first, by=None)
    file(second, by=None)
    told = minuted.items[0]
    row = AgendaItem.objects.get()
    assert row.told_by is not None
    assert (row.told_by.reading, row.start, row.end) == (second, told.span.start, told.span.end)
    assert (row.heading_start, row.heading_end) == (told.title_span.start, told.title_span.end)
    by = {model.__name__: model.objects.get().told_by.reading for model in (Decision, Paper, Attendance)}
    assert by == {"Decision": second, "Paper": first, "Attendance": second}


def test_an_agenda_becomes_the_minuted_meeting_and_keeps_its_address() -> None:
    filed(agenda(item("1", "Tolls"), item("2", "Dues")))
    planned = Meeting.objects.get()
    filed(minutes(item("1", "Dues")))
    meeting = Meeting.objects.get()
    assert (meeting.pk, meeting.record, meeting.all_sources.count()) == (planned.pk, Record.MINUTES, 2)
    assert list(meeting.all_items.values_list("title", "ref", "agenda_only")) == [
        ("Dues", "1", False),
        ("Tolls", "1-2", True),
    ]


def test_everything_an_ingest_makes_is_a_draft() -> None:
    filed(tolls())
    assert Meeting.objects.get().state == State.DRAFT


def test_filing_says_what_changed_and_leaves_an_audit_line() -> None:
    once = reading(tolls())
    first, second = file(once, by=None), file(once, by=None)
    assert [(each.change, each.conflicts) for each in first.meetings] == [(Change.NEW, 0)]
    assert (second.meetings, second.waiting) == ((), ())
    assert [(line.verb, line.detail["conflicts"]) for line in AuditLine.objects.all()] == [("ingest", 0)]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (minutes(board=""), "It does not say which board met."),
        (minutes(board="?!"), "It does not say which board met."),
        (minutes(date=None), "It does not say on which date the board met."),
        (
            replace(minutes(), family=""),
            "No meeting was recognised in it: its form is none of those that the archive reads.",
        ),
        (
            replace(minutes(), items=()),
            "No meeting was recognised in it: its form is none of those that the archive reads.",
        ),
        (
            minutes(item(decisions=(decision(),) * 10_001)),
            "It holds a list of more than 10,000 entries, which no meeting does.",
        ),
    ],
)
def test_what_cannot_be_placed_waits_and_leaves_nothing(told: Minutes, why: str) -> None:
    assert (file(reading(told), by=None).waiting, Meeting.objects.exists(), Board.objects.exists()) == (
        (why,),
        False,
        False,
    )


def test_one_entry_that_waits_does_not_hold_up_the_other() -> None:
    result = file(reading(tolls(), minutes(date=None)), by=None)
    assert ([each.change for each in result.meetings], len(result.waiting)) == ([Change.NEW], 1)


def test_rows_that_stay_keep_their_keys_when_a_source_is_read_anew() -> None:
    told = minutes(
        item("1", "Tolls", decisions=(decision(NOTED), decision("Second.")), actions=(action(),), papers=(paper(),)),
        item("2", "Dues", declarations=(declaration(),)),
        attendance=(seat(), seat("Bo Cee")),
    )
    source = filed(told)
    models = (AgendaItem, Decision, Action, Paper, Attendance, Member)
    before = [set(model.objects.values_list("pk", flat=True)) for model in models]
    first = replace(told.items[1], number="1", position=1)
    second = replace(told.items[0], number="2", position=2, decisions=told.items[0].decisions[::-1])
    filed(replace(told, items=(first, second), attendance=told.attendance[::-1]), source)
    assert [set(model.objects.values_list("pk", flat=True)) for model in models] == before
    assert list(AgendaItem.objects.order_by("position").values_list("title", "ref")) == [("Dues", "1"), ("Tolls", "2")]


def test_a_corrected_file_changes_the_record_and_keeps_the_clerks_edits() -> None:
    source = filed(minutes(item("1", "Tolls", decisions=(decision(NOTED),)), item("2", "Dues"), venue="Quay"))
    Meeting.objects.update(venue="Town Hall, Averham")
    AgendaItem.objects.filter(ref="2").update(title="Dues of the harbour")
    filed(minutes(item("1", "Tolls", decisions=(decision(AGREED),)), item("2", "Dues"), venue="Quay"), source)
    meeting = Meeting.objects.get()
    assert (meeting.venue, [each.title for each in meeting.all_items.order_by("position")]) == (
        "Town Hall, Averham",
        ["Tolls", "Dues of the harbour"],
    )
    assert (Decision.objects.get().text, Conflict.objects.count()) == (AGREED, 0)


def test_where_both_moved_the_clerks_words_stand_and_the_conflict_is_kept_once() -> None:
    source = filed(tolls(NOTED))
    Decision.objects.update(text="By a clerk.")
    filed(tolls(AGREED), source)
    filed(tolls(f"{AGREED} Twice."), source)
    assert (Decision.objects.get().text, list(Conflict.objects.values_list("path", "theirs", "ours"))) == (
        "By a clerk.",
        [("items/7/decisions/1/text", f"{AGREED} Twice.", "By a clerk.")],
    )


def test_words_that_only_a_clerk_wrote_stand_nowhere_in_the_new_text() -> None:
    source = filed(tolls())
    item_row = AgendaItem.objects.get()
    Decision.objects.create(item=item_row, position=2, text="Entirely a clerk's own.", told_by=None)
    filed(tolls(), source)
    assert list(Decision.objects.filter(position=2).values_list("start", "end", "told_by")) == [(None, None, None)]


def test_an_edited_entry_that_the_new_text_lacks_points_nowhere_any_more() -> None:
    source = filed(tolls())
    Decision.objects.update(text="By a clerk.", lead_in="Edited")
    filed(minutes(item("7", "Tolls"), attendance=(seat(),)), source)
    assert list(Decision.objects.values_list("text", "start", "told_by")) == [("By a clerk.", None, None)]


def test_a_new_reading_that_restricts_an_item_of_a_published_meeting_restricts_it_at_once() -> None:
    source = filed(tolls())
    Meeting.objects.update(state=State.PUBLISHED)
    filed(minutes(replace(tolls().items[0], restricted=True, restricted_because="(Confidential)")), source)
    assert list(AgendaItem.objects.values_list("restricted", "restricted_because")) == [(True, "(Confidential)")]


def test_another_source_that_restricts_nothing_lifts_nothing_of_what_is_public() -> None:
    source = filed(minutes(item("7", "Tolls", restricted=True, restricted_because="(Confidential)")))
    Meeting.objects.update(state=State.PUBLISHED)
    filed(minutes(item("7", "Tolls")), source)
    assert (AgendaItem.objects.get().restricted, Conflict.objects.get().path) == (True, "items/7/restricted")


@pytest.mark.parametrize(("state", "restricted"), [(State.PUBLISHED, True), (State.DRAFT, False)])
def test_new_words_that_ask_a_clerk_are_withheld_from_what_is_public_already(state: State, *, restricted: bool) -> None:
    source = filed(tolls())
    Meeting.objects.update(state=state)
    asks = item("7", "Tolls", sensitive="confidential update", passages=(passage("A confidential update was given."),))
    filed(minutes(asks), source)
    row = AgendaItem.objects.get()
    assert (row.restricted, row.sensitivity_answered) == (restricted, False)


def test_words_that_a_clerk_answered_for_ask_no_more_when_the_text_is_filed_again() -> None:
    asks = item("7", "Tolls", sensitive="confidential update")
    source = filed(minutes(asks))
    AgendaItem.objects.update(sensitivity_answered=True)
    filed(minutes(asks, venue="Quay"), source)
    assert AgendaItem.objects.get().sensitivity_answered


def test_two_sittings_of_a_day_are_two_meetings_numbered_in_order_of_time() -> None:
    filed(minutes(time="2.00 pm"))
    afternoon = Meeting.objects.get()
    filed(minutes(time="10.00 am"))
    assert list(Meeting.objects.order_by("sequence").values_list("time", "sequence")) == [
        ("10.00 am", 1),
        ("2.00 pm", 2),
    ]
    assert Meeting.objects.get(sequence=2).pk == afternoon.pk


def test_a_source_that_is_read_to_another_date_takes_its_meeting_along() -> None:
    source = filed(tolls())
    meeting = Meeting.objects.get()
    filed(tolls(date=DAY + dt.timedelta(1), board="Tides Board"), source)
    moved = Meeting.objects.get()
    assert (moved.pk, moved.date, moved.board.name) == (meeting.pk, DAY + dt.timedelta(1), "Tides Board")
    assert list(Board.objects.values_list("name", flat=True)) == ["Tides Board"]


def test_a_source_that_moves_to_a_meeting_on_file_leaves_no_empty_draft() -> None:
    filed(tolls(date=DAY))
    source = filed(tolls(date=DAY + dt.timedelta(1)))
    result = file(reading(tolls(date=DAY), source=source), by=None)
    assert sorted(each.change for each in result.meetings) == [Change.CHANGED, Change.REMOVED]
    assert (Meeting.objects.get().date, MeetingSource.objects.count()) == (DAY, 2)


def test_a_published_meeting_that_no_source_tells_of_any_more_stands_for_a_clerk_to_see() -> None:
    filed(tolls(date=DAY))
    source = filed(tolls(date=DAY + dt.timedelta(1)))
    Meeting.objects.filter(date__gt=DAY).update(state=State.PUBLISHED)
    filed(tolls(date=DAY), source)
    left = Meeting.objects.get(date__gt=DAY)
    assert (left.conflicts.get().path, left.told_by, left.all_items.get().told_by) == ("sources", None, None)


def test_a_meeting_that_a_clerk_moved_stays_where_it_is() -> None:
    source = filed(tolls(date=DAY))
    Meeting.objects.update(date=DAY + dt.timedelta(7))
    filed(tolls(date=DAY, venue="Quay"), source)
    assert list(Meeting.objects.values_list("date", "venue")) == [(DAY + dt.timedelta(7), "Quay")]
    filed(tolls(date=DAY + dt.timedelta(1)), source)
    assert list(Meeting.objects.values_list("date", "conflicts__path")) == [(DAY + dt.timedelta(7), "date")]


def test_a_meeting_that_a_clerk_made_takes_the_first_source_of_its_day() -> None:
    filed(tolls(date=DAY + dt.timedelta(1)))
    board = Board.objects.get()
    made = Meeting.objects.create(board=board, date=DAY, record="minutes", venue="By a clerk")
    filed(tolls(date=DAY, venue="Quay"))
    meeting = Meeting.objects.get(date=DAY)
    assert (meeting.pk, meeting.venue, meeting.all_items.count()) == (made.pk, "By a clerk", 1)


def test_texts_longer_than_their_columns_are_cut_and_read_back_the_same() -> None:
    long = minutes(
        item("1" * 50, "T" * 2000, decisions=(decision(heading="H" * 200, outcomes=("v" * 60,)),)),
        attendance=(seat("N" * 300, "A" * 400),),
        venue="V" * 900,
    )
    source = filed(long)
    before = dump()
    assert file(reading(long, source=source), by=None).meetings[0].conflicts == 0
    told = transcript(Meeting.objects.get())
    assert (len(told.items[0].title), told.items[0].title[-1], len(told.attendance[0].name)) == (1000, "…", 200)
    assert dump()["AgendaItem"][0].count("…") == before["AgendaItem"][0].count("…")


def test_the_year_1899_and_the_29th_of_february_are_days_like_others() -> None:
    for day in (dt.date(1899, 12, 31), dt.date(2024, 2, 29), dt.date(2100, 1, 1)):
        filed(minutes(date=day))
    assert Meeting.objects.count() == 3


@pytest.mark.parametrize("size", [1, 30])
def test_filing_a_note_takes_as_many_statements_whatever_its_length(
    size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    told = [item(str(n), decisions=(decision(),), actions=(action(),)) for n in range(size)]
    once = reading(minutes(*told, attendance=tuple(seat(f"Ann B{n}") for n in range(size))))
    with django_assert_max_num_queries(STATEMENTS):
        file(once, by=None)
