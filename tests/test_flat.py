"""The fields of every list's rows: whole, as anyone may see them, and described."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.http import QueryDict

from meetings import search
from meetings.filters import asked
from meetings.filters.everything import rows_shown
from meetings.flat import FIELDS, flat
from meetings.models import Meeting
from tests import factories as make
from tests.here import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.second]

AT = "https://example.org/meetings/ferries-board/2021-05-20/"


@pytest.fixture(autouse=True)
def ferries() -> Meeting:
    """A meeting with a decision and an action, whose reply is in a later one."""
    board, nell = make.board("Ferries Board"), make.member("Nell Harbour")
    averham = make.authority("Averham Council")
    held = make.meeting(board)
    make.attendance(held, nell, "vice-chair", authority=averham)
    later = make.item(make.meeting(board, "2022-05-20", venue="", time="", is_draft_record=True), "")
    make.attendance(later.meeting, nell, authority=averham)
    make.attendance(make.meeting(make.board("Quays Board"), "2023-05-20"), nell, "apologies")
    make.item(held, "Slipway", restricted=True)
    item = make.item(held, "Ferry timetable", number="2(a)", ref="2a")
    make.decision(item, "Noted it.", ("noted", "agreed"), lead_in="The Board:", inferred=True, negative=True)
    asked = make.action(item, "To count the lamps.", ("Clerk", "Chair"), due=dt.date(2021, 6, 1), boilerplate=True)
    asked.status, asked.reply, asked.reply_quote = "reported", later, "They are nine."
    asked.save()
    search.rebuild()
    return held


def row(kind: str, query: str = "") -> dict[str, Any]:
    """The first row of a list."""
    return flat(kind, rows_shown(asked(kind, QueryDict(query)))[0], lambda path: f"https://example.org{path}")


OF_ITEM = {
    "board": "Ferries Board",
    "board_url": "https://example.org/boards/ferries-board/",
    "date": dt.date(2021, 5, 20),
    "meeting_url": AT,
    "item_number": "2(a)",
    "item_title": "Ferry timetable",
    "item_url": f"{AT}#item-2a",
    "position": 1,
}


def test_a_meeting_is_told_whole() -> None:
    assert row("meetings", "year=2021") == {
        "id": AT,
        "type": "meeting",
        "board": "Ferries Board",
        "board_url": "https://example.org/boards/ferries-board/",
        "date": dt.date(2021, 5, 20),
        "time": "11.00 am",
        "venue": "Town Hall, Averham",
        "record": "minutes",
        "calls_itself_draft": False,
        "subjects": ["Ferry timetable"],
        "items": 1,
        "withheld_items": 1,
        "decisions": 1,
        "actions": 1,
    }


def test_a_decision_is_told_whole() -> None:
    assert row("decisions") == {
        "id": f"{AT}item-2a/decision-1/",
        "type": "decision",
        **OF_ITEM,
        "heading": "Decision",
        "lead_in": "The Board:",
        "text": "Noted it.",
        "inferred": True,
        "outcomes": ["noted", "agreed"],
        "declined": True,
    }


def test_an_action_is_told_whole() -> None:
    assert row("actions", "routine=1") == {
        "id": f"{AT}item-2a/action-1/",
        "type": "action",
        **OF_ITEM,
        "heading": "Action",
        "lead_in": "",
        "text": "To count the lamps.",
        "inferred": False,
        "owners": ["Clerk", "Chair"],
        "due": dt.date(2021, 6, 1),
        "status": "reported",
        "reply": "They are nine.",
        "reply_url": "https://example.org/meetings/ferries-board/2022-05-20/#item-1",
        "routine": True,
    }


def test_what_answers_an_action_is_not_told_when_it_is_withheld(ferries: Meeting) -> None:
    Meeting.objects.get(date="2022-05-20").all_items.update(restricted=True)
    told = row("actions", "routine=1")

    assert (told["status"], told["reply"], told["reply_url"]) == ("open", "", None)


def test_a_member_is_told_whole_with_the_seats_taken_and_without_apologies() -> None:
    assert row("members") == {
        "id": "https://example.org/members/nell-harbour/",
        "type": "member",
        "name": "Nell Harbour",
        "authority": "",
        "boards": ["Ferries Board"],
        "roles": ["member", "vice-chair"],
        "meetings": 3,
        "first_date": dt.date(2021, 5, 20),
        "last_date": dt.date(2023, 5, 20),
    }


def test_an_authority_is_told_whole() -> None:
    assert row("authorities") == {
        "id": "https://example.org/authorities/averham-council/",
        "type": "authority",
        "name": "Averham Council",
        "members": 1,
        "meetings": 2,
        "last_date": dt.date(2022, 5, 20),
    }


def test_a_hit_is_told_whole() -> None:
    assert row("search", "q=lamps") == {
        "id": f"{AT}item-2a/action-1/",
        "type": "action",
        "title": "Ferry timetable",
        "text": "To count the lamps.",
        "board": "Ferries Board",
        "board_url": "https://example.org/boards/ferries-board/",
        "date": dt.date(2021, 5, 20),
        "meeting_url": AT,
        "item_number": "2(a)",
    }


def test_a_hit_that_is_a_person_has_no_meeting() -> None:
    assert row("search", "q=harbour") == {
        "id": "https://example.org/members/nell-harbour/",
        "type": "member",
        "title": "Nell Harbour",
        "text": "",
        "board": "",
        "board_url": None,
        "date": None,
        "meeting_url": None,
        "item_number": "",
    }


def test_the_document_describes_every_list_and_every_field_in_order() -> None:
    text = (ROOT / "docs" / "data.md").read_text()
    described = {
        kind: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
        for kind, part in re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    }

    assert described == {kind: list(fields) for kind, fields in FIELDS.items()}
