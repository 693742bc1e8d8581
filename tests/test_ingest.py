"""The whole journey of a source, from bytes to records."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from meetings.editing import Edit
from meetings.filing.reading import Told, read
from meetings.ingest import Outcome, ingest
from meetings.minutes import PARSER_VERSION
from meetings.models import AuditLine, Meeting, MeetingSource, Reading, Source, State, User
from tests.canonical import dump
from tests.here import CORPUS, ROOT
from tests.shared import Shared, shared_database

NOTES = sorted(path for path in (ROOT / "fixtures" / "notes").iterdir() if not path.name.startswith("."))
NOTE = ROOT / "fixtures" / "notes" / "skills-enterprise-board-2016-11-24.txt"
PACK = ROOT / "fixtures" / "notes" / "skills-enterprise-board-2017-02-02-agenda-pack.md"
AT_ONCE = 8


@pytest.mark.django_db
def test_a_note_is_kept_byte_for_byte_read_and_filed_as_a_draft(sources_dir: Path) -> None:
    report = ingest(NOTE.read_bytes(), filename=str(NOTE))
    source = Source.objects.get()
    assert (report.outcome, report.filename, report.sha256) == (Outcome.FILED, NOTE.name, source.sha256)
    assert source.path.read_bytes() == NOTE.read_bytes()
    assert [path.relative_to(sources_dir) for path in sources_dir.rglob("*") if path.is_file()] == [
        Path(source.sha256[:2]) / source.sha256
    ]
    assert [(str(meeting), meeting.state) for meeting in report.meetings] == [
        ("Skills & Enterprise Board, 24 November 2016", State.DRAFT)
    ]


@pytest.mark.django_db
def test_the_same_bytes_again_change_nothing_whatever_the_file_is_called() -> None:
    ingest(NOTE.read_bytes(), filename="note.txt")
    before, lines = dump(), AuditLine.objects.count()
    assert ingest(NOTE.read_bytes(), filename="copy of note.txt").outcome == Outcome.UNCHANGED
    assert (dump(), AuditLine.objects.count()) == (before, lines)


@pytest.mark.django_db
def test_a_dry_run_reads_and_writes_nothing(
    sources_dir: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        report = ingest(NOTE.read_bytes(), filename="note.txt", dry_run=True)
    assert (report.outcome, len(report.minutes), sources_dir.exists()) == (Outcome.READ, 1, False)


@pytest.mark.django_db
def test_a_standalone_note_and_the_pack_that_embeds_it_are_one_meeting_with_two_sources() -> None:
    for path in (PACK, NOTE):
        ingest(path.read_bytes(), filename=path.name)
    told = Counter(str(row.meeting) for row in MeetingSource.objects.all())
    assert told == {
        "Skills & Enterprise Board, 24 November 2016": 2,
        "Skills & Enterprise Board, 2 February 2017": 1,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "filename"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(100), "picture.txt"), (b"", "empty.txt")],
    ids=["a picture", "nothing"],
)
def test_what_cannot_be_read_is_kept_with_one_sentence(data: bytes, filename: str) -> None:
    report = ingest(data, filename=filename)
    source = Source.objects.get()
    assert (report.outcome, source.status, source.reason) == (Outcome.REFUSED, Source.Status.REFUSED, report.reason)
    assert source.path.read_bytes() == data
    assert not Reading.objects.exists()


@pytest.mark.django_db
def test_more_bytes_than_the_archive_takes_are_refused_and_not_kept(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 100
    report = ingest(b"x" * 101, filename="long.txt")
    source = Source.objects.get()
    assert (report.outcome, source.size, source.path.exists()) == (Outcome.REFUSED, 101, False)


@pytest.mark.django_db
def test_a_file_that_was_refused_is_tried_again() -> None:
    ingest(b"", filename="empty.txt")
    assert ingest(b"", filename="empty.txt").outcome == Outcome.REFUSED
    assert Source.objects.count() == 1


@pytest.mark.django_db
def test_a_letter_waits_with_its_whole_text_and_is_no_meeting() -> None:
    letter = b"Dear Sir,\n\nThe bell of the ferry is too loud.\n\nYours, A. Reader\n"
    report = ingest(letter, filename="letter.txt")
    source = Source.objects.get()
    assert (report.outcome, report.reason) == (Outcome.WAITING, source.reason)
    assert source.reason == "No meeting was recognised in it: its form is none of those that the archive reads."
    assert Reading.objects.get().text.split() == letter.decode().split()
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_a_file_that_waits_says_so_again() -> None:
    letter = b"Dear Sir,\n\nThe bell of the ferry is too loud.\n\nYours, A. Reader\n"
    first, second = (ingest(letter, filename="letter.txt") for _ in range(2))
    assert (first.outcome, first.reason) == (second.outcome, second.reason)


@pytest.mark.django_db
def test_a_newer_parser_reads_kept_sources_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(NOTE.read_bytes(), filename="note.txt")
    before = {name: lines for name, lines in dump().items() if name not in {"Reading", "MeetingSource"}}
    monkeypatch.setattr("meetings.filing.reading.PARSER_VERSION", "next")
    assert ingest(NOTE.read_bytes(), filename="note.txt").outcome == Outcome.FILED
    assert Reading.objects.count() == 2
    assert MeetingSource.objects.get().reading.parser_version == "next"
    after = {name: lines for name, lines in dump().items() if name not in {"Reading", "MeetingSource"}}
    assert _without_versions(after) == _without_versions(before)


@pytest.mark.django_db
def test_publishing_on_ingest_leaves_as_drafts_what_something_stands_against() -> None:
    report = ingest(NOTES[1].read_bytes(), filename="note.txt", publish=True)
    assert [(meeting.state, reasons) for meeting, reasons in report.blocked] == [
        (State.DRAFT, ("Say whether item 8 may be public: the text speaks of confidential matters.",))
    ]


@pytest.mark.django_db
def test_publishing_again_leaves_a_withdrawn_meeting_withdrawn() -> None:
    ingest(NOTE.read_bytes(), filename="note.txt")
    Meeting.objects.update(state=State.WITHDRAWN, withdrawn_at="2022-01-01T00:00Z")
    ingest(NOTE.read_bytes(), filename="note.txt", publish=True)
    assert Meeting.objects.get().state == State.WITHDRAWN


@pytest.mark.django_db
def test_two_organisations_may_each_have_a_board_of_one_name() -> None:
    ingest(NOTE.read_bytes(), filename="note.txt", organisation="Averham")
    ingest(NOTE.read_bytes() + b"\n", filename="note.txt", organisation="Brindle")
    boards = Meeting.objects.order_by("board__organisation").values_list("board__organisation", "board__slug")
    assert list(boards) == [
        ("Averham", "averham-skills-and-enterprise-board"),
        ("Brindle", "brindle-skills-and-enterprise-board"),
    ]


@pytest.mark.django_db
def test_a_file_name_from_outside_is_only_ever_shown() -> None:
    names = ["../../x.txt", "..\\x.txt", "a\nb.txt", "\u202etxt.exe", "x" * 300, "/", ""]
    kept = [ingest(str(n).encode(), filename=name).filename for n, name in enumerate(names)]
    assert kept == ["x.txt", "x.txt", "ab.txt", "txt.exe", "x" * 255, "unnamed", "unnamed"]


@pytest.mark.django_db
def test_when_the_bytes_cannot_be_kept_nothing_is_on_record(settings: Settings, tmp_path: Path) -> None:
    settings.SOURCES_DIR = tmp_path / "file"
    settings.SOURCES_DIR.write_text("in the way")
    with pytest.raises(OSError, match="Not a directory"):
        ingest(NOTE.read_bytes(), filename="note.txt")
    assert not Source.objects.exists()


@pytest.fixture(scope="module")
def sample_notes() -> dict[Path, Told]:
    """The sample notes, read once."""
    return {path: read(path.read_bytes(), filename=path.name) for path in NOTES}


@pytest.fixture(scope="module")
def real_notes() -> dict[Path, Told]:
    """The real notes, read once."""
    return {path: read(path.read_bytes(), filename=path.name) for path in sorted((CORPUS / "notes").glob("*.txt"))}


@pytest.mark.second
@pytest.mark.django_db
def test_the_order_of_the_sample_notes_does_not_matter(sample_notes: dict[Path, Told]) -> None:
    _same_in_any_order(sample_notes, shuffles=5)


@pytest.mark.second
@pytest.mark.django_db
@pytest.mark.real_notes
def test_the_real_notes_twice_and_in_twenty_orders_leave_one_archive(real_notes: dict[Path, Told]) -> None:
    _same_in_any_order(real_notes, shuffles=20)


@pytest.mark.django_db(transaction=True)
def test_eight_processes_ingesting_one_file_leave_one_meeting(shared: Shared) -> None:
    assert shared.ingest([NOTE] * AT_ONCE) == Counter({"unchanged": AT_ONCE - 1, "filed": 1})
    assert shared.count("meeting", "source", "reading", "meetingsource") == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_sources_of_one_meeting_filed_at_once_join(shared: Shared, tmp_path: Path) -> None:
    copies = [tmp_path / f"{n}.txt" for n in range(4)]
    for n, copy in enumerate(copies):
        copy.write_bytes(NOTE.read_bytes() + b"\n" * n)
    assert shared.ingest(copies) == Counter({"filed": 4})
    assert shared.count("meeting", "source", "reading", "meetingsource") == [1, 4, 4, 4]


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    """The tests' own database on a server; a file of its own where theirs is in memory."""
    return shared_database(tmp_path)


