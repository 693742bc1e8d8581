"""The sittings of one board on one day, told apart by the start times that sources print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from meetings.filing.folding import fold
from meetings.minutes.structure import Minutes

_LATE = 15
"""Minutes: printed starts nearer than this are one meeting that began late."""
_TIME = re.compile(r"(?<!\d)(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?(?!\d)\s*(?P<half>[ap]\b|[ap]\.?m\b)?", re.I)
_NOON = re.compile(r"\b(?:noon|midday)\b", re.I)


def start_of(printed: str) -> int | None:
    """Minutes after midnight of the first time in `printed`, None when there is none.

    A bare `2.00` is in the afternoon: boards do not meet before seven in the morning.
    """
    found = _TIME.search(printed)
    if not found:
        return 12 * 60 if _NOON.search(printed) else None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    if hour > 23 or minute > 59:
        return None
    afternoon = half.startswith("p") or (not half and hour < 7)
    return (hour % 12 + 12 * afternoon if half or afternoon else hour) * 60 + minute


def sittings(tellings: Sequence[Minutes]) -> list[list[int]]:
    """Places in `tellings`, one list for each sitting of the day, in order of time.

    An entry that prints no time belongs to the sitting with which it shares most items, else to the first.
    The order of the tellings decides nothing.
    """
    starts = {at: start_of(telling.header.time) for at, telling in enumerate(tellings)}
    timed = sorted((start, at) for at, start in starts.items() if start is not None)
    if not timed:
        return [list(range(len(tellings)))]
    groups = [[timed[0][1]]]
    for (before, _), (start, at) in pairwise(timed):
        if start - before >= _LATE:
            groups.append([])
        groups[-1].append(at)
    titles = [set[str]().union(*(_titles(tellings[at]) for at in group)) for group in groups]
    for at, printed in starts.items():
        if printed is None:
            shared = [len(_titles(tellings[at]) & each) for each in titles]
            groups[shared.index(max(shared))].append(at)
    return groups


def _titles(telling: Minutes) -> set[str]:
    return {fold(item.title) for item in telling.items}
