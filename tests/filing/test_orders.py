"""The archive is the same whichever source came first, however the sources overlap and disagree."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import transaction

from meetings.filing import file
from meetings.minutes.structure import Attendee, Item, Minutes
from meetings.minutes.vocabulary import Record
from tests.canonical import dump
from tests.minutes_factory import agenda, decision, item, minutes, paper, passage, reading, seat

BOARDS = ["Ferries & Docks Board", "Ferries and Docks Board", "Tides Board"]
TIMES = ["", "", "10.00 am", "10am", "2.00 pm"]
NAMES = ["Ann Bee", "Ánn Bee", "Bo Cee", "Anne Bee", "Bob Cee", "Robert Cee", "Linda van den Dee", "Linda Van Den Dee"]
AUTHORITIES = ["", "Averham Council", "Averham & Brindle Council", "Averham and Brindle Council", "Brindle Council"]
TITLES = ["Welcome", "Harbour dues", "Harbour Dues", "Tolls and the bridge", "Any other business"]


def any_item(rng: random.Random) -> Item:
    """An item that others may mean too."""
    restricted = rng.random() < 0.2
    return item(
        rng.choice(["", "1", "2", "3", "4A"]),
        rng.choice(TITLES),
        restricted=restricted,
        restricted_because="(Confidential)" if restricted else "",
        sensitive=rng.choice(["", "", "confidential update"]),
        passages=(passage(rng.choice(["They met.", "They met for a long time."])),),
        decisions=tuple(decision(rng.choice(["Noted.", "Agreed the dues."])) for _ in range(rng.randrange(3))),
        papers=tuple(paper(rng.choice(["Dues", "Tolls"])) for _ in range(rng.randrange(2))),
    )


def any_seat(rng: random.Random) -> Attendee:
    """A person of a name that others may bear."""
    name = rng.choice(NAMES)
    return seat(name, rng.choice(AUTHORITIES), printed=f"{rng.choice(['Cllr', 'Mayor'])} {name}")


def any_minutes(rng: random.Random) -> Minutes:
    """Minutes or an agenda of one of few boards and days."""
    planned = rng.random() < 0.3
    people = tuple(any_seat(rng) for _ in range(rng.randrange(4)))
    told = (agenda if planned else minutes)(
        *(any_item(rng) for _ in range(rng.randrange(1, 4))),
        board=rng.choice(BOARDS),
        date=dt.date(2021, 5, rng.choice([20, 20, 21])),
        time=rng.choice(TIMES),
        venue=rng.choice(["", "Town Hall"]),
        draft=rng.random() < 0.2,
    )
    return _with_people(told, people)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_any_order_of_sources_leaves_the_same_archive(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - sources and orders, not secrets
    told = [[any_minutes(rng) for _ in range(rng.choice([1, 1, 2]))] for _ in range(rng.randrange(2, 7))]
    readings = [reading(*entries) for entries in told]
    archives = []
    for _ in range(4):
        with transaction.atomic():
            for each in readings:
                file(each, by=None)
            archives.append(dump())
            transaction.set_rollback(True)
        rng.shuffle(readings)
    assert archives[1:] == archives[:1] * 3


def _with_people(told: Minutes, people: tuple[Attendee, ...]) -> Minutes:
    column = "membership" if told.record is Record.AGENDA else "attendance"
    return Minutes(**{name: getattr(told, name) for name in Minutes.__dataclass_fields__} | {column: people})
