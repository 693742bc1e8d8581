"""Whatever is done to the archive, and wherever it breaks off, the index is as the records have it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from meetings.models import AuditLine, OutcomeSet, SearchEntry, SearchWord
from tests.canonical import dump
from tests.search import operations
from tests.search.inside import words_inside

pytestmark = [
    pytest.mark.django_db(transaction=True),  # what is taken back, and what is not, is the matter
    pytest.mark.second,
]

SHARES = 2
"""The operations are shared out among so many tests, so that as many workers take them."""

PLACES = 4
"""At so many of its writes each operation is broken off."""

_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(?:meetings_|django_admin_log)')


class Disk:
    """Stands between Django and the database, counts what is written, and is full at one write."""

    def __init__(self, full_at: int = 0) -> None:
        self.full_at, self.writes = full_at, 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """One statement."""
        if _WRITES.match(sql):
            self.writes += 1
            if self.writes == self.full_at:
                raise OperationalError("the disk is full")
        return execute(sql, params, many, context)


def everything() -> list[Any]:
    """All that the database holds of the archive."""
    tables = [SearchEntry.objects.order_by("docid"), SearchWord.objects.order_by("word"), OutcomeSet.objects.all()]
    return [dump(), AuditLine.objects.count(), LogEntry.objects.count(), *(list(table.values()) for table in tables)]


def check_index(said: Any) -> None:
    """`reindex --check` finds nothing, and the tables hold the words that are public, and no other."""
    said.readouterr()
    call_command("reindex", check=True)
    assert said.readouterr().out == "The search index is as the records have it.\n"
    inside = {name: operations.own_words(" ".join(words)) for name, words in words_inside().items()}
    sample = inside.pop("full text of meetings_searchsample", set())
    public, none = operations.public_words(), set[str]()
    assert sample <= public
    assert inside == {**dict.fromkeys(inside, public), "sets of outcomes": none}


def done(act: Callable[[], None], before: list[Any], said: Any) -> int:
    """How often an operation writes, when nothing fails; the index is in step behind it, and all is taken back."""
    disk = Disk()
    with transaction.atomic():
        with connection.execute_wrapper(disk):
            act()
        assert everything() != before
        check_index(said)
        transaction.set_rollback(True)
    return disk.writes


def spread(many: int) -> list[int]:
    """The first of so many, the last, and some between."""
    return sorted({1 + (many - 1) * place // (PLACES - 1) for place in range(PLACES)})


@pytest.mark.parametrize("few", range(SHARES))
def test_the_index_is_in_step_behind_all_that_is_done(
    few: int, tmp_path: Path, capsys: Any, subtests: pytest.Subtests
) -> None:
    operations.stand()
    clerk, before = operations.clerk(), everything()
    for name in list(operations.OPERATIONS)[few::SHARES]:
        with subtests.test(name):
            assert done(partial(operations.OPERATIONS[name], clerk, tmp_path), before, capsys) > 0


@pytest.mark.long
@pytest.mark.parametrize("few", range(SHARES))
def test_nothing_is_half_done_when_the_disk_is_full(
    few: int, tmp_path: Path, capsys: Any, subtests: pytest.Subtests
) -> None:
    operations.stand()
    clerk, before = operations.clerk(), everything()
    for name in list(operations.OPERATIONS)[few::SHARES]:
        act = partial(operations.OPERATIONS[name], clerk, tmp_path)
        with subtests.test(name):
            for place in spread(done(act, before, capsys)):
                with connection.execute_wrapper(Disk(full_at=place)), pytest.raises((OperationalError, SystemExit)):
                    act()
                assert everything() == before, place
    check_index(capsys)
