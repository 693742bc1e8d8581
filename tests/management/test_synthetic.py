"""A made-up archive is the same for the same seed, keeps every rule of the records, and has what must stay hidden."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from django.db import transaction

from meetings import search
from meetings.management.synthetic import BATCH, MODELS, make
from meetings.models import Action, AgendaItem, Attendance, Decision, Meeting, SearchEntry, State

pytestmark = [pytest.mark.django_db, pytest.mark.second]

MEETINGS, SEED = 30, 6
"""Few, but of this seed some are drafts and some withdrawn."""


def made(meetings: int = MEETINGS, seed: int = SEED, **options: Any) -> Counter[str]:
    """What the last batch counted."""
    *_, counted = make(meetings, seed=seed, **options)
    return counted


def rows(seed: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of an archive of this seed; nothing is left of it."""
    with transaction.atomic():
        made(12, seed=seed)
        found = {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_rows_and_another_makes_others() -> None:
    assert rows(seed=5) == rows(seed=5)
    assert rows(seed=5) != rows(seed=6)


def test_each_meeting_has_12_items_15_decisions_15_actions_and_15_people() -> None:
    counted = made()

    assert {name: counted[name] for name in ("meetings", "items", "decisions", "actions")} == {
        "meetings": MEETINGS,
        "items": 12 * MEETINGS,
        "decisions": 15 * MEETINGS,
        "actions": 15 * MEETINGS,
    }
    held = {Meeting: 1, AgendaItem: 12, Decision: 15, Action: 15, Attendance: 15}
    assert {model: model.objects.count() for model in held} == {model: n * MEETINGS for model, n in held.items()}


def test_every_record_is_one_that_a_clerk_could_have_typed() -> None:
    made()

    for model in MODELS:
        for record in model.objects.order_by("pk")[::23]:
            record.full_clean()


def test_some_meetings_are_drafts_or_withdrawn_and_some_items_are_restricted() -> None:
    counted = made()

    states = Counter(Meeting.objects.values_list("state", flat=True))
    assert {state: counted[state] for state in State.values} == states
    assert counted["restricted"] == AgendaItem.objects.filter(restricted=True).count()
    assert min(*(states[state] for state in State.values), counted["restricted"]) > 0


def test_its_index_is_as_the_records_have_it_and_holds_what_is_public_alone() -> None:
    made()
    search.rebuild()

    assert [*search.faults(), *search.differences()] == []
    hidden = Meeting.objects.exclude(state=State.PUBLISHED)
    assert not SearchEntry.objects.filter(meeting__in=hidden).exists()
    assert SearchEntry.objects.exists()


def test_discussion_can_be_left_out() -> None:
    made(8, discussion=False)

    assert set(map(json.dumps, AgendaItem.objects.values_list("passages", flat=True))) == {"[]"}


def test_a_second_archive_stands_beside_the_first() -> None:
    made(8, discussion=False)
    made(8, discussion=False)

    assert Meeting.objects.count() == 16


def test_what_is_made_is_counted_after_every_batch() -> None:
    counted = [each["meetings"] for each in make(BATCH + 1, discussion=False)]

    assert counted == [BATCH, BATCH + 1]
