"""The archive comes back from its export as the public knew it; nothing else ever is in one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from meetings import exchange, search
from meetings.exchange import naming
from meetings.exchange.folder import MANIFEST
from meetings.exchange.shapes import FILES
from meetings.ingest import ingest
from meetings.models import (
    AgendaItem,
    AuditLine,
    Authority,
    Board,
    Conflict,
    Decision,
    Meeting,
    Member,
    SearchEntry,
    State,
)
from tests.archive import NOTES, PAGES, fill
from tests.crawl import fetch
from tests.test_leaks import CANARY, plant
from tests.twins import Secrets, archive

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("exchanged"), pytest.mark.second]

_OF_SOURCES = (
    r'<section id="note">.*?</section>',
    r"<div><dt>Source</dt>.*?</div>",
    r"<li>See it in the note: .*?</li>",
    r'<span><a href="[^"]*/source-[^"]*">See it in the note.*?</a></span>',
    r'<li><a href="[^"]*/source-[^"]*">.*?</a></li>',
    r'<p class="links">(?:<a href="[^"]*/source-[^"]*">.*?|The whole paper is not on file\.)</p>',
    r'<a href="[^"]*/source-[^"]*">See the list in the note</a>',
    r"\s+",
)
"""What pages say of the sources, which no export holds."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An export of the sample archive, what its pages said, and how names were matched in it."""

    folder: Path
    pages: dict[str, str]
    known: dict[str, Any]


def page(address: str) -> str:
    """A public page without what it says of sources, and without blanks."""
    body = fetch(Client(), address).body
    for sign in _OF_SOURCES:
        body = re.sub(sign, "", body, flags=re.DOTALL)
    return body


def addresses() -> list[str]:
    """Every kind of page but those of sources, and every page of a meeting, a board, a person and a council."""
    plain = [address for name, address in PAGES.items() if not name.startswith("source")]
    public_records = [row for model in (Meeting, Board, Member, Authority) for row in model.objects.public()]
    return [*plain, *(row.get_absolute_url() for row in public_records)]


def known() -> dict[str, Any]:
    """How the archive matches names that notes print to its boards and its public people."""
    return {
        "boards": sorted(Board.objects.public().values_list("slug", "organisation", "key", "name", "printed")),
        "authorities": sorted(Authority.objects.public().values_list("slug", "key", "name", "printed")),
        "members": sorted(
            Member.objects.public().values_list("slug", "organisation", "key", "twin", "name", "printed", "sort_name")
        ),
    }


