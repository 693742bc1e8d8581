"""An address of every public page, found as a reader finds it: by links, from the pages that need no record."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from meetings.urls import pages

_LINK = re.compile(r'href="(/[^"#]*)')


def addresses(fetch: Callable[[str], str]) -> dict[str, str]:
    """Name → address of each public page, in the order of the archive's own list; `fetch` gets a page of an address.

    Raises LookupError when no link leads to one of them.
    """
    found: dict[str, str] = {}
    for page in pages:
        try:
            found[page.name] = reverse(page.name)
        except NoReverseMatch:  # it wants a record
            continue
    waiting = deque(found.values())
    while waiting and len(found) < len(pages):
        for link in _LINK.findall(fetch(waiting.popleft())):
            address = link.replace("&amp;", "&")
            name = _name(address)
            if name is not None and name not in found:
                found[name] = address
                waiting.append(address)
    if missing := [page.name for page in pages if page.name not in found]:
        raise LookupError(f"No link leads to these pages: {', '.join(missing)}.")
    return {page.name: found[page.name] for page in pages}


def _name(address: str) -> str | None:
    """Of which page in the first language an address is."""
    try:
        at = resolve(address.partition("?")[0])
    except Resolver404:
        return None
    return at.url_name if any(at.url_name == page.name for page in pages) else None
