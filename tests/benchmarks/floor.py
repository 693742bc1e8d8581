"""The floor of a page, as a site of its own: an answer of Django that asks the page's queries and says nothing.

No middleware, no template but an empty one, no record made of a row. It is asked by the same client as the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

_QUERIES: list[str] = []


def answer(request: HttpRequest) -> HttpResponse:
    """The statements with nothing around them, and a template with nothing in it."""
    with connection.cursor() as cursor:
        for sql in _QUERIES:
            cursor.execute(sql)
            cursor.fetchall()
    return HttpResponse(engines["django"].from_string("").render())


urlpatterns = [path("", answer)]


@contextmanager
def floor(queries: list[str]) -> Iterator[Client]:
    """A client to whom `/` is the floor of a page with these queries."""
    _QUERIES[:] = queries
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        yield Client()
