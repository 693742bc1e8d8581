"""A large archive of plain, made-up minutes, written straight into the database: the same seed gives the same words."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import models, transaction

from meetings import search
from meetings.management.bulk import NOW, Rows
from meetings.minutes.topics import topic_of
from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Authority,
    Board,
    Decision,
    Meeting,
    MeetingSource,
    Member,
    Outcome,
    Reading,
    Source,
    State,
)

ITEMS, DECISIONS, ACTIONS, PRESENT = 10, 10, 3, 18
FIRST, DAYS = dt.date(2005, 1, 4), 7300
RARE = 90
"""One decision in so many has the same two words that few others have."""

BATCH = 500
"""Meetings written at once: enough for speed, few enough for memory."""

_SUBJECTS = """ferry harbour bridge library market flood river school bus skills apprentice housing energy waste climate
budget audit heritage park cycle path lighting tourism farm broadband health care youth sport museum archive planning
conservation licence pension parking quarry canal lock reservoir orchard allotment hostel clinic festival""".split()
_WORDS = """members the report of officers and a for in with that councils on new plan summer winter programme funding
number results survey pilot review update proposals draft figures costs partners government next year region support
local service work group response consultation strategy progress delivery question answer visit meeting board""".split()
_GIVEN = """Nell Tam Ossian Una Pia Gil Rhona Emrys Ada Bram Cleo Dov Esme Finn Greta Hal Ivy Jory Kit Lorna""".split()
_PLACES = """Averham Dunmoor Quillham Thorle Pyle Easterley Stannerby Harrow Fennick Brack Sallow Tolver Kings Carrow
Merrow Oxley Penn Rother Selwick Tarn""".split()
_VERBS = ["noted"] * 12 + ["agreed"] * 8 + ["approved"] * 3 + "deferred rejected endorsed directed supported".split()
_BODIES = "District Borough County City".split()
_SIDES = "North South East West Upper".split()
_ENDS = "ley ton wick ford ham worth by den".split()
_ROLES = ["chair", "vice-chair", *["member"] * 12, "apologies", "apologies", "officer", "observer"]

BOARDS = [f"{subject.title()} {body}" for body in ("Board", "Panel", "Committee") for subject in _SUBJECTS][:100]
PEOPLE = [f"{given} {place}{end}" for end in _ENDS for place in _PLACES for given in _GIVEN][:3000]
COUNCILS = [f"{side} {place} {body} Council" for side in _SIDES for body in _BODIES for place in _PLACES][:350]

# The tables in an order in which each refers to earlier ones only, but for a meeting and its source.
MODELS: list[type[models.Model]] = [
    Board,
    Member,
    Authority,
    Source,
    Reading,
    Meeting,
    MeetingSource,
    AgendaItem,
    Decision,
    Outcome,
    Action,
    ActionOwner,
    Attendance,
]


@dataclass(slots=True)
class _Note:
    """The text of a source as it grows."""

    text: str = ""

    def add(self, words: str) -> dict[str, int]:
        """Append a paragraph → where it stands."""
        start = len(self.text)
        self.text += words + "\n\n"
        return {"start": start, "end": start + len(words)}


@dataclass(slots=True)
class _World:
    random: Random
    rows: Rows

    def words(self, few: int, many: int) -> str:
        """A run of words, the frequent ones more often."""
        count = self.random.randint(few, many)
        return " ".join(_WORDS[int(len(_WORDS) * self.random.random() ** 1.6)] for _ in range(count))

    def sentence(self) -> str:
        """One plain sentence about a subject."""
        return f"{self.words(8, 22).capitalize()} {self.random.choice(_SUBJECTS)}."


def make_archive(meetings: int, seed: int = 1) -> None:
    """Write this many meetings into an empty archive.

    Each has 10 items, 10 decisions, 3 actions, 18 people and a source of its own. 1 meeting in 20 is a draft, 1 in
    20 withdrawn, and 1 item in 10 restricted.
    """
    with transaction.atomic():
        rows = Rows(MODELS)
        world = _World(Random(seed), rows)  # noqa: S311 - nothing secret
        _bodies(rows)
        for number in range(meetings):
            _meeting(world, number)
            if number % BATCH == BATCH - 1:
                rows.write()
        rows.finish()
    search.rebuild()
    search.look_again()  # as the database would by itself a minute later


def _bodies(rows: Rows) -> None:
    for name in BOARDS:
        rows.add(Board, name=name, printed=name, key=name.lower(), slug=_slug(name))
    for name in PEOPLE:
        given, _, surname = name.partition(" ")
        key = f"{surname} {given}".lower()
        rows.add(Member, name=name, printed=name, sort_name=f"{surname}, {given}", key=key, slug=_slug(name))
    for name in COUNCILS:
        rows.add(Authority, name=name, printed=name, key=name.lower(), slug=_slug(name))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _meeting(world: _World, number: int) -> None:
    add, note = world.rows.add, _Note()
    turn, board = divmod(number, len(BOARDS))
    day = str(FIRST + dt.timedelta(days=turn * 73 % DAYS))
    state = {7: State.DRAFT, 13: State.WITHDRAWN}.get(number % 20, State.PUBLISHED)
    source = add(Source, sha256=f"{number:064x}", filename=f"note-{number}.txt", size=1, status="filed")
    key = number + 1
    head = note.add(f"Note of the {BOARDS[board]}, {day}")
    items = [_item(world, key, note, position) for position in range(1, ITEMS + 1)]
    seats = [_seat(world, key, board, note, position) for position in range(1, PRESENT + 1)]
    own = [[head["start"], head["end"]], [seats[0]["start"], seats[-1]["end"]]]
    minutes = json.dumps([{"own": own, "items": items}])
    reading = add(Reading, source_id=source, parser_version="1", text=note.text, minutes=minutes)
    add(
        Meeting,
        board_id=board + 1,
        board_printed=BOARDS[board],
        date=day,
        sequence=1 + turn * 73 // DAYS,
        record="minutes",
        state=state.value,
        venue="Town Hall",
        published_at=NOW,
        withdrawn_at=NOW if state == State.WITHDRAWN else None,
        told_by_id=key,
    )
    add(MeetingSource, meeting_id=key, reading_id=reading, index=0)


def _item(world: _World, meeting: int, note: _Note, position: int) -> dict[str, Any]:
    subject = world.random.choice(_SUBJECTS)
    title = f"{subject.capitalize()}: {world.words(2, 5)}"
    if position == ITEMS:
        title = "Quay lamps"  # an item that comes again at each meeting
    heading = note.add(f"{position}. {title}")
    passages = [_passage(note, world.sentence()) for _ in range(world.random.randint(2, 5))]
    item = (meeting - 1) * ITEMS + position
    _decision(world, meeting, item, note)
    if position <= ACTIONS:
        _action(world, meeting, item, note)
    start, end = heading["start"], len(note.text) - 2
    world.rows.add(
        AgendaItem,
        meeting_id=meeting,
        told_by_id=meeting,
        position=position,
        number=str(position),
        ref=str(position),
        title=title,
        topic=topic_of(title),
        passages=json.dumps(passages),
        restricted=world.random.random() < 0.1,
        heading_start=start,
        heading_end=heading["end"],
        start=start,
        end=end,
    )
    return {"number": str(position), "title": title, "span": [start, end], "title_span": [start, heading["end"]]}


def _passage(note: _Note, text: str) -> dict[str, Any]:
    span = list(note.add(text).values())
    return {"text": text, "span": span, "kind": "paragraph", "marker": "", "level": 0}


def _decision(world: _World, meeting: int, item: int, note: _Note) -> None:
    verb = world.random.choice(_VERBS)
    rare = " ".join(f"{PEOPLE[item % RARE + at]}".replace(" ", "").lower() for at in (0, RARE))
    text = f"The Board {verb} {world.words(5, 14)} {world.random.choice(_SUBJECTS)} with {rare}."
    place = {"item_id": item, "position": 1, "told_by_id": meeting, **note.add(text)}
    decision = world.rows.add(Decision, text=text, heading="Decision", **place)
    world.rows.add(Outcome, decision_id=decision, position=1, verb=verb)


def _action(world: _World, meeting: int, item: int, note: _Note) -> None:
    text = f"Officers to {world.words(5, 12)}."
    routine, status = world.random.random() < 0.3, world.random.choice(["open", "open", "open", "reported", "done"])
    place = {"item_id": item, "position": 1, "told_by_id": meeting, **note.add(text)}
    action = world.rows.add(Action, text=text, heading="Action", boilerplate=routine, status=status, **place)
    owner = world.random.choice(["Officers", "Chair", world.random.choice(PEOPLE)])
    world.rows.add(ActionOwner, action_id=action, position=1, printed=owner)


def _seat(world: _World, meeting: int, board: int, note: _Note, position: int) -> dict[str, int]:
    """A member of the board's own circle, who comes from the same council each time."""
    at = (board * 29 + position * 7 + world.random.randint(0, 2)) % len(PEOPLE)
    council, role = at % len(COUNCILS), _ROLES[position - 1]
    place = note.add(f"Cllr {PEOPLE[at]}")
    world.rows.add(
        Attendance,
        meeting_id=meeting,
        position=position,
        member_id=at + 1,
        printed=f"Cllr {PEOPLE[at]}",
        name=PEOPLE[at],
        honorific="Cllr",
        role=role,
        role_printed=role.capitalize(),
        authority_id=council + 1,
        authority_printed=COUNCILS[council],
        told_by_id=meeting,
        **place,
    )
    return place
