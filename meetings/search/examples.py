"""An example for each way to ask, made of words of the latest public records, so that each finds something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from meetings import public
from meetings.models import Attendance
from meetings.search.query import COMMON
from meetings.search.words import fold_word, folded

WAYS = (
    *("words", "phrase", "either", "without", "begins", "kind", "after", "before"),
    *("board", "member", "authority", "verb", "owner"),
)
"""Ways to ask, by name."""

LATEST = 20
"""How many decisions and actions are looked at."""

SHORTEST = 4
"""Letters of a word that is taken for an example."""

_OF_EVERY_BOARD = {"board", "committee", "council", "cabinet", "panel", "group"}


def examples() -> dict[str, str]:
    """Name of a way to ask → what to type; blank where the archive holds no words for it."""
    decisions = list(public.decisions()[:LATEST])
    told = next((each for each in decisions if any(_pairs(each.text))), None)
    if told is None:
        return dict.fromkeys(WAYS, "")
    one, two = next(_pairs(told.text))
    held = told.item.meeting
    ways = {
        "words": f"{one} {two}",
        "phrase": f'"{one} {two}"',
        "begins": f"{one[:SHORTEST]}*",
        "kind": f"{one} in:decisions",
        "after": f"{one} after:{held.date.year}",
        "before": f"{one} before:{held.date.year + 1}",
        **_beside(one, told, decisions),
        **_named(decisions),
    }
    return dict.fromkeys(WAYS, "") | ways


def _beside(one: str, told: Any, decisions: Iterable[Any]) -> dict[str, str]:
    """Ways that need a second word: one that the decision with the first does not have."""
    has = {word[:SHORTEST] for text in (told.item.title, told.lead_in, told.text) for word in folded(text)}
    others = (word for each in decisions for word in _telling(each.text) if word[:SHORTEST] not in has)
    other = next(others, "")
    return {"either": f"{one} OR {other}", "without": f"{one} -{other}"} if other else {}


def _named(decisions: list[Any]) -> dict[str, str]:
    """Ways that need a name."""
    board = next(_longest(each.item.meeting.board.name for each in decisions), "")
    verb = next((str(outcome) for each in decisions for outcome in each.outcomes.all()), "")
    owners = (str(owner) for each in public.actions()[:LATEST] for owner in each.owners.all())
    found = {"board": board, "verb": verb, "owner": next(_longest(owners), "")}
    seats = Attendance.objects.public().filter(meeting__in={each.item.meeting_id for each in decisions})
    seats = seats.filter(member__isnull=False, authority__isnull=False).select_related("member", "authority")
    if seat := seats.order_by("-meeting__date", "meeting", "position").first():
        found["member"] = fold_word(seat.member.name.split()[-1])
        found["authority"] = next(_longest([seat.authority.name]), "")
    return {field: f"{field}:{word}" for field, word in found.items() if word}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Two words that follow each other and both tell something."""
    return ((one, two) for one, two in pairwise(folded(text)) if _tells(one) and _tells(two) and one != two)


def _telling(text: str) -> list[str]:
    return [word for word in folded(text) if _tells(word)]


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in COMMON


def _longest(names: Iterable[str]) -> Iterator[str]:
    """Of each name the longest word, unless all its words are those of every name."""
    for name in names:
        if words := [word for word in _telling(name) if word not in _OF_EVERY_BOARD]:
            yield max(words, key=len)
