"""What arrives is as its lines say, or nothing arrives and a sentence says why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings import exchange
from meetings.exchange.folder import MANIFEST
from meetings.exchange.lines import NotTaken
from meetings.models import Action, AgendaItem, AuditLine, Authority, Board, Decision, Meeting, Member, Source, State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]

Line = dict[str, Any]


def world() -> None:
    """Two meetings of a board with one of everything, one of them answering the other."""
    board = make.board("Quays Board")
    first, second = make.meeting(board), make.meeting(board, "2022-03-01")
    nell = make.member("Nell Harbour")
    make.attendance(first, nell)
    make.membership(first, "Bo Cee", authority=make.authority("Averham Council"))
    item = make.item(first, "Lamps")
    make.decision(item, "Agreed.", ("agreed",))
    make.declaration(item, member=nell)
    make.paper(item)
    make.action(item, reply=make.item(second, "Answers"), status="done", reply_quote="They did.")
    make.item(first, "Slipway", restricted=True)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of that world, which is gone from the database."""
    with transaction.atomic():
        world()
        exchange.export(tmp_path / "out")
        transaction.set_rollback(True)
    return tmp_path / "out"


def lines_of(folder: Path, name: str) -> list[Line]:
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


def rewrite(folder: Path, name: str, lines: list[Line]) -> None:
    """Put other lines into a file, with a manifest that says they are right."""
    data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    (folder / name).write_bytes(data)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"][name] = {"lines": len(lines), "sha256": hashlib.sha256(data).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps(manifest))


def held() -> list[int]:
    return [model.objects.count() for model in (Board, Authority, Member, Meeting, AgendaItem, Decision, AuditLine)]


def refusal(folder: Path) -> str:
    """The sentence with which an import is refused; nothing has changed."""
    before = held()
    with pytest.raises(NotTaken) as said:
        exchange.take_in(folder, by=None)
    assert held() == before
    return str(said.value)


def test_records_arrive_published_without_any_source(export: Path) -> None:
    exchange.take_in(export, by=None)
    assert {(row.state, row.published_at is None, row.told_by) for row in Meeting.objects.all()} == {
        (State.PUBLISHED, False, None)
    }
    answered = Action.objects.get()
    assert (answered.reply, answered.reply_quote) == (AgendaItem.objects.get(title="Answers"), "They did.")
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "there", [make.board, make.member, make.authority, make.source, make.draft], ids=lambda made: made.__name__
)
def test_an_archive_that_holds_anything_takes_no_import(export: Path, there: Callable[[], Any]) -> None:
    there()
    assert refusal(export) == "This archive holds records already, and an export is imported into an empty one only."


def test_an_account_and_a_log_are_no_records(export: Path, django_user_model: Any) -> None:
    AuditLine.objects.create(by=django_user_model.objects.create(username="jo"), verb="edit", about="A try")
    exchange.take_in(export, by=None)
    assert Meeting.objects.count() == 2