def _same_in_any_order(notes: dict[Path, Told], *, shuffles: int) -> None:
    """Ingest the notes twice in order, then once in each of `shuffles` orders: always the same archive."""
    rng = random.Random(2)  # noqa: S311 - an order, not a secret
    orders = [list(notes), *(rng.sample(list(notes), len(notes)) for _ in range(shuffles))]
    archives = []
    for n, order in enumerate(orders):
        with transaction.atomic():
            for path in order * (2 if n == 0 else 1):
                ingest(path.read_bytes(), filename=path.name, told=notes[path])
            archives.append(dump())
            transaction.set_rollback(True)
    assert [archive == archives[0] for archive in archives] == [True] * len(archives)


def _without_versions(archive: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [line.replace('"next"', f'"{PARSER_VERSION}"') for line in lines] for name, lines in archive.items()}


@pytest.mark.django_db
@pytest.mark.second
def test_a_meeting_that_was_deleted_is_filed_again_when_a_clerk_hands_the_file_in_and_is_not_published() -> None:
    data, clerk = NOTE.read_bytes(), User.objects.create_user("jo")
    ingest(data, filename=NOTE.name)
    before = dump()
    edit = Edit(held := Meeting.objects.get(), by=clerk)
    held.delete()
    edit.done("delete")
    assert ingest(data, filename=NOTE.name, publish=True).outcome is Outcome.UNCHANGED
    assert not Meeting.objects.exists()
    report = ingest(data, filename=NOTE.name, by=clerk, publish=True)
    assert (report.outcome, [meeting.state for meeting in report.meetings]) == (Outcome.FILED, [State.DRAFT])
    assert dump() == before
    assert ingest(data, filename=NOTE.name, by=clerk).outcome is Outcome.UNCHANGED
