"""Fetch every address there is: each URL pattern with every value known, and every link found on the way."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain, cycle
from urllib.parse import urldefrag, urlencode, urljoin
from zlib import crc32

from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from meetings.answers import TWINS
from meetings.filters.listing import KINDS
from meetings.models import Action, AgendaItem, Authority, Board, Decision, Meeting, Member

_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
_ELSEWHERE = ("/admin/", "/static/")
TWIN = re.compile(rf"/\w+\.(?:{'|'.join(TWINS)})(?:\?|$)")
"""Matches the address of a twin of a list."""

_AGAIN = re.compile(rf"{TWIN.pattern}|[?&]sort=")
"""Matches the address of rows that another address shows too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one address: everything a visitor could read."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def whole(self) -> str:
        """Body and headers as one text."""
        return "\n".join([*(f"{name}: {value}" for name, value in self.headers), self.body])


def fetch(client: Client, address: str) -> Answer:
    """One answer; a file that is streamed is read to its end."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, tuple(sorted(response.headers.items())), body.decode("utf-8"))


def crawl(addresses: Iterable[str], within: str | tuple[str, ...] = "/") -> dict[str, Answer]:
    """Address → answer, for these and for every address of the archive that an answer links to and that begins so.

    A link to a twin of a list or to the other order of it is not followed: they are on every list, and `filtered` has
    those that differ. Of Welsh pages, and of lists narrowed twice, some are asked for; LONG=1 asks for all.
    """
    client, found = Client(), dict[str, Answer]()
    waiting = deque(dict.fromkeys(addresses))
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        answer = found[address] = fetch(client, address)
        links = [dict(answer.headers).get("Location", ""), *map(unescape, _LINK.findall(answer.body))]
        waiting.extend(
            each for link in links if (each := _inside(address, link)).startswith(within) and each not in found
        )
    return found


def every_address() -> Iterator[str]:
    """The address of every record, plain and asked to light words, and every list with every filter.

    On a second database, whose pages are made by the same code, of those with a query one in three; LONG=1 asks all.
    """
    yield from of_records()
    asked = chain(lit("slipway OR wharf OR ferr* OR lamps"), filtered())
    yield from (each for each in asked if connection.vendor == "sqlite" or _in_turn(each, 3))


def of_records() -> Iterator[str]:
    """Every URL pattern with every value that any record has, secret ones too."""
    values = known_values()
    for pattern in patterns():
        for chosen in values[tuple(pattern.pattern.converters)]:
            yield reverse(pattern.name, args=chosen)


def lit(typed: str) -> Iterator[str]:
    """The page of every meeting, source, decision and action, secret ones too, asked to light some words."""
    pages = (each for each in of_records() if each.endswith("/") and not each.endswith("/original/"))
    records = (each for each in pages if each.startswith("/meetings/") and each != "/meetings/")
    yield from (f"{each}?{urlencode({'q': typed})}" for each in records)


def patterns() -> list[URLPattern]:
    """Every public URL pattern."""
    found: list[URLPattern] = get_resolver("meetings.urls").url_patterns
    return found


def known_values() -> dict[tuple[str, ...], list[tuple[str | int, ...]]]:
    """Parameters of a URL pattern → their values in every record that there is, and in one that never was."""
    slugs = [slug for model in (Board, Member, Authority) for slug in model.objects.values_list("slug", flat=True)]
    meetings = [(meeting.board.slug, meeting.day) for meeting in Meeting.objects.select_related("board")]
    meetings += [(meetings[0][0], "1987-06-05"), ("never-was", meetings[0][1])]
    records = {
        (record.item.meeting.board.slug, record.item.meeting.day, record.item.ref, record.position)
        for model in (Decision, Action)
        for record in model.objects.select_related("item__meeting__board")
    }
    return {
        (): [()],
        ("slug",): [(slug,) for slug in [*slugs, "never-was"]],
        ("topic",): [(topic,) for topic in [*_topics(), "never-was", "never--was"]],
        ("board", "day"): meetings,
        ("board", "day", "n"): [(*meeting, n) for meeting in meetings for n in (0, 1, 2)],
        ("board", "day", "ref", "position"): sorted(records | {(*meeting, "1", 9) for meeting in meetings}),
    }


def _topics() -> list[str]:
    """What every item is followed by, secret ones too."""
    rows = AgendaItem.objects.exclude(topic="").values_list("meeting__board__slug", "topic").distinct()
    return sorted(f"{board}--{topic}" for board, topic in rows)


def filtered() -> Iterator[str]:
    """Every list and its twins with every filter, each with every value known to it and some that mean nothing.

    A value is asked of the page and of one of the twins, by turns: so each twin meets each filter.
    """
    slugs = {
        "board": Board.objects.values_list("slug", flat=True),
        "member": Member.objects.values_list("slug", flat=True),
        "authority": Authority.objects.values_list("slug", flat=True),
    }
    for kind, made in KINDS.items():
        page, *twins = (reverse(name) for name in (kind, *(f"{kind}-{form}" for form in TWINS)))
        for name in made.filters.base_filters:
            for value, twin in zip([*slugs.get(name, []), "2021", "noted", "open"], cycle(twins)):
                yield from (f"{address}?{urlencode({name: value})}" for address in (page, twin))
            for value in ("1", "b", "\0"):
                yield f"{page}?{urlencode({name: value})}"
        for rest in ("sort=oldest", "page=2", "page=0"):
            yield from (f"{address}?{rest}" for address in (page, *twins))
        for rest in ("per_page=50", "nothing=1", "sort="):
            yield f"{page}?{rest}"


def _inside(address: str, link: str) -> str:
    """The address that a link leads to, blank when it leaves the public archive."""
    whole = urldefrag(urljoin(f"http://testserver{address}", link)).url
    path = whole.removeprefix("http://testserver")
    left_out = not link or path == whole or path.startswith(_ELSEWHERE) or _AGAIN.search(path)
    return "" if left_out or not _is_followed(path) else path


def _is_followed(address: str) -> bool:
    """Of what pages link to: every record, one in eight in Welsh, and of lists with filters those whose turn it is."""
    if address.startswith("/cy/"):
        return "?" not in address and _in_turn(address, 8)
    return "?" not in address or _in_turn(address, 2 if connection.vendor == "sqlite" else 4)


def _in_turn(address: str, of: int) -> bool:
    """Whether this is the one in so many that is asked for, always the same one; LONG=1 asks for all."""
    return bool(os.environ.get("LONG")) or crc32(address.encode()) % of == 0
