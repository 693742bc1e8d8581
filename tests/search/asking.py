"""Asks the archive what the contract asks, and hands back what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import QueryDict
from django.test import Client

from meetings.filters import Listing, Searching
from meetings.filters import asked as listed
from tests.search.answers import Asked, Linked, in_order, linked, links

Miscounted = tuple[str, str, str, int, int]
"""Address, facet, value, the count beside it, and the rows of the list with that choice."""


def found(asked: Asked) -> list[Linked]:
    """Where its rows lead to, newest first."""
    newest = "&sort=newest" if asked.list == "search" else ""
    rows = listed(asked.list, QueryDict(f"{asked.query}&per_page=100{newest}"))
    addresses = [lead.passage for lead in rows.leads] if isinstance(rows, Searching) else _addresses(rows)
    return in_order([linked(address) for address in addresses])


def shown(asked: Asked) -> list[Linked]:
    """Where the rows of the page lead to."""
    newest = "&sort=newest" if asked.list == "search" else ""
    response = Client().get(f"{asked.address}&per_page=100{newest}", follow=True)
    assert response.status_code == 200
    return in_order(links(response.content.decode()))


def _addresses(rows: Listing) -> list[str]:
    return [row.get_absolute_url() for row in rows.page]


def decided(asked: Asked) -> list[Linked]:
    """What the list of decisions holds for the same words."""
    rows = listed("decisions", QueryDict(f"{asked.query}&per_page=100")).page
    return [linked(row.get_absolute_url()) for row in rows]


def counted(asked: Asked) -> tuple[int, dict[str, dict[str, int]]]:
    """The total of a search, and facet → value → count; choices that would leave nothing are not offered."""
    listing = listed("search", QueryDict(asked.query))
    facets = {facet.name: facet.choices for facet in listing.facets}
    names = ("kind", "board", "year")
    return listing.total, {name: {each.value: each.count for each in facets[name] if each.count} for name in names}


def miscounted(rows: Iterable[Asked]) -> Iterator[Miscounted]:
    """Every choice whose count is not that of the list it leads to."""
    totals: dict[tuple[str, str], int] = {}
    for asked in rows:
        for facet in listed(asked.list, QueryDict(asked.query)).facets:
            for choice in facet.choices:
                narrowed = QueryDict(asked.query, mutable=True)
                narrowed.setlist(facet.name, [choice.value])
                there = (asked.list, narrowed.urlencode())
                if there not in totals:
                    totals[there] = listed(asked.list, narrowed).total
                if totals[there] != choice.count:
                    yield str(asked), facet.name, choice.value, choice.count, totals[there]
