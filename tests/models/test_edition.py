"""There is a new edition after every change of what a page may show."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from meetings.models import Edition
from meetings.models.edition import UNSEEN, edition, watch
from tests.twins import archive

pytestmark = pytest.mark.django_db

MODELS: list[Any] = list(apps.get_app_config("meetings").get_models())


def run(statement: str, model: Any) -> int | None:
    """Carry out one statement on the table of a class → the edition after it."""
    key, table = model._meta.pk.column, model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=table, key=key))
    return edition()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_changed_or_deleted_makes_a_new_edition() -> None:
    archive()
    for model in MODELS:
        if model.__name__ in UNSEEN:
            continue
        assert model._default_manager.exists(), model.__name__
        before = edition()
        changed = run("UPDATE {table} SET {key} = {key}", model)
        with transaction.atomic():
            deleted = run("DELETE FROM {table}", model)
            transaction.set_rollback(True)
        assert len({before, changed, deleted}) == 3, model.__name__
        assert edition() == changed, model.__name__


def test_what_no_page_shows_makes_none() -> None:
    archive()
    hidden = [model for model in MODELS if model.__name__ in UNSEEN - {"Edition"}]
    before = edition()

    assert all(model._default_manager.exists() for model in hidden)
    assert {run("UPDATE {table} SET {key} = {key}", model) for model in hidden} == {before}


def test_to_watch_again_changes_nothing() -> None:
    before = edition()
    watch("default")

    assert (Edition.objects.count(), edition()) == (1, before)
