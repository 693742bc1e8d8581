"""The rows of a list → flat data for its twins: for each kind its fields, in order, and where each comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from meetings.search.ids import Kind

Absolute = Callable[[str], str]
"""Path of the archive → its whole address."""

Fields = dict[str, Callable[[Any, Absolute], Any]]
"""Name → the value for a row: text, a number, true or false, a date, a list of texts, or None."""

_TYPES = {
    Kind.ITEMS: "item",
    Kind.DISCUSSION: "discussion",
    Kind.DECISIONS: "decision",
    Kind.ACTIONS: "action",
    Kind.MEMBERS: "member",
    Kind.AUTHORITIES: "authority",
}

_ID: Fields = {"id": lambda row, at: at(row.get_absolute_url())}
_OF_ITEM: Fields = {
    "board": lambda row, at: row.item.meeting.board.name,
    "board_url": lambda row, at: at(row.item.meeting.board.get_absolute_url()),
    "date": lambda row, at: row.item.meeting.date,
    "meeting_url": lambda row, at: at(row.item.meeting.get_absolute_url()),
    "item_number": lambda row, at: row.item.number,
    "item_title": lambda row, at: row.item.title,
    "item_url": lambda row, at: at(row.item.get_absolute_url()),
    "position": lambda row, at: row.position,
    "heading": lambda row, at: row.heading,
    "lead_in": lambda row, at: row.lead_in,
    "text": lambda row, at: row.text,
    "inferred": lambda row, at: row.inferred,
}

FIELDS: dict[str, Fields] = {
    "meetings": {
        **_ID,
        "type": lambda row, at: "meeting",
        "board": lambda row, at: row.board.name,
        "board_url": lambda row, at: at(row.board.get_absolute_url()),
        "date": lambda row, at: row.date,
        "time": lambda row, at: row.time,
        "venue": lambda row, at: row.venue,
        "record": lambda row, at: row.record,
        "calls_itself_draft": lambda row, at: row.is_draft_record,
        "subjects": lambda row, at: [item.title for item in row.subjects],
        "items": lambda row, at: row.item_count,
        "withheld_items": lambda row, at: row.withheld_count,
        "decisions": lambda row, at: row.decision_count,
        "actions": lambda row, at: row.action_count,
    },
    "decisions": {
        **_ID,
        "type": lambda row, at: "decision",
        **_OF_ITEM,
        "outcomes": lambda row, at: [outcome.verb for outcome in row.outcomes.all()],
        "declined": lambda row, at: row.negative,
    },
    "actions": {
        **_ID,
        "type": lambda row, at: "action",
        **_OF_ITEM,
        "owners": lambda row, at: [owner.printed for owner in row.owners.all()],
        "due": lambda row, at: row.due,
        "status": lambda row, at: row.shown_status,
        "reply": lambda row, at: row.shown_quote,
        "reply_url": lambda row, at: at(row.reply.get_absolute_url()) if row.reply else None,
        "routine": lambda row, at: row.boilerplate,
    },
    "members": {
        **_ID,
        "type": lambda row, at: "member",
        "name": lambda row, at: row.name,
        "authority": lambda row, at: row.last_authority or "",
        "boards": lambda row, at: sorted({board for board, _ in row.posts}),
        "roles": lambda row, at: sorted({role for _, role in row.posts}),
        "meetings": lambda row, at: row.meeting_count,
        "first_date": lambda row, at: row.first_date,
        "last_date": lambda row, at: row.last_date,
    },
    "authorities": {
        **_ID,
        "type": lambda row, at: "authority",
        "name": lambda row, at: row.name,
        "members": lambda row, at: row.member_count,
        "meetings": lambda row, at: row.meeting_count,
        "last_date": lambda row, at: row.last_date,
    },
    "search": {
        # A hit may open with its words lit; what it is of has one address.
        "id": lambda hit, at: at(urlsplit(hit.address)._replace(query="").geturl()),
        "type": lambda hit, at: _TYPES[hit.kind],
        "title": lambda hit, at: hit.title,
        "text": lambda hit, at: hit.text,
        "board": lambda hit, at: hit.meeting.board.name if hit.meeting else "",
        "board_url": lambda hit, at: at(hit.meeting.board.get_absolute_url()) if hit.meeting else None,
        "date": lambda hit, at: hit.meeting.date if hit.meeting else None,
        "meeting_url": lambda hit, at: at(hit.meeting.get_absolute_url()) if hit.meeting else None,
        "item_number": lambda hit, at: hit.number,
    },
}
"""List → the fields of its rows. Every address is absolute; `id` is the record's own and stays."""


def flat(kind: str, row: Any, at: Absolute) -> dict[str, Any]:
    """One row of a list as flat data: see FIELDS."""
    return {name: value(row, at) for name, value in FIELDS[kind].items()}
