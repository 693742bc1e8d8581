"""A made-up archive of any size, written straight into the records: the same seed gives the same rows.

A meeting has 12 items with 15 decisions and 15 actions among them, and 15 people in its list. It has no source, as if
a clerk had typed it. About 1 meeting in 25 is a draft, 1 in 50 withdrawn, and 1 item in 20 restricted, so that what
must stay hidden is there in every size.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any

from meetings.management.bulk import Rows
from meetings.management.lexicon import Lexicon
from meetings.minutes.topics import topic_of
from meetings.models import (
    Action,
    ActionOwner,
    AgendaItem,
    Attendance,
    Authority,
    AuthorityName,
    Board,
    Decision,
    Meeting,
    Member,
    MemberName,
    Outcome,
    State,
)
from meetings.models.turn import turn

MOST = 1_000_000
ITEMS, DECISIONS, ACTIONS = 12, 15, 15
FIRST, DAYS = dt.date(2001, 1, 8), 9_100
BATCH = 250
"""Meetings written in one transaction: enough for speed, few enough for memory."""

# The models in an order in which each refers to earlier ones only.
MODELS = [
    Board,
    Authority,
    AuthorityName,
    Member,
    MemberName,
    Meeting,
    AgendaItem,
    Decision,
    Outcome,
    Action,
    ActionOwner,
    Attendance,
]

_SUBJECTS = """Ferries Harbour Bridges Libraries Markets Flooding Rivers Schools Buses Skills Apprenticeships Housing
Energy Waste Climate Budget Audit Heritage Parks Cycling Footpaths Lighting Tourism Farming Broadband Health Care Youth
Sport Museums Archives Planning Conservation Licensing Pensions Parking Quarries Canals Reservoirs Orchards""".split()
_BODIES = "Board Panel Committee Partnership Forum Group".split()
_GIVEN = """Nell Tam Ossian Una Pia Gil Rhona Emrys Ada Bram Cleo Dov Esme Finn Greta Hal Ivy Jory Kit Lorna Mabel Ned
Olwen Perry Quentin Rosa Seth Tilda Ulric Vera Wyn Yorick Zita Asa Bess Cyril Dilys Edda Faye Giles""".split()
_PLACES = """Aver Dun Quill Thor Pyle Easter Stanner Harrow Fennick Brack Sal Tol Kings Carrow Merrow Ox Pen Rother
Sel Tarn""".split()
_ENDS = "ham moor ley ton wick ford worth by den stead".split()
_COUNCILS = "District Borough County City".split()

_ROLES = ["chair", "vice-chair", *["member"] * 9, "apologies", "apologies", "observer", "officer"]
_CIRCLE = 24
"""People who come to a board in one year."""

_OUTCOMES = """noted noted noted noted noted noted agreed agreed agreed agreed approved approved endorsed supported
directed deferred delegated recommended rejected noted|agreed noted|endorsed approved|delegated""".split()
_STATUSES = "open open open reported reported done done superseded".split()
_OWNERS = ["Officers", "Officers", "Officers", "Chair", "Director of Finance", "Clerk to the board", "Programme team"]
_ROUTINE = [
    "Officers to take forward the actions identified.",
    "Officers to proceed with delivery of the proposals in the report.",
    "Officers to report back to the next meeting.",
]
_BECAUSE = "Exempt: it tells of somebody's business affairs."


@dataclass(slots=True)
class Archive:
    """What is being made: whence words and chance come, where rows go, and how many there are of each."""

    random: Random
    lexicon: Lexicon
    rows: Rows
    discussion: bool
    boards: list[tuple[int, str]] = field(default_factory=list)
    authorities: list[tuple[int, str]] = field(default_factory=list)
    members: list[tuple[int, str]] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)


def make(meetings: int, *, seed: int = 1, discussion: bool = True) -> Iterator[Counter[str]]:
    """Write so many meetings, up to MOST, beside whatever is on file; each batch is a transaction.

    After each batch, yields how many there are by now of `meetings`, `items` and so on, of each state, and of what is
    `restricted`.
    """
    random = Random(seed)  # noqa: S311 - nothing secret
    archive = Archive(random, Lexicon(random), Rows(MODELS), discussion)
    with turn():
        _bodies(archive, meetings)
        archive.rows.finish()
    for start in range(0, meetings, BATCH):
        with turn():
            for number in range(start, min(start + BATCH, meetings)):
                _meeting(archive, number, FIRST + dt.timedelta(days=number * DAYS // meetings))
            archive.rows.finish()
        yield archive.made


def _bodies(archive: Archive, meetings: int) -> None:
    """Boards for the meetings, and people and councils for the boards."""
    first = archive.rows.last(Board) + 1
    mark = f" trial {first}" if first > 1 else ""  # beside other records, names are told apart
    _boards(archive, max(8, meetings // 40), mark)
    _authorities(archive, mark)
    _members(archive, mark)
    archive.made.update(boards=len(archive.boards), members=len(archive.members), authorities=len(archive.authorities))


def _boards(archive: Archive, count: int, mark: str) -> None:
    names = [f"{subject} {body}{mark}" for body, subject in product(_BODIES, _SUBJECTS)]
    for name in names[:count]:
        key = archive.rows.add(Board, name=name, printed=name, key=name.lower(), slug=_slug(name))
        archive.boards.append((key, name))


def _authorities(archive: Archive, mark: str) -> None:
    add = archive.rows.add
    for body, end, place in product(_COUNCILS, _ENDS, _PLACES[: 4 + len(archive.boards) // 8]):
        name = f"{place}{end} {body} Council{mark}"
        key = add(Authority, name=name, printed=name, key=name.lower(), slug=_slug(name))
        add(AuthorityName, authority_id=key, text=name)
        archive.authorities.append((key, name))


def _members(archive: Archive, mark: str) -> None:
    add = archive.rows.add
    surnames = [f"{place.lower()}{end}".capitalize() for end, place in product(_ENDS, _PLACES)]
    people = archive.random.sample(list(product(surnames, _GIVEN)), 15 * len(archive.boards) + _CIRCLE)
    for surname, given in people:
        name = f"{given} {surname}{mark}"
        fields = {"sort_name": f"{surname}{mark}, {given}", "key": f"{surname}{mark} {given}".lower()}
        key = add(Member, name=name, printed=name, slug=_slug(name), **fields)
        add(MemberName, member_id=key, text=f"Cllr {name}")
        archive.members.append((key, name))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _meeting(archive: Archive, number: int, day: dt.date) -> None:
    at = number % len(archive.boards)
    board, name = archive.boards[at]
    state, when = _state(archive.random), f"{day} 12:00:00+00:00"
    key = archive.rows.add(
        Meeting,
        board_id=board,
        board_printed=name,
        date=str(day),
        record="minutes",
        state=state.value,
        time="10.30 am",
        venue="Town Hall",
        published_at=None if state == State.DRAFT else when,
        withdrawn_at=when if state == State.WITHDRAWN else None,
        withdrawn_because="It was filed twice." if state == State.WITHDRAWN else "",
    )
    archive.made.update({"meetings": 1, state.value: 1})
    decisions = Counter(archive.random.choices(range(ITEMS), k=DECISIONS))
    actions = Counter(archive.random.choices(range(ITEMS), k=ACTIONS))
    for position in range(ITEMS):
        item = _item(archive, key, position + 1)
        for n in range(decisions[position]):
            _decision(archive, item, n + 1)
        for n in range(actions[position]):
            _action(archive, item, n + 1, day)
    for position, role in enumerate(_ROLES, start=1):
        _seat(archive, key, position, role, at * 15 + (day.year + position * 5) % _CIRCLE)


def _state(random: Random) -> State:
    at = random.random()
    return State.DRAFT if at < 0.04 else State.WITHDRAWN if at < 0.06 else State.PUBLISHED


def _item(archive: Archive, meeting: int, position: int) -> int:
    restricted = archive.random.random() < 0.05
    archive.made.update({"items": 1, "restricted": restricted})
    title = archive.lexicon.run(2, 6).capitalize()
    return archive.rows.add(
        AgendaItem,
        meeting_id=meeting,
        position=position,
        number=str(position),
        ref=str(position),
        title=title,
        topic=topic_of(title),
        passages=json.dumps(list(_passages(archive)) if archive.discussion else []),
        restricted=restricted,
        restricted_because=_BECAUSE if restricted else "",
    )


def _passages(archive: Archive) -> Iterator[dict[str, Any]]:
    """Two to six paragraphs: about 1,200 characters."""
    start = 0
    for _ in range(archive.random.randint(2, 6)):
        text = " ".join(archive.lexicon.sentence(8, 26) for _ in range(archive.random.randint(2, 4)))
        yield {"text": text, "span": [start, start + len(text)], "kind": "paragraph", "marker": "", "level": 0}
        start += len(text) + 2


def _decision(archive: Archive, item: int, position: int) -> None:
    verbs = archive.random.choice(_OUTCOMES).split("|")
    text = f"The Board {' and '.join(verbs)} the report on {archive.lexicon.run(4, 14)}."
    negative = "rejected" in verbs
    key = archive.rows.add(Decision, item_id=item, position=position, text=text, heading="Decision", negative=negative)
    for n, verb in enumerate(verbs, start=1):
        archive.rows.add(Outcome, decision_id=key, position=n, verb=verb)
    archive.made["decisions"] += 1


def _action(archive: Archive, item: int, position: int, day: dt.date) -> None:
    random = archive.random
    routine, dated = random.random() < 0.3, random.random() < 0.2
    text = random.choice(_ROUTINE) if routine else f"Officers to {archive.lexicon.run(5, 12)}."
    key = archive.rows.add(
        Action,
        item_id=item,
        position=position,
        text=text,
        heading="Action",
        boilerplate=routine,
        status=random.choice(_STATUSES),
        due=str(day + dt.timedelta(days=random.randint(14, 120))) if dated else None,
    )
    owner = random.choice(_OWNERS) if random.random() < 0.7 else random.choice(archive.members)[1]
    archive.rows.add(ActionOwner, action_id=key, position=1, printed=owner)
    archive.made["actions"] += 1


def _seat(archive: Archive, meeting: int, position: int, role: str, at: int) -> None:
    """Somebody of the board's own circle, who comes from the same council each time; officers come from none."""
    member, name = archive.members[at]
    authority, council = (None, "") if role == "officer" else archive.authorities[at % len(archive.authorities)]
    archive.rows.add(
        Attendance,
        meeting_id=meeting,
        position=position,
        member_id=member,
        printed=f"Cllr {name}",
        name=name,
        honorific="Cllr",
        role=role,
        role_printed=role.capitalize(),
        authority_id=authority,
        authority_printed=council,
    )
