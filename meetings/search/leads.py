"""Hits → where each leads: to its passage in the meeting, lit; to the same in the source; to the meeting's mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from meetings.search.hits import Hit
from meetings.search.marks import carried
from meetings.search.mentions import mentions
from meetings.search.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A hit with its addresses.

    `passage` is where it stands: in the meeting, or the page of a person. `board` is the page of its board, and `note`
    its passage in the source, blank when none tells of it. `count` places of the meeting are lit, the first of them at
    `mentions`; 0 when none is.
    """

    hit: Hit
    passage: str
    board: str = ""
    note: str = ""
    count: int = 0
    mentions: str = ""


def leads(hits: Sequence[Hit], results: Results) -> list[Lead]:
    """A Lead for each of these hits of some results, in order; one query counts the mentions of all."""
    asked, counted = carried(results.query), dict[int, int]()
    if asked:
        counted = mentions((hit.meeting.pk for hit in hits if hit.meeting), results.light)
    return [_lead(hit, asked, counted) for hit in hits]


def _lead(hit: Hit, asked: str, counted: dict[int, int]) -> Lead:
    if hit.meeting is None:
        return Lead(hit=hit, passage=hit.address)
    board, day = hit.meeting.board.slug, hit.meeting.day
    address = f"{_address('meeting', board, day)}{asked}"
    return Lead(
        hit=hit,
        passage=f"{address}#{hit.at}",
        board=_address("board", board),
        note=_note(hit, asked),
        count=counted.get(hit.meeting.pk, 0),
        mentions=f"{address}#m-1" if asked else "",
    )


def _note(hit: Hit, asked: str) -> str:
    if hit.meeting is None or not hit.source_n:
        return ""
    page = _address("source", hit.meeting.board.slug, hit.meeting.day, hit.source_n)
    return f"{page}?{urlencode({'at': hit.at})}{asked.replace('?', '&')}#lit"


@lru_cache(maxsize=4096)
def _address(name: str, *parts: str | int) -> str:
    """An address of the site: results of one page share many, and Django takes longer for one than a row of theirs."""
    return reverse(name, args=parts)