SPOILT: dict[str, tuple[str, Callable[[list[Line]], Any], str]] = {
    "a field is missing": (
        "members.jsonl",
        lambda lines: lines[0].pop("name"),
        'members.jsonl, line 1: "name" is missing.',
    ),
    "a member twice": (
        "members.jsonl",
        lambda lines: lines.append(lines[0]),
        "members.jsonl, line 2: nell-harbour is in an earlier line already.",
    ),
    "a meeting of no board": (
        "boards.jsonl",
        lambda lines: lines.clear(),
        'meetings.jsonl, line 1: "board" names quays-board, which is not in the export.',
    ),
    "a seat of nobody": (
        "members.jsonl",
        lambda lines: lines.clear(),
        'meetings.jsonl, line 1: "member" names nell-harbour, which is not in the export.',
    ),
    "a seat from nowhere": (
        "authorities.jsonl",
        lambda lines: lines.clear(),
        'meetings.jsonl, line 1: "authority" names averham-council, which is not in the export.',
    ),
    "two people on one seat": (
        "meetings.jsonl",
        lambda lines: lines[0]["attendance"].append(lines[0]["attendance"][0]),
        'meetings.jsonl, line 1: "attendance" has one entry twice.',
    ),
    "a meeting twice": (
        "meetings.jsonl",
        lambda lines: lines.append(lines[0]),
        "meetings.jsonl, line 3: quays-board/2021-05-20 is in an earlier line already.",
    ),
    "a venue too long": (
        "meetings.jsonl",
        lambda lines: lines[1].update(venue="x" * 501),
        'meetings.jsonl, line 2: "venue" is longer than 500 characters.',
    ),
    "an item of no meeting": (
        "meetings.jsonl",
        lambda lines: lines.pop(0),
        'items.jsonl, line 1: "meeting" names quays-board/2021-05-20, which is not in the export.',
    ),
    "an item twice": (
        "items.jsonl",
        lambda lines: lines.insert(1, lines[0]),
        "items.jsonl, line 2: item 1 of quays-board/2021-05-20 is in an earlier line already.",
    ),
    "items of a meeting apart": (
        "items.jsonl",
        lambda lines: lines.append(lines.pop(1)),
        "items.jsonl, line 3: the items of quays-board/2021-05-20 do not stand together.",
    ),
    "a decision that stands nowhere": (
        "items.jsonl",
        lambda lines: lines[0]["text"].clear(),
        'items.jsonl, line 1: "text" must say once where each of the decisions and actions stands.',
    ),
    "a decision that stands twice": (
        "items.jsonl",
        lambda lines: lines[0]["text"].append({"kind": "decision", "position": 1}),
        'items.jsonl, line 1: "text" must say once where each of the decisions and actions stands.',
    ),
    "two decisions at one place": (
        "items.jsonl",
        lambda lines: lines[0]["decisions"].append(lines[0]["decisions"][0]),
        'items.jsonl, line 1: "decisions" has one entry twice.',
    ),
    "an outcome twice": (
        "items.jsonl",
        lambda lines: lines[0]["decisions"][0].update(outcomes=["agreed", "agreed"]),
        'items.jsonl, line 1: "outcomes" has one entry twice.',
    ),
    "an owner too long": (
        "items.jsonl",
        lambda lines: lines[0]["actions"][0].update(owners=["x" * 201]),
        'items.jsonl, line 1: "printed" is longer than 200 characters.',
    ),
    "an answer in no meeting": (
        "items.jsonl",
        lambda lines: lines[0]["actions"][0].update(reply="quays-board/2023-01-01/item-1"),
        'items.jsonl, line 1: "reply" names quays-board/2023-01-01/item-1, which is not in the export.',
    ),
    "an answer in no item": (
        "items.jsonl",
        lambda lines: lines.pop(2),
        'items.jsonl, line 1: "reply" names quays-board/2022-03-01/item-1, which is not in the export.',
    ),
    "a declaration of nobody": (
        "items.jsonl",
        lambda lines: lines[0]["declarations"][0].update(member="jo"),
        'items.jsonl, line 1: "member" names jo, which is not in the export.',
    ),
}


@pytest.mark.parametrize(("name", "spoil", "sentence"), SPOILT.values(), ids=SPOILT)
def test_a_line_that_cannot_be_is_named_and_nothing_is_imported(
    export: Path, name: str, spoil: Callable[[list[Line]], Any], sentence: str
) -> None:
    lines = lines_of(export, name)
    spoil(lines)
    rewrite(export, name, lines)
    assert refusal(export) == sentence


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50), min_size=5, max_size=5
    )
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_the_journey(tmp_path_factory: Any, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    title, said, decided, owner, place = texts
    with transaction.atomic():
        item = make.item(make.meeting(venue=place), title, passages=[make.passage(said)])
        make.decision(item, decided)
        make.action(item, owners=(owner,))
        exchange.export(folder / "one")
        transaction.set_rollback(True)
    with transaction.atomic():
        exchange.take_in(folder / "one", by=None)
        exchange.export(folder / "two")
        arrived = AgendaItem.objects.get()
        assert (arrived.title, arrived.passages[0]["text"], Decision.objects.get().text) == (title, said, decided)
        transaction.set_rollback(True)
    assert (folder / "one" / "items.jsonl").read_bytes() == (folder / "two" / "items.jsonl").read_bytes()
    assert (folder / "one" / MANIFEST).read_bytes() == (folder / "two" / MANIFEST).read_bytes()
