"""A list for its twins: the rows of one page, or every row there is, each as its twins want it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from meetings import public
from meetings.filters.indexed import Indexed
from meetings.filters.listing import KINDS, Listing
from meetings.filters.searching import Searching
from meetings.search import hits

CHUNK = 200
"""Rows that are read at once."""

PLACE = ("page", "after", "until")
"""The parameters that say where in a list one is."""


def query_of(listing: Listing, **changes: str) -> str:
    """The query string of a list from its beginning, with `?`, with some parameters changed; blank when it has none."""
    pairs = [
        (name, value)
        for name, values in listing.data.lists()
        for value in values
        if value.strip() and name not in (*PLACE, *changes)
    ]
    pairs += changes.items()
    return f"?{urlencode(pairs)}" if pairs else ""


def rows_shown(listing: Listing) -> list[Any]:
    """The rows of the page asked for; for a search its hits. Raises NotThere past the last page."""
    return listing.hits if isinstance(listing, Searching) else _completed(listing, listing.page)


def rows_of(listing: Listing) -> Iterator[Any]:
    """Every row of a valid list in its order; for a search its hits.

    What the index answers for is read page by page. Of other lists all keys are read first, eight bytes for each row;
    the rows follow in chunks, each from the same few queries. So no question stays open at the database while somebody
    takes the list slowly. A row that stopped being public meanwhile is left out.
    """
    if isinstance(listing, Searching):
        for page in listing.every(CHUNK):
            yield from hits.hits(page, listing.light)
        return
    if isinstance(listing, Indexed):
        for rows in listing.every(CHUNK):
            yield from rows
        return
    keys = array("q", _ordered(listing).values_list("pk", flat=True).iterator(chunk_size=20 * CHUNK))
    for start in range(0, len(keys), CHUNK):
        yield from _chunk(listing, keys[start : start + CHUNK])


def _ordered(listing: Listing) -> Any:
    rows = listing.filters.qs
    return public.oldest_first(rows) if listing.order == "oldest" else rows


def _chunk(listing: Listing, keys: Iterable[int]) -> list[Any]:
    found = {row.pk: row for row in KINDS[listing.kind].rows().filter(pk__in=list(keys))}
    return _completed(listing, [found[key] for key in keys if key in found])


def _completed(listing: Listing, rows: Iterable[Any]) -> list[Any]:
    """Members with where and as what they sat; other rows as they are."""
    return public.with_posts(rows) if listing.kind == "members" else list(rows)
