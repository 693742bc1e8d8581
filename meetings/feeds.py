"""Lists as feeds: one page of a list as Atom, which a reader can follow and walk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from meetings.answers import View, absolute, in_plain_words, twin
from meetings.filters import Listing
from meetings.filters.everything import query_of, rows_shown
from meetings.flat import Absolute, flat
from meetings.voice import day

NAME = "Board Archive"
NO_DAY = dt.date(1970, 1, 1)
"""For what has no public date, since every entry must have one."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (section 2.2, production Char)."""

Row = dict[str, Any]


def as_atom(kind: str) -> View:
    """The view of one list as an Atom feed (RFC 4287), with links from page to page (RFC 5005)."""
    return twin(kind, _feed, in_plain_words)


class _Pages(Atom1Feed):
    """An Atom feed of which `pages` gives the links between its pages, and whose date is that of its entries."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for rel, address in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": rel, "href": address})

    def latest_post_date(self) -> Any:
        return max((item["updateddate"] for item in self.items), default=NO_DAY)


def _feed(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    at = absolute(request)
    feed, entries = _head(request, listing, at), dict[str, Row]()
    for row in (flat(listing.kind, each, at) for each in rows_shown(listing)):
        entries.setdefault(row["id"], row)  # a long discussion may be found in several of its parts
    for row in entries.values():
        feed.add_item(**_entry(listing.kind, row))
    response = HttpResponse(content_type=Atom1Feed.content_type)
    feed.write(response, "utf-8")
    return response


def _head(request: HttpRequest, listing: Listing, at: Absolute) -> _Pages:
    first, query = query_of(listing), f"?{listing.canonical}" if listing.canonical else ""
    pages = [("first", first), ("previous", listing.newer), ("next", listing.older)]
    return _Pages(
        title=_whole(f"{listing.said.title} - {NAME}"),
        link=at(f"{reverse(listing.kind)}{query}"),
        description="",
        subtitle=_whole(str(listing.said)),
        language="en-GB",
        author_name=NAME,
        feed_url=at(f"{request.path}{query}"),
        feed_guid=at(f"{request.path}{first}"),
        pages=[(rel, at(f"{request.path}{each}")) for rel, each in pages if each or rel == "first"],
    )


def _entry(kind: str, row: Row) -> dict[str, Any]:
    """One row as the feed generator takes it. Its date is that of its meeting: what is withheld cannot change it."""
    return {
        "title": _whole(_TITLES[kind](row)),
        "link": row["id"],
        "unique_id": row["id"],
        "description": _whole(escape(_TEXTS[kind](row))),
        "updateddate": row.get("date") or row.get("last_date") or NO_DAY,
        "author_name": _whole(row["board"]) if row.get("board") else None,
        "categories": [_whole(each) for each in (row["type"], *row.get("outcomes", ()), row.get("status")) if each],
    }


def _titled(row: Row) -> str:
    return row["item_title"] or "Item without a title"


def _said(row: Row) -> str:
    return f"{row['lead_in']} {row['text']}".strip()


_TITLES: dict[str, Callable[[Row], str]] = {
    "meetings": lambda row: f"{row['board']}, {day(row['date'])}",
    "decisions": _titled,
    "actions": _titled,
    "members": lambda row: row["name"],
    "authorities": lambda row: row["name"],
    "search": lambda row: row["title"],
}
_TEXTS: dict[str, Callable[[Row], str]] = {
    "meetings": lambda row: "; ".join(row["subjects"]),
    "decisions": _said,
    "actions": _said,
    "members": lambda row: row["authority"],
    "authorities": lambda row: "",
    "search": lambda row: row["text"],
}


def _whole(text: str) -> str:
    """The text without what would break the feed."""
    return _FORBIDDEN.sub("", text)
