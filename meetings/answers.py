"""How every public address answers: it is only read, it has one spelling, and it says what is wrong or not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from meetings import public
from meetings.filters import Listing, asked
from meetings.filters.everything import query_of

View = Callable[..., HttpResponseBase]
Wrong = tuple[str, str]
"""The parameter that is wrong, blank when it is none alone, and the sentence about it."""

TWINS: dict[str, tuple[Any, str]] = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "atom": (_("Feed"), "application/atom+xml"),
}
"""Format → what its link is called, and its media type."""

NO_PAGE: Wrong = ("page", "Page: This list has no such page.")
TOO_MANY: Wrong = ("", "This address has more parameters than can be read.")


def only_read(view: View) -> View:
    """GET and HEAD are answered, all else is 405, with a token or without: there is nothing to forge."""
    return csrf_exempt(require_safe(view))


def _no_such_page() -> HttpResponseBase:
    raise Http404


def public_page(view: View, missing: Callable[[], HttpResponseBase] = _no_such_page) -> View:
    """What is not public is a 404, what was withdrawn a 410 with its reason; anyone may keep the page for a minute.

    `missing` answers the 404 in another format than a page.
    """

    @only_read
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except public.NotThere:
            return missing()
        except public.Gone as gone:
            return render(request, "meetings/withdrawn.html", {"gone": gone}, status=410)
        patch_cache_control(response, public=True, max_age=60)
        return response

    return answer


def one_address(request: HttpRequest, listing: Listing) -> HttpResponse | None:
    """The way to the address of this list without blank parameters; None when it was asked for there."""
    if listing.canonical == request.GET.urlencode():
        return None
    return redirect(f"{request.path}?{listing.canonical}" if listing.canonical else request.path)


@dataclass(frozen=True, slots=True)
class Twin:
    """A list in another format: what the link to it is called, its address and its media type."""

    label: str
    address: str
    media: str


def twins(listing: Listing) -> list[Twin]:
    """A valid list in every other format, from its beginning. A feed of what is ranked has the newest first."""
    query = query_of(listing)
    feed = query_of(listing, sort="newest") if listing.order == "best" else query
    return [
        Twin(str(label), f"{reverse(f'{listing.kind}-{name}')}{feed if name == 'atom' else query}", media)
        for name, (label, media) in TWINS.items()
    ]


def addresses(kind: str) -> list[Twin]:
    """A list in every other format, as it is before anybody narrows it."""
    return [Twin(str(label), reverse(f"{kind}-{name}"), media) for name, (label, media) in TWINS.items()]


def twin(
    kind: str,
    write: Callable[[HttpRequest, Listing], HttpResponseBase],
    refuse: Callable[[list[Wrong], int], HttpResponseBase],
) -> View:
    """The view of one list in another format: what the page takes, shows and refuses, and in the same order.

    `write` makes the answer from a valid list; `refuse` says what is wrong, with this status.
    """

    def view(request: HttpRequest) -> HttpResponseBase:
        try:
            listing = asked(kind, request.GET)
        except TooManyFieldsSent:
            return refuse([TOO_MANY], 400)
        if elsewhere := one_address(request, listing):
            return elsewhere
        if not listing.valid:
            return refuse([(name, f"{label}: {message}") for name, label, message in listing.errors], 400)
        return write(request, listing)

    return public_page(view, missing=lambda: refuse([NO_PAGE], 404))


def in_plain_words(wrong: list[Wrong], status: int) -> HttpResponse:
    """What is wrong, a sentence on each line."""
    lines = "".join(f"{sentence}\n" for _, sentence in wrong)
    return HttpResponse(lines, status=status, content_type="text/plain; charset=utf-8")


def absolute(request: HttpRequest) -> Callable[[str], str]:
    """Path of the archive → its whole address on the host that was asked."""
    root = request.build_absolute_uri("/").rstrip("/")
    return lambda path: f"{root}{path}"
