"""What the desk looks for words in, beside plain columns. The desk sees drafts, so it never asks the public index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Func, QuerySet, TextField
from django.http import HttpRequest

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:  # what it is mixed into is one
    _Admin = object


class Told(Func):
    """The paragraphs of a column of passages as one text: what stands in the JSON, without its signs."""

    output_field = TextField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite's way."""
        template = "(SELECT group_concat(json_extract(value, '$.text'), ' ') FROM json_each(%(expressions)s))"
        return super().as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL's way."""
        template = "(SELECT string_agg(value->>'text', ' ') FROM jsonb_array_elements(%(expressions)s))"
        return super().as_sql(compiler, connection, template=template, **extra)


class DiscussionSearched(_Admin):
    """An admin whose `search_fields` may name `told`: what was said under an item."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Django's own search, with the discussion as one text."""
        told: QuerySet[Any] = queryset.alias(told=Told("passages"))
        return super().get_search_results(request, told, search_term)
