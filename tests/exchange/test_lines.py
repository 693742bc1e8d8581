"""A line says exactly what it holds, the same bytes always; a line of another shape is refused in a sentence."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.exchange.lines import NotTaken, from_line, to_line
from meetings.exchange.shapes import (
    Action,
    Authority,
    Item,
    Meeting,
    Part,
    Passage,
    Place,
    Seat,
    Status,
    Version,
    Withheld,
)
from meetings.minutes.vocabulary import PassageKind, Record, Role
from meetings.models import Action as ActionRow

pytestmark = pytest.mark.once

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
"""Anything that both databases can keep."""

ACTION = Action(
    position=1,
    lead_in="",
    text="Ask again.",
    heading="Action",
    inferred=False,
    due=dt.date(2021, 6, 1),
    boilerplate=False,
    owners=("Clerk",),
    status=Status.REPORTED,
    reply="quays-board/2022-03-01-2/item-1",
    reply_quote="They asked.",
)
ITEM = Item(
    meeting="quays-board/2019-03-01",
    ref="7-2",
    number="7.",
    withheld=False,
    title="Lamps",
    agenda_only=False,
    text=(
        Passage(kind=PassageKind.ENTRY, text="A lamp.", marker="•", level=1),
        Place(kind="action", position=1),
    ),
    decisions=(),
    actions=(ACTION,),
    declarations=(),
    papers=(),
)
WITHHELD = Withheld(meeting="quays-board/2019-03-01", ref="8", number="8", withheld=True)
MEETING = Meeting(
    board="quays-board",
    date=dt.date(2019, 3, 1),
    sequence=1,
    record=Record.MINUTES,
    board_printed="Quays Board",
    time="6 pm",
    venue="",
    is_draft_record=True,
    preamble=(),
    attendance=(
        Seat(
            position=1,
            member=None,
            printed="Cllr N",
            name="N",
            honorific="Cllr",
            honours="",
            role=Role.CHAIR,
            role_printed="Chairman",
            authority="averham-council",
            authority_printed="Averham",
            party="",
            note="",
            uncertain=False,
        ),
    ),
    membership=(),
    versions=(Version(number=2, day=dt.date(2021, 6, 1), parts=(Part.OPENING,), items=("7",)),),
)


def refused(line: bytes, kind: Any) -> str:
    """The sentence with which a line is refused."""
    with pytest.raises(NotTaken) as said:
        from_line(line, kind)
    return str(said.value)


def changed(shape: Any, **fields: Any) -> bytes:
    """The line of a shape with other values in it; `...` takes a field away."""
    data = {**json.loads(to_line(shape)), **fields}
    return json.dumps({name: value for name, value in data.items() if value is not ...}).encode()


@pytest.mark.parametrize(
    ("shape", "kind"), [(ITEM, Item | Withheld), (WITHHELD, Item | Withheld), (MEETING, Meeting)], ids=["i", "w", "m"]
)
def test_a_line_is_read_as_it_was_written(shape: Any, kind: Any) -> None:
    assert from_line(to_line(shape), kind) == shape


def test_a_line_has_sorted_keys_and_no_blanks() -> None:
    assert to_line(Authority(slug="ynys-mon", name="Ynys Môn")) == '{"name":"Ynys Môn","slug":"ynys-mon"}\n'.encode()


@given(TEXT, TEXT)
def test_any_text_comes_back_and_stays_in_one_line(name: str, text: str) -> None:
    passage = Passage(kind=PassageKind.ROW, text=text, marker=name, level=0)
    shape = replace(ITEM, title=name, text=(passage,), actions=())
    line = to_line(shape)
    assert from_line(line, Item | Withheld) == shape
    assert len(line.decode().splitlines()) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"\xff\n", "it is not UTF-8"),
        (b"{\n", "it is not JSON"),
        (b"NaN\n", "it is not JSON"),
        (b"9" * 5000, "it is not JSON"),
        (b"[" * 100_000, "it is nested too deep"),
        (b'{"slug":"a","slug":"b","name":"A"}', "it gives one field twice"),
        (b"[]", "the line must be an object"),
        (b'{"slug":"a"}', '"name" is missing'),
        (b'{"slug":"a","name":"A","code":1}', 'it has a field that is not known, "code"'),
        (b'{"slug":"a","name":1}', '"name" must be text'),
        (b'{"slug":"../a","name":"A"}', '"slug" must be part of an address'),
        (b'{"slug":"a","name":"A\\u0000"}', '"name" holds a sign that no text may hold'),
        (b'{"slug":"a","name":"\\ud800"}', '"name" holds a sign that no text may hold'),
    ],
)
def test_a_line_that_is_not_of_its_shape_is_refused(line: bytes, sentence: str) -> None:
    assert refused(line, Authority) == sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"date": "20190301"}, '"date" must be a date such as 2021-05-20'),
        ({"date": "2019-02-30"}, '"date" must be a date such as 2021-05-20'),
        ({"date": None}, '"date" must be a date such as 2021-05-20'),
        ({"sequence": True}, '"sequence" must be a whole number'),
        ({"sequence": 1.0}, '"sequence" must be a whole number'),
        ({"sequence": 0}, '"sequence" must be a number from 1 to 9999'),
        ({"record": "note"}, '"record" must be one of "minutes", "agenda"'),
        ({"is_draft_record": 1}, '"is_draft_record" must be one of true, false'),
        ({"preamble": {}}, '"preamble" must be a list'),
        ({"attendance": [{}]}, '"attendance[1].position" is missing'),
        ({"venue": ...}, '"venue" is missing'),
    ],
)
def test_a_value_of_another_type_is_refused_with_its_name(fields: dict[str, Any], sentence: str) -> None:
    assert refused(changed(MEETING, **fields), Meeting) == sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ...}, '"title" is missing'),
        ({"withheld": True}, 'it has a field that is not known, "actions"'),
        ({"meeting": "quays-board"}, '"meeting" must be part of an address'),
        ({"text": [{"kind": "vote", "position": 1}]}, '"text[1].text" is missing'),
        ({"text": [{"kind": "action"}]}, '"text[1].position" is missing'),
    ],
)
def test_of_two_shapes_the_one_that_was_meant_says_what_is_wrong(fields: dict[str, Any], sentence: str) -> None:
    assert refused(changed(ITEM, **fields), Item | Withheld) == sentence


def test_a_private_item_that_says_more_than_its_number_is_refused() -> None:
    assert refused(changed(WITHHELD, title="Slipway"), Item | Withheld) == 'it has a field that is not known, "title"'


def test_a_status_is_one_that_actions_have() -> None:
    assert [each.value for each in Status] == ActionRow.Status.values
