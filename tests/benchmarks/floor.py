"""What a page cannot be quicker than: its queries in raw SQL and an empty template, bare and as an answer of Django.

The answer is a site of its own, without middleware, which the same client asks as the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

_QUERIES: list[str] = []
_EMPTY = engines["django"].from_string("")


def raw(asked: Any, queries: list[str], empty: Any) -> str:
    """The statements with nothing around them, on a connection; and a template with nothing in it."""
    with asked.cursor() as cursor:
        for sql in queries:
            cursor.execute(sql)
            cursor.fetchall()
    return str(empty.render({}))


def answer(request: HttpRequest) -> HttpResponse:
    """The same as an answer."""
    return HttpResponse(raw(connection, _QUERIES, _EMPTY))


urlpatterns = [path("", answer)]


@contextmanager
def least_answer(queries: list[str]) -> Iterator[Client]:
    """A client to whom `/` is the least answer with these queries."""
    _QUERIES[:] = queries
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        yield Client()