def contents(folder: Path) -> dict[str, bytes]:
    """File → its bytes."""
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture(scope="module")
def exported(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Exported:
    """The sample archive, exported; nothing of it is left in the database."""
    folder = tmp_path_factory.mktemp("exported")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(SOURCES_DIR=folder / "sources"):
        fill()
        exchange.export(folder / "out")
        found = Exported(folder / "out", {each: page(each) for each in addresses()}, known())
        transaction.set_rollback(True)
    return found


def test_an_import_exports_to_the_same_bytes(exported: Exported, tmp_path: Path) -> None:
    exchange.take_in(exported.folder, by=None)
    exchange.export(tmp_path / "again")
    assert contents(tmp_path / "again") == contents(exported.folder)
    assert {*contents(exported.folder)} == {*FILES, MANIFEST}


@pytest.mark.long
def test_the_pages_of_an_import_are_those_of_the_archive_it_came_from(exported: Exported) -> None:
    exchange.take_in(exported.folder, by=None)
    assert [each for each in exported.pages if page(each) != exported.pages[each]] == []
    assert len(exported.pages) > 80


def test_an_import_is_in_the_index_as_a_filing_is(exported: Exported) -> None:
    exchange.take_in(exported.folder, by=None)
    assert (search.faults(), list(search.differences())) == ([], [])
    assert SearchEntry.objects.exists()


def test_an_import_knows_boards_and_people_by_the_names_that_the_notes_print(exported: Exported) -> None:
    exchange.take_in(exported.folder, by=None)
    assert known() == exported.known


def test_the_next_note_finds_the_boards_and_people_of_an_import(exported: Exported) -> None:
    exchange.take_in(exported.folder, by=None)
    boards, members = Board.objects.count(), Member.objects.count()
    note = NOTES / "skills-enterprise-board-2016-11-24.txt"
    later = note.read_bytes().replace(b"24 November 2016", b"24 November 2026")
    ingest(later, filename="later.txt")
    assert (Board.objects.count(), Member.objects.count()) == (boards, members)
    assert Meeting.objects.get(date=dt.date(2026, 11, 24)).state == State.DRAFT


def test_a_note_that_tells_of_an_imported_meeting_in_other_words_makes_a_clerk_be_asked(exported: Exported) -> None:
    exchange.take_in(exported.folder, by=None)
    note = NOTES / "skills-enterprise-board-2016-11-24.txt"
    ingest(note.read_bytes().replace(b"Noted the membership", b"Agreed the membership"), filename="later.txt")
    held = Meeting.objects.get(date="2016-11-24")
    assert Decision.objects.filter(item__meeting=held, text="Noted the membership for 2016/17.").exists()
    assert [(row.theirs, row.ours) for row in Conflict.objects.filter(meeting=held, path__endswith="text")] == [
        ("Agreed the membership for 2016/17.", "Noted the membership for 2016/17.")
    ]


def test_the_same_note_filed_on_an_import_changes_nothing_that_is_public(exported: Exported, tmp_path: Path) -> None:
    exchange.take_in(exported.folder, by=None)
    for name in ("skills-enterprise-board-2016-11-24.txt", "environment-flooding-board-2022-09-15.txt"):
        ingest((NOTES / name).read_bytes(), filename=name)
    exchange.export(tmp_path / "again")
    assert (contents(tmp_path / "again"), Conflict.objects.count()) == (contents(exported.folder), 0)


def test_every_meeting_that_arrives_is_in_the_log_and_so_is_the_whole(exported: Exported) -> None:
    exchange.take_in(exported.folder, by=None)
    lines = AuditLine.objects.filter(verb="import")
    assert lines.exclude(meeting=None).count() == Meeting.objects.count() == 15
    assert {line.about == str(line.meeting) for line in lines.exclude(meeting=None)} == {True}
    assert lines.get(meeting=None).about == "An export of 15 meetings"


@pytest.mark.long
@pytest.mark.parametrize("step", ["settle", "rebuild"])
def test_an_exception_in_the_middle_leaves_nothing(
    exported: Exported, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(naming if step == "settle" else search, step, lambda: 1 // 0)  # fails in the middle
    with pytest.raises(ZeroDivisionError):
        exchange.take_in(exported.folder, by=None)
    models = (Meeting, Board, Member, Authority, AuditLine, SearchEntry)
    assert [model.objects.count() for model in models] == [0] * len(models)


def test_no_secret_word_is_in_an_export(tmp_path: Path) -> None:
    archive(Secrets(words=f"{CANARY}source", many=2))
    planted = plant()
    exchange.export(tmp_path / "out")
    whole = b"".join(contents(tmp_path / "out").values()).decode().lower()
    assert {planted.get(word, word) for word in re.findall(rf"{CANARY}\w*", whole)} == set()
    assert "noted the timetable" in whole


def test_two_archives_that_differ_in_their_secrets_alone_have_one_export(tmp_path: Path) -> None:
    two = Secrets(words="Wharf & <b>crane</b>, 9 of them,\nat £4,000 " * 2, many=3, day=dt.date(2019, 7, 9), flag=True)
    for name, secrets in (("one", Secrets()), ("two", two)):
        with transaction.atomic():
            archive(secrets)
            exchange.export(tmp_path / name)
            transaction.set_rollback(True)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_stands_beside_secrets_comes_back_too(tmp_path: Path) -> None:
    with transaction.atomic():
        archive()
        exchange.export(tmp_path / "out")
        transaction.set_rollback(True)
    exchange.take_in(tmp_path / "out", by=None)
    exchange.export(tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "out")
    assert AgendaItem.objects.filter(restricted=True).values_list("ref", "title", "restricted_because").get() == (
        "2",
        "",
        "It was private in the archive that this one was imported from.",
    )
