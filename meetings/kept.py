"""Pages that are made once for each edition of the archive, and handed out again until a record changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.cache import get_conditional_response

from meetings import public
from meetings.answers import View

LONGEST = 100_000
"""Bytes of a page that is kept."""

Stands = tuple[int, str]
"""The edition and the day of which a page is."""

ALWAYS: Stands = (0, "")
"""Of a page on which nothing of the archive stands."""


class Keeper:
    """Keeps the answers of views that are `kept`, as they are sent: compressed, with their headers.

    One is handed out when its edition and its day still stand, which is one small question. It keeps what answers a
    whole request, so it also says here, and not further in, that a browser has the page already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        """The answer, kept or made."""
        if request.method != "GET" or not _on():
            return self._get_response(request)
        key = _key(request)
        if held := cache.get(key):
            stands, content, headers = held
            if stands != ALWAYS:
                request.edition = public.edition()
            if stands in {ALWAYS, _stands(getattr(request, "edition", None))}:
                return _unless_there(request, HttpResponse(content, headers=headers))
        there = request.META.pop("HTTP_IF_NONE_MATCH", None)
        response = self._get_response(request)
        if there is not None:
            request.META["HTTP_IF_NONE_MATCH"] = there
        stands = getattr(response, "stands", None)
        if stands and isinstance(response, HttpResponse) and _can_be_kept(response):
            cache.set(key, (stands, response.content, dict(response.headers)), timeout=None)
        return _unless_there(request, response)


def kept(view: View) -> View:
    """The view, whose page may be kept: it may depend on nothing but the address, the day and the edition.

    Edition and day are asked for first, so that a page is never older than what it is kept for. Inside a transaction
    nothing is kept: what was written there may be taken back, and draws but one number however much of it there is.
    """

    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stands = None
        if _on():
            stands = _stands(request.edition if hasattr(request, "edition") else public.edition())
        return _marked(view(request, *args, **kwargs), stands)

    return answer


def kept_when_known(view: View) -> View:
    """The same for a view that reads the edition along with its rows, and should ask no more: its page is kept when the
    number that it read is the one that was read before."""

    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        before, day = public.edition_read(), _today()
        response = view(request, *args, **kwargs)
        edition = public.edition_read()
        if edition is not None:
            public.read_edition(edition)
        return _marked(response, (edition, day) if _on() and edition is not None and edition == before else None)

    return answer


def kept_always(response: HttpResponseBase) -> HttpResponseBase:
    """A page of words, on which nothing of the archive stands: to hand it out again no database is asked."""
    return _marked(response, ALWAYS if _on() else None)


def _on() -> bool:
    return bool(settings.PAGES_KEPT) and not connection.in_atomic_block


def _marked(response: Any, stands: Stands | None) -> HttpResponseBase:
    if stands is not None:
        response.stands = stands
    made: HttpResponseBase = response
    return made


def _stands(edition: int | None) -> Stands | None:
    return None if edition is None else (edition, _today())


def _today() -> str:
    return timezone.localdate().isoformat()


def _can_be_kept(response: HttpResponse) -> bool:
    return response.status_code == 200 and len(response.content) <= LONGEST and not response.cookies


def _unless_there(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, or that the browser has it."""
    if not isinstance(response, HttpResponse) or not response.has_header("ETag"):
        return response
    answer: Any = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    made: HttpResponseBase = answer
    return made


def _key(request: HttpRequest) -> str:
    """What tells answers apart: the address, whether it is sent compressed, and whether nobody may store it."""
    compressed = bool(re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return sha256(f"{compressed} {signed_in} {request.build_absolute_uri()}".encode()).hexdigest()
