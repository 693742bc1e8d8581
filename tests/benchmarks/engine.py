"""The engine that search is measured beside: tantivy, over the very entries of the index, asked for the same page."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.asked import Asked
from tests.here import ROOT

sys.path.insert(0, str(ROOT / "var" / "bench"))  # where `make bench-search` puts what nothing else needs

import tantivy

ROWS = 20
FACETS = ("kind", "board", "year")
_AGGREGATIONS = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}

Row = tuple[int, str, str, int, int, int]
"""Id, title, body, kind, board, year."""


@dataclass(slots=True)
class Engine:
    """An index on disk, and how it answers."""

    index: Any

    @classmethod
    def opened(cls, folder: Path) -> Engine:
        """The index in a folder; a new one when there is none."""
        folder.mkdir(exist_ok=True)
        return cls(tantivy.Index(_schema(), path=str(folder)))

    def fill(self, rows: Iterable[Row]) -> None:
        """Put the entries in, and wait until nothing is merged any more."""
        with self.index.writer(256_000_000, 2) as writer:
            for docid, title, body, kind, board, year in rows:
                writer.add_document(
                    tantivy.Document(docid=docid, title=title, body=body, kind=kind, board=board, year=year)
                )
        self.index.reload()

    def page(self, asked: Asked, order: str) -> int:
        """The first page: how many are found, by kind, board and year, and the first twenty with a snippet."""
        searcher = self.index.searcher()
        query = _query(self.index.schema, asked)
        by = {"order_by_field": "docid"} if order == "newest" else {}
        found = searcher.search(query, limit=ROWS, count=True, **by)
        searcher.aggregate(query, _AGGREGATIONS)
        snippets = tantivy.SnippetGenerator.create(searcher, query, self.index.schema, "body")
        for _, address in found.hits:
            snippets.snippet_from_doc(searcher.doc(address)).to_html()
        return int(found.count)


def _schema() -> Any:
    made = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        made.add_text_field(name, stored=True, tokenizer_name="whitespace")
    for name in ("docid", *FACETS):
        made.add_integer_field(name, stored=name == "docid", indexed=name != "docid", fast=True)
    return made.build()


def _query(schema: Any, asked: Asked) -> Any:
    """Every word of what is asked, or its phrase, in title or body."""
    if asked.phrase:
        return _either(schema, lambda field: tantivy.Query.phrase_query(schema, field, list(asked.words)))
    if asked.prefix:
        return _either(schema, lambda field: tantivy.Query.regex_query(schema, field, f"{asked.words[0]}.*"))
    each = [_either(schema, lambda field, word=word: _term(schema, field, word)) for word in asked.words]
    return each[0] if len(each) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in each])


def _either(schema: Any, made: Any) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, made(field)) for field in ("title", "body")])


def _term(schema: Any, field: str, word: str) -> Any:
    return tantivy.Query.term_query(schema, field, word)
