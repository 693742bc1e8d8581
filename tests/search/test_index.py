"""The index is as the records have it, whatever changes them, and holds nothing that is not public."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import publication, search
from meetings.ingest import ingest
from meetings.models import Decision, Meeting, Member, OutcomeSet, SearchEntry, State
from meetings.search import ids
from meetings.search.entries import Entry, entries_of, entries_of_people
from meetings.search.ids import Kind
from meetings.search.query import parse
from tests import factories as make
from tests.here import ROOT
from tests.twins import Secrets, archive

pytestmark = pytest.mark.django_db

NOTE = (ROOT / "fixtures/notes/skills-enterprise-board-2015-03-12.txt").read_bytes()


def wrong() -> list[str]:
    """What in the index is not as the records have it."""
    return [*search.faults(), *map(str, search.differences())]


def found(typed: str) -> list[tuple[str, int]]:
    """Kind and record of every entry that a query finds, newest first."""
    entries = search.found(parse(typed)).order_by("-docid")
    return [(Kind(kind).name.lower(), number) for kind, number in entries.values_list("kind", "record_id")]


@pytest.fixture
def filed() -> Meeting:
    """A note ingested as a draft."""
    ingest(NOTE, filename="note.txt")
    held: Meeting = Meeting.objects.get()
    return held


@pytest.fixture
def published(filed: Meeting) -> Meeting:
    """A note ingested and published."""
    publication.publish(filed, by=None)
    return filed


def test_a_draft_is_not_in_the_index(filed: Meeting) -> None:
    assert not SearchEntry.objects.exists()
    assert wrong() == []


def test_what_is_published_can_be_found_and_what_is_withdrawn_cannot(published: Meeting) -> None:
    kinds = set(SearchEntry.objects.values_list("kind", flat=True))
    assert kinds >= {Kind.DISCUSSION, Kind.DECISIONS, Kind.ACTIONS, Kind.MEMBERS, Kind.AUTHORITIES}
    assert wrong() == []
    publication.withdraw(published, by=None, because="Wrong file.")
    assert not SearchEntry.objects.exists()
    assert wrong() == []


def test_a_restricted_item_leaves_the_index_and_comes_back(published: Meeting) -> None:
    item = next(each for each in published.all_items.all() if each.all_decisions.exists())
    before = SearchEntry.objects.count()
    publication.restrict(item, by=None, because="It names a tender.")
    held = Decision.objects.filter(item=item).values_list("pk", flat=True)
    assert not SearchEntry.objects.filter(kind=Kind.DECISIONS, record_id__in=held).exists()
    assert wrong() == []
    publication.lift(item, by=None, because="It is known.")
    assert (SearchEntry.objects.count(), wrong()) == (before, [])


def test_the_same_note_again_changes_no_entry(published: Meeting) -> None:
    before = list(SearchEntry.objects.order_by("docid").values())
    ingest(NOTE, filename="note.txt")
    search.rebuild()
    assert list(SearchEntry.objects.order_by("docid").values()) == before


def test_texts_that_did_not_change_are_not_read_again(published: Meeting, monkeypatch: Any) -> None:
    held = [Entry(*row) for row in SearchEntry.objects.filter(kind__lte=Kind.ACTIONS).values_list(*Entry._fields)]
    given = list(entries_of([published], held))
    assert {id(entry) for entry in given} == {id(entry) for entry in held}
    decision = Decision.objects.order_by("pk").first()
    assert decision is not None
    Decision.objects.filter(pk=decision.pk).update(text="It was put to the vote.")
    changed = {entry.key for entry in set(entries_of([published], held)) - set(held)}
    assert changed == {(Kind.DECISIONS, decision.pk, 0)}
    monkeypatch.setattr("meetings.search.entries.WAY", "another")  # as after an update that reads words differently
    assert not set(entries_of([published], held)) & set(held)


def test_people_whose_names_did_not_change_are_not_read_again(published: Meeting) -> None:
    rows = SearchEntry.objects.filter(kind=Kind.MEMBERS).values_list(*Entry._fields)
    held = [Entry(*row)._replace(title="quinceword") for row in rows]
    first, *others = (entry.record_id for entry in held)
    Member.objects.filter(pk=first).update(name="Nell Harbour")
    given = {entry.record_id: entry.title for entry in entries_of_people(Kind.MEMBERS, [first, *others], held)}
    assert given == {first: "nell harbour", **dict.fromkeys(others, "quinceword")}


def test_a_corrected_note_of_a_published_meeting_is_found_by_its_new_words(published: Meeting) -> None:
    decision = Decision.objects.first()
    assert decision is not None
    word = decision.text.split()[-1].strip(".").encode()
    ingest(NOTE.replace(word, b"quinceword"), filename="corrected.txt")
    assert found("quinceword")
    assert wrong() == []


def test_notes_in_another_order_leave_no_stale_entry() -> None:
    notes = sorted((ROOT / "fixtures/notes").iterdir())
    for note in Random(2).sample(notes, len(notes)):  # noqa: S311 - an order, not a secret
        ingest(note.read_bytes(), filename=note.name, publish=True)
    assert SearchEntry.objects.exists()
    assert wrong() == []


def test_a_change_that_fails_leaves_the_index_as_it_was(published: Meeting) -> None:
    before = list(SearchEntry.objects.order_by("docid").values())
    with suppress(ZeroDivisionError), transaction.atomic():
        publication.withdraw(published, by=None, because="Wrong file.")
        raise ZeroDivisionError
    assert (list(SearchEntry.objects.order_by("docid").values()), wrong()) == (before, [])


def test_a_person_in_another_public_meeting_can_still_be_found() -> None:
    nell = make.member("Nell Harbour")
    one, two = make.meeting(date="2021-05-20"), make.meeting(date="2021-06-20")
    for held in (one, two):
        make.attendance(held, nell)
        search.refresh(held)
    assert found("harbour in:members") == [("members", nell.pk)]
    publication.withdraw(two, by=None, because="Wrong file.")
    assert (found("harbour in:members"), wrong()) == ([("members", nell.pk)], [])
    publication.withdraw(one, by=None, because="Wrong file.")
    assert (found("harbour in:members"), wrong()) == ([], [])


def test_every_fault_of_the_index_is_named_and_mended(published: Meeting, capsys: Any) -> None:
    decisions = SearchEntry.objects.filter(kind=Kind.DECISIONS).order_by("record_id")
    gone, changed = decisions[0], decisions[1]
    gone.delete()
    SearchEntry.objects.filter(pk=changed.pk).update(body="quinceword")
    nobody = Member.objects.order_by("-pk")[0].pk + 1
    docid = ids.pack_person(nobody, Kind.MEMBERS, "")
    SearchEntry.objects.create(docid=docid, kind=Kind.MEMBERS, record_id=nobody, meeting=published)
    with pytest.raises(SystemExit) as status:
        call_command("reindex", check=True)
    assert status.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "The words do not agree with the entries.",
        f"missing: number {gone.record_id} of the decisions",
        f"different: number {changed.record_id} of the decisions",
        f"left over: number {nobody} of the members",
    ]
    call_command("reindex")
    assert "entries in the search index." in capsys.readouterr().out
    call_command("reindex", check=True)
    assert capsys.readouterr().out == "The search index is as the records have it.\n"


def test_no_word_of_a_secret_stands_in_the_index() -> None:
    archive(Secrets(words="quinceword", many=3))
    assert SearchEntry.objects.exists()
    held = SearchEntry.objects.values_list("title", "body", "names")
    assert not [row for row in held if "quinceword" in " ".join(row)]
    assert found("quinceword") == []
    assert set(SearchEntry.objects.values_list("meeting__state", flat=True)) == {State.PUBLISHED}


def test_two_archives_that_differ_in_their_secrets_have_one_index() -> None:
    indexes = []
    for secrets in (Secrets(), Secrets(words="quinceword", many=4, flag=True)):
        with transaction.atomic():
            archive(secrets)
            entries = SearchEntry.objects.values_list("kind", "part", "title", "body", "names")
            people = entries.filter(kind__in=ids.PEOPLE).order_by("kind", "title")  # their ids are how many went before
            indexes.append([*people, *entries.exclude(kind__in=ids.PEOPLE).order_by("docid")])
            transaction.set_rollback(True)
    assert indexes[0] == indexes[1]


def test_a_very_long_discussion_is_in_parts() -> None:
    item = make.item(make.meeting(), passages=[make.passage("ferry " * 30_000 + "quinceword")])
    search.refresh(item.meeting)
    assert [row[0] for row in found("quinceword")] == ["discussion"]
    assert SearchEntry.objects.filter(kind=Kind.DISCUSSION).count() == 3
    assert wrong() == []


def test_outcomes_that_decisions_have_together_get_one_number() -> None:
    item = make.item(make.meeting())
    both, same = make.decision(item, verbs=("noted", "agreed")), make.decision(item, verbs=("agreed", "noted"))
    none = make.decision(item, verbs=())
    search.refresh(item.meeting)
    entries = SearchEntry.objects.filter(kind=Kind.DECISIONS).values_list("record_id", "docid")
    codes = {number: ids.part(docid, ids.OUTCOMES) for number, docid in entries}
    assert codes == {both.pk: 1, same.pk: 1, none.pk: 0}
    assert list(OutcomeSet.objects.values_list("verbs", flat=True)) == ["agreed|noted"]


@pytest.fixture
def ferries() -> dict[str, tuple[str, int]]:
    """A few records, each by a name."""
    board, other = make.board("Ferries & Quays Board"), make.board("Harbour Board")
    old, new = make.meeting(board, "2019-03-01"), make.meeting(other, "2021-05-20")
    nell, averham = make.member("Nell O’Keefe"), make.authority("Averham Council")
    make.attendance(old, nell, authority=averham)
    tam = make.member("Tam Arkle")
    make.attendance(new, tam, "apologies")
    fares = make.item(old, "Ferry fares 2014-15", passages=[make.passage("Café owners spoke of the sea-wall.")])
    lamps = make.item(new, "Quay lamps", passages=[])
    records = {
        "fares": ("discussion", fares.pk),
        "noted": ("decisions", make.decision(fares, "Members noted the Council’s policies.", ("noted",)).pk),
        "lamps": ("items", lamps.pk),
        "spend": ("decisions", make.decision(lamps, "Agreed to spend £12,500 on the ferry.", ("agreed", "noted")).pk),
        "count": ("actions", make.action(lamps, "To count the lamps.", ("Ellen Vernon",)).pk),
        "nell": ("members", nell.pk),
        "tam": ("members", tam.pk),
        "averham": ("authorities", averham.pk),
    }
    for held in (old, new):
        search.refresh(held)
    return records


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ferry", "spend fares noted"),
        ("FERRIES", "spend fares noted"),
        ("cafe", "fares"),
        ("café", "fares"),
        ("sea-wall", "fares"),
        ('"sea wall"', "fares"),
        ('"wall sea"', ""),
        ("2014-15", "fares noted"),
        ("2014/15", "fares noted"),
        ("council's policy", "noted"),
        ("council policy", "noted"),
        ("12500", "spend"),
        ("£12,500", "spend"),
        ("ferry -policy", "spend fares"),
        ("-ferry", "lamps count averham nell tam"),
        ("policy OR spend", "spend noted"),
        ("lamp*", "lamps spend count"),
        ("poli*", "noted"),
        ("policie*", "noted"),
        ("125*", "spend"),
        ("ferry in:decisions", "spend noted"),
        ("in:decisions", "spend noted"),
        ("ferry -in:decisions", "fares"),
        ("ferry after:2020", "spend"),
        ("ferry before:2020", "fares noted"),
        ("after:2019-03-01 before:2019-03-02", "fares noted"),
        ("after:2019-03-02 before:2021-05-20", ""),
        ("verb:noted", "spend noted"),
        ("verb:agreed", "spend"),
        ("-verb:agreed in:decisions", "noted"),
        ("verb:agreed OR verb:noted", "spend noted"),
        ("board:ferries", "fares noted"),
        ('board:"ferries and quays"', "fares noted"),
        ("board:harbour in:items", "lamps"),
        ("board:nonsense", ""),
        ("member:okeefe", ""),
        ("member:o'keefe", "fares noted"),
        ("member:arkle", ""),
        ("authority:averham in:decisions", "noted"),
        ("owner:vernon", "count"),
        ("vernon", ""),
        ("o'keefe", "nell"),
        ("averham", "averham"),
        ("the", "count fares noted spend"),
        ("%", ""),
        ("", ""),
    ],
)
def test_a_query_finds_its_records_and_no_others(ferries: dict[str, tuple[str, int]], typed: str, names: str) -> None:
    by_record = {record: name for name, record in ferries.items()}
    records = [by_record.get(record, f"another {record[0]}") for record in found(typed)]
    assert sorted(records) == sorted(names.split())


SIGNS = ['"', "-", "*", "(", ")", ":", "NEAR", "^", "a", " ", "'", "\\", "&", "|", "!"]


class AnyTextTest(TestCase):
    """The database answers whatever was typed."""

    @given(
        st.text()
        | st.lists(
            st.sampled_from(['"', "-", "*", "(", ")", ":", "NEAR", "^", "a", " ", "'", "\\", "&", "|", "!"])
        ).map("".join)
    )
    def test_any_text_is_answered(self, text: str) -> None:
        assert found(text) == []

    def test_long_and_odd_texts_are_answered(self) -> None:
        for text in ("a " * 2000, "(" * 10_000, '"' * 9_999, "\0" * 50, "\ud800", "x" * 4000, "a* " * 50, "-a " * 50):
            assert found(text) == []


def test_a_look_at_an_empty_index_does_not_make_it_slow_for_ever() -> None:
    search.look_again()
    ingest(NOTE, filename="note.txt", publish=True)
    if connection.vendor == "sqlite":  # FTS5's own way to drop what it has merged
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN DELETE FROM meetings_search_data WHERE id >= 5 AND id <= 7")
            assert [row[3].split()[0] for row in cursor.fetchall()] == ["SEARCH"]
    assert wrong() == []


def test_an_index_of_an_earlier_version_is_known_by_a_glance(published: Meeting) -> None:
    assert not search.is_old()
    SearchEntry.objects.update(made_of=None)
    assert search.is_old()
    search.rebuild()
    assert (search.is_old(), wrong()) == (False, [])
    SearchEntry.objects.all().delete()
    assert search.is_old()
    publication.withdraw(published, by=None, because="Wrong file.")
    assert not search.is_old()
