"""Pages that are made once for each edition of the archive, and handed out again until a record changes."""

from __future__ import annotations

from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from meetings import public
from meetings.answers import View

LONGEST = 200_000
"""Bytes of a page that is kept."""


def kept(view: View) -> View:
    """The view, asked once for each address, day and edition; its pages may depend on nothing else.

    The edition is asked for first, so that a page is never older than the edition it is kept for. Inside a transaction
    nothing is kept: what was written there may be taken back, and draws but one number however much of it there is.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        edition = public.edition() if settings.PAGES_KEPT and not connection.in_atomic_block else None
        if edition is None:
            return view(request, *args, **kwargs)
        key = _key(request, edition)
        if held := cache.get(key):
            return HttpResponse(held[0], headers=held[1])
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and response.status_code == 200 and len(response.content) <= LONGEST:
            cache.set(key, (response.content, dict(response.headers)), timeout=None)
        return response

    return answer


def _key(request: HttpRequest, edition: int) -> str:
    day = timezone.localdate().isoformat()
    return sha256(f"{edition} {day} {request.build_absolute_uri()}".encode()).hexdigest()
