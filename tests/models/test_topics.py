"""What an item is followed by is kept in step with its title, whoever stores it."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import connection

from meetings.models import AgendaItem
from tests import factories as make

pytestmark = pytest.mark.django_db


def topics() -> list[str]:
    return list(AgendaItem.objects.order_by("pk").values_list("topic", flat=True))


def test_a_stored_item_has_the_topic_of_its_title() -> None:
    held = make.meeting()
    item = make.item(held, "Winter timetable")
    fresh = [AgendaItem(meeting=held, position=n, ref=f"p{n}", title=f"Lamp {n}") for n in (8, 9)]
    AgendaItem.objects.bulk_create(fresh)
    item.title = "Summer timetable"
    item.save()
    assert topics() == ["summer-timetable", "lamp-8", "lamp-9"]


def test_items_of_an_older_archive_get_their_topics_when_it_is_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    migration = importlib.import_module("meetings.migrations.0011_topics")
    monkeypatch.setattr(migration, "AT_ONCE", 2)  # so that a few rows are several batches
    held = make.meeting()
    for n in range(5):
        make.item(held, f"Lamp {n}")
    make.item(held, "Any other business")
    AgendaItem.objects.update(topic="")
    migration.fill(apps, connection.SchemaEditorClass(connection))
    assert topics() == ["lamp-0", "lamp-1", "lamp-2", "lamp-3", "lamp-4", ""]
