"""An address that leads nowhere → public pages with addresses like it.

Only the address and what is public are looked at: a draft, a restricted record and a never-was get the same answer.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from meetings.models import Authority, Board, Meeting, Member

MOST = 3
"""How many pages are named."""

ALIKE = 75
"""How much of two parts of an address must be the same, in percent."""

PLACES = {
    "meetings": gettext_lazy("Meetings"),
    "decisions": gettext_lazy("Decisions"),
    "actions": gettext_lazy("Actions"),
    "boards": gettext_lazy("Boards"),
    "members": gettext_lazy("Members"),
    "authorities": gettext_lazy("Authorities"),
    "search": gettext_lazy("Search"),
    "about": gettext_lazy("About this archive"),
    "coverage": gettext_lazy("What the archive covers"),
    "figures": gettext_lazy("The archive in figures"),
    "searching": gettext_lazy("Help with searching"),
    "words": gettext_lazy("Words explained"),
    "data": gettext_lazy("Take the data away"),
    "accessibility": gettext_lazy("Accessibility"),
    "privacy": gettext_lazy("Privacy"),
    "keyboard": gettext_lazy("Keyboard"),
}
"""Name of a URL without parameters → what its page is called."""

_NAMED: dict[str, Any] = {"boards": Board, "members": Member, "authorities": Authority}
_PART = re.compile(r"[-A-Za-z0-9_.]{1,200}")
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Near:
    """A public page that may have been meant."""

    name: str
    address: str


def nearest(path: str) -> list[Near]:
    """Up to three public pages whose addresses are like this one, the likeliest first."""
    parts = [part for part in path.lower().split("/") if part]
    if not parts or not all(map(_PART.fullmatch, parts)):
        return []
    kinds = {name: name for name in ("meetings", *_NAMED)}
    kind = next(iter(_alike(parts[0], kinds)), "")
    if kind and len(parts) > 1:
        found = _meetings(parts[1], parts[2:]) if kind == "meetings" else _named(_NAMED[kind], parts[1])
        return found[:MOST] or [_place(kind)]
    return [_place(name) for name in _places(parts)][:MOST]


def _places(parts: list[str]) -> list[str]:
    """Names of pages without parameters: what stands under this address, or is spelt like it or its last part."""
    under = "/".join([*parts, ""])
    addresses = {name: reverse(name).strip("/") for name in PLACES}
    if below := [name for name, address in addresses.items() if address.startswith(under)]:
        return below
    if whole := _alike(under, {name: f"{address}/" for name, address in addresses.items()}):
        return whole
    return _alike(parts[-1], {name: address.rpartition("/")[2] for name, address in addresses.items()})


def _place(name: str) -> Near:
    return Near(str(PLACES[name]), reverse(name))


def _alike(typed: str, known: dict[str, str]) -> list[str]:
    """The keys whose values are spelt like what was typed, the likest first."""
    found = process.extract(typed, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    return [key for _, _, key in sorted(found, key=lambda each: (-each[1], each[0]))]


def _named(model: Any, slug: str) -> list[Near]:
    """Boards, members or authorities with slugs like this one; of the many people those with the same first letter."""
    rows = model.objects.public().order_by()
    if model is not Board:
        rows = rows.filter(slug__gte=slug[0], slug__lt=chr(ord(slug[0]) + 1))
    names = dict(rows.values_list("slug", "name"))
    like = _alike(slug, {each: each for each in names})
    return [Near(names[each], model(slug=each).get_absolute_url()) for each in like[:MOST]]


def _meetings(slug: str, rest: list[str]) -> list[Near]:
    """Meetings of this board nearest to the day that stands behind it; else boards that are spelt alike."""
    board = Board.objects.public().filter(slug=slug).first()
    day = _day(rest[0]) if rest else None
    if board is None:
        boards = _named(Board, slug)
        like = [near.address.strip("/").rpartition("/")[2] for near in boards]
        held = Meeting.objects.public().filter(board__slug__in=like, date=day) if day else Meeting.objects.none()
        return [*_told(held), *boards]
    held = Meeting.objects.public().filter(board=board)
    return (_told(_around(held, day)) if day else []) or [Near(board.name, board.get_absolute_url())]


def _around(held: QuerySet[Meeting], day: dt.date) -> list[Meeting]:
    """The meetings of that very day; when there is none, those before and behind it, the nearest first."""
    held = held.select_related("board").defer("preamble")
    before = list(held.filter(date__lte=day).order_by("-date", "sequence")[:MOST])
    if those := [each for each in before if each.date == day]:
        return those
    behind = list(held.filter(date__gt=day).order_by("date", "sequence")[:MOST])
    return sorted([*before, *behind], key=lambda each: abs(each.date - day))


def _told(held: Any) -> list[Near]:
    rows = held.select_related("board").defer("preamble") if isinstance(held, QuerySet) else held
    return [Near(str(each), each.get_absolute_url()) for each in rows]


def _day(text: str) -> dt.date | None:
    """The day that was meant by numbers in either order; the middle of a year or a month; None when there is none."""
    numbers = [int(number) for number in _NUMBER.findall(text)[:3]]
    if len(numbers) == 3 and numbers[0] < 32:
        numbers.reverse()
    year, month, day = [*numbers, *(0, 7, 15)[len(numbers) :]]
    for each in (day, 28):
        try:
            return dt.date(year, month, each)
        except ValueError:
            continue
    return None
