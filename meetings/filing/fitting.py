"""Minutes cut to the lengths that the columns hold; the whole text stays in the reading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import models

from meetings.minutes.structure import Action, Attendee, Decision, Declaration, Item, Minutes, Paper
from meetings.models import Action as ActionRow
from meetings.models import ActionOwner, AgendaItem, Attendance, Meeting, Outcome
from meetings.models import Decision as DecisionRow
from meetings.models import Declaration as DeclarationRow
from meetings.models import Paper as PaperRow

MOST_RECORDS = 10_000
"""Entries of one list: more is no meeting, and positions are small integers."""


def fitted(minutes: Minutes) -> Minutes:
    """The same Minutes with every short text within its column, an ellipsis where it was cut."""
    header = replace(
        minutes.header,
        board=_cut(minutes.header.board, Meeting, "board_printed"),
        time=_cut(minutes.header.time, Meeting, "time"),
        venue=_cut(minutes.header.venue, Meeting, "venue"),
    )
    return replace(
        minutes,
        header=header,
        items=tuple(map(_item, minutes.items)),
        attendance=tuple(map(_attendee, minutes.attendance)),
        membership=tuple(map(_attendee, minutes.membership)),
    )


def _item(item: Item) -> Item:
    return replace(
        item,
        **_all_cut(item, AgendaItem, "number", "title", "restricted_because", "sensitive"),
        decisions=tuple(map(_decision, item.decisions)),
        actions=tuple(map(_action, item.actions)),
        declarations=tuple(map(_declaration, item.declarations)),
        papers=tuple(map(_paper, item.papers)),
    )


def _decision(decision: Decision) -> Decision:
    verbs = tuple(_cut(verb, Outcome, "verb") for verb in decision.outcomes)
    return replace(decision, **_all_cut(decision, DecisionRow, "lead_in", "heading"), outcomes=verbs)


def _action(action: Action) -> Action:
    owners = tuple(_cut(owner, ActionOwner, "printed") for owner in action.owners)
    return replace(action, **_all_cut(action, ActionRow, "lead_in", "heading"), owners=owners)


def _declaration(declaration: Declaration) -> Declaration:
    return replace(declaration, **_all_cut(declaration, DeclarationRow, "name"))


def _paper(paper: Paper) -> Paper:
    return replace(paper, **_all_cut(paper, PaperRow, "title", "pages"))


def _attendee(seat: Attendee) -> Attendee:
    names = ("printed", "name", "honorific", "honours", "role_printed", "party", "note")
    authority = _cut(seat.authority, Attendance, "authority_printed")
    return replace(seat, **_all_cut(seat, Attendance, *names), authority=authority)


def _all_cut(value: Any, model: type[models.Model], *names: str) -> dict[str, Any]:
    return {name: _cut(getattr(value, name), model, name) for name in names}


def _cut(text: str, model: type[models.Model], column: str) -> str:
    longest = getattr(model, column).field.max_length
    return text if longest is None or len(text) <= longest else f"{text[: longest - 1]}…"
