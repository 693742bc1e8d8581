"""What `make bench-search` measures in one database: the archive, its index, nine classes of queries, and a change.

It is imported when Django is set up. Everything goes through what any page or command would call.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum, Value
from django.db.models.functions import Concat, Length
from django.http import QueryDict
from django.template import engines
from django.test import Client

from boardarchive import serving
from meetings import search
from meetings.filters import Searching
from meetings.filters.found import Entries
from meetings.management.synthetic import DECISIONS
from meetings.models import Board, Decision, Meeting, SearchEntry
from meetings.search.backends.base import Order
from meetings.search.ids import YEAR
from meetings.search.words import terms
from tests.benchmarks.asked import Asked, chosen, given, kept
from tests.benchmarks.engine import Engine
from tests.benchmarks.run import say

MOST_WITH_DISCUSSION = 500_000
ROUNDS = int(os.environ.get("ROUNDS", "9"))
PAGES_DEEP = 5_000
"""How far behind a deep page stands; where so many pages are not there, it is the last."""
SAVED, WARMING = 30, 3
"""Meetings that are changed and brought up to date, and how many before them do not count."""

OLD, OLD_WORD = 12_000, "quagga"
"""Entries that get a word which no other has, and the word."""

ORDERS = {"newest": "newest first", "best": "best match first"}
_TURNS = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")

Timed = dict[str, list[float]]
"""Milliseconds of `finding`, `sql`, `page` and `engine`."""

SIZES = {
    "sqlite": """SELECT m.tbl_name || CASE m.type WHEN 'index' THEN ' (keys)' ELSE '' END, sum(s.pgsize)
        FROM dbstat s JOIN sqlite_master m ON m.name = s.name
        WHERE m.tbl_name LIKE 'meetings_search%' GROUP BY 1 HAVING sum(s.pgsize) > 100000 ORDER BY 2 DESC""",
    "postgresql": """SELECT relname, CASE relkind WHEN 'r' THEN pg_table_size(oid) ELSE pg_relation_size(oid) END
        FROM pg_class WHERE relname LIKE 'meetings_search%' AND relkind IN ('r', 'i', 'm')
        AND pg_table_size(oid) > 100000 ORDER BY 2 DESC""",
}
"""Tables and indexes of the search index, with the bytes each takes; small ones are left out."""


def measure(folder: Path, size: int) -> None:
    """Make the archive in the database of the settings, print its tables, and leave the medians in the folder."""
    built = build(size)
    serving.post_worker_init(None)
    engine, queries = beside(folder)
    say(f"\n### {size:,} decisions on {version()}\n")
    say(f"{built}\n")
    medians = {}
    for order, words in ORDERS.items():
        if answers(order):
            medians[order] = table(engine, queries, order, words)
    deep(queries)
    say(f"\n{floor()} {stored()} {saving()} {old()}")
    (folder / "measured.json").write_text(json.dumps({"decisions": size, "medians": medians}))


def version() -> str:
    """The database and its version."""
    numbers = connection.get_database_version()
    return f"{connection.display_name} {'.'.join(map(str, numbers))}"


def build(size: int) -> str:
    """Make the archive and its index → how long each took, in a sentence."""
    with_discussion = size < MOST_WITH_DISCUSSION
    meetings = -(-size // DECISIONS)
    start = time.perf_counter()
    with open(os.devnull, "w") as nothing:
        call_command("generate", meetings=meetings, no_discussion=not with_discussion, no_index=True, stdout=nothing)
    made, start = time.perf_counter() - start, time.perf_counter()
    entries = search.rebuild()
    built = time.perf_counter() - start
    if connection.vendor == "postgresql":  # as the server would by itself a little later
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    search.look_again()
    return (
        f"{meetings:,} meetings {'with' if with_discussion else 'without'} discussion, made in {made:,.0f} s; "
        f"{entries:,} entries in the index, built in {built:,.0f} s ({entries / built:,.0f} a second)."
    )


# What is asked, and of whom


def beside(folder: Path) -> tuple[Any, list[Asked]]:
    """The engine with the text of the index in it, and the queries; the second database finds both made."""
    queries, engine = folder / "queries.json", Engine.opened(folder / "engine")
    if not queries.exists():
        start = time.perf_counter()
        engine.fill(entries())
        taken, size = time.perf_counter() - start, sum(each.stat().st_size for each in (folder / "engine").iterdir())
        say(f"\ntantivy: {size / 1e6:,.0f} MB, built in {taken:,.1f} s.")
        queries.write_text(json.dumps(kept(chosen((f"{row[1]} {row[2]}" for row in entries()), found_as_typed))))
    return engine, given(json.loads(queries.read_text()))


def entries() -> Iterator[tuple[int, str, str, int, int, int]]:
    """Every entry of the index: id, title, body, kind, board, year."""
    rows = SearchEntry.objects.order_by("docid")
    wanted = ("docid", "title", "body", "kind", "meeting__board_id", "meeting__date__year")
    yield from rows.values_list(*wanted).iterator(chunk_size=2000)


def found_as_typed(word: str) -> bool:
    """Whether a word of the index is looked for as itself when it is typed."""
    return terms(word, settings.SEARCH_LANGUAGE) == word


def address(typed: str, order: str) -> str:
    """The address of the first page."""
    data = QueryDict(mutable=True)
    data.update({"q": typed, "sort": order})
    return f"/search/?{data.urlencode()}"


def answers(order: str) -> bool:
    """Whether a search can be had in this order."""
    return Client(raise_request_exception=False).get(address("report", order)).status_code == 200


# Measuring


def table(engine: Any, queries: list[Asked], order: str, words: str) -> dict[str, float]:
    """One line for each class, in one order → class → the median milliseconds of its SQL."""
    say(f"\nThe first page of 20, {words}; milliseconds.\n")
    say("| Query | Found | Queries | finding p50 | p95 | SQL p50 | p95 | page p50 | p95 | tantivy p50 | p95 | ratio |")
    say("|---|---|---|---|---|---|---|---|---|---|---|---|")
    medians = {}
    for name in dict.fromkeys(each.of for each in queries):
        of_class = [each for each in queries if each.of == name]
        timed, found, most = one_class(engine, of_class, order)
        spreads = {each: spread(timed[each]) for each in ("finding", "sql", "page", "engine")}
        medians[name] = spreads["sql"][0]
        figures = [f"{ms:.1f}" if ms >= 10 else f"{ms:.2f}" for pair in spreads.values() for ms in pair]
        ratio = spreads["finding"][0] / spreads["engine"][0]
        say(f"| {name} | {found:,} | {most} | {' | '.join(figures)} | {ratio:.1f} |")
    return medians


def one_class(engine: Any, queries: list[Asked], order: str) -> tuple[Timed, int, int]:
    """Times of every query in every round, the median of what the engine found, and the most statements of a page."""
    client, found, most = Client(), [], 0
    timed: Timed = {"finding": [], "sql": [], "page": [], "engine": []}
    for asked in queries:
        where = address(asked.typed, order)
        finding, statements = said(lambda where=where: found_at(where)), said(lambda where=where: shown(client, where))
        most = max(most, len(statements))
        found.append(engine.page(asked, order))
        for _ in range(ROUNDS):
            timed["finding"].append(replayed(finding))
            timed["sql"].append(replayed(statements))
            timed["page"].append(clocked(lambda where=where: client.get(where)))
            timed["engine"].append(clocked(lambda asked=asked: engine.page(asked, order)))
    return timed, int(statistics.median(found)), most


def deep(queries: list[Asked]) -> None:
    """The first page beside one far behind, asked for by its place, as the links lead there; of what finds most."""
    client = Client()
    say("\nThe first page of 20 beside one far behind, made anew; milliseconds.\n")
    say("| Query | Order | Pages deep | first p50 | p95 | deep p50 | p95 |")
    say("|---|---|---|---|---|---|---|")
    for name in ("frequent", "common", "common phrase"):
        for order, words in (("newest", Order.NEWEST), ("oldest", Order.OLDEST)):
            timed: Timed = {"first": [], "deep": []}
            pages = []
            for asked in (each for each in queries if each.of == name):
                first = address(asked.typed, order)
                results = Searching(QueryDict(first.partition("?")[2])).filters.results
                pages.append(min(PAGES_DEEP, results.how_many([]) // 20))
                behind = f"{first}&after={Entries(results, words, results.counted()).place((pages[-1] - 1) * 20)}"
                for key, where in (("first", first), ("deep", behind)):
                    shown(client, where)
                    timed[key] += [clocked(lambda where=where: client.get(where)) for _ in range(ROUNDS)]
            figures = [f"{ms:.1f}" for each in timed.values() for ms in spread(each)]
            say(f"| {name} | {order} first | {statistics.median(pages):,.0f} | {' | '.join(figures)} |")


def found_at(where: str) -> None:
    """What the other engine does too: how many there are, by what facets are made of, and the texts of the first."""
    listing = Searching(QueryDict(where.partition("?")[2]))
    if listing.valid and listing.filters.counts.of:
        listing.hits  # noqa: B018 - reading it is the work


def shown(client: Any, where: str) -> None:
    """The page, which beside that names boards and outcomes, counts people and mentions, and looks for a better way."""
    if (response := client.get(where)).status_code != 200:
        sys.exit(f"{where} answered {response.status_code}.")


def said(work: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements that some work asks of the database, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(_TURNS):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return statements


def replayed(statements: list[tuple[str, Any]]) -> float:
    """Milliseconds of the same statements with nothing around them, every row fetched."""
    with transaction.atomic(), connection.cursor() as cursor:
        start = time.perf_counter()
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()
        return (time.perf_counter() - start) * 1e3


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def spread(taken: list[float]) -> tuple[float, float]:
    """The median, and what nineteen in twenty stay under."""
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]


def floor() -> str:
    """What a plain page of Django takes here: twenty decisions, two questions, a small template; in a sentence."""
    client, template = Client(), engines["django"].from_string(_PLAIN)
    rows = Decision.objects.select_related("item__meeting__board").order_by("-pk")

    def plain() -> None:
        client.get("/healthz")
        template.render({"rows": rows[:20], "many": Board.objects.count()})

    p50, p95 = spread([clocked(plain) for _ in range(WARMING + SAVED)][WARMING:])
    return f"A plain page of twenty decisions takes Django {p50:.1f} ms here (p95 {p95:.1f})."


_PLAIN = """{{ many }}{% for row in rows %}<li><a href="{{ row.get_absolute_url }}">{{ row.item.title }}</a>
<time>{{ row.item.meeting.date|date:"j F Y" }}</time> {{ row.item.meeting.board }}
{{ row.text|truncatewords:30 }}</li>{% endfor %}"""


def saving() -> str:
    """How long the index takes to follow one changed decision, with its commit."""
    keys = list(Meeting.objects.public().order_by("pk").values_list("pk", flat=True))
    random, taken = Random(1), []  # noqa: S311 - nothing secret
    for key in random.sample(keys, min(SAVED + WARMING, len(keys))):
        held = Meeting.objects.get(pk=key)
        decision = Decision.objects.public().filter(item__meeting=held).order_by("pk")[0]
        Decision.objects.filter(pk=decision.pk).update(text=f"{decision.text} It was put to the vote.")
        taken.append(clocked(lambda held=held: search.refresh(held)))
    p50, p95 = spread(taken[WARMING:])
    return f"After a change of one meeting the index is right in {p50:.1f} ms (p95 {p95:.1f}), its commit included."


def old() -> str:
    """How long the newest of what only the oldest entries hold take to be found, in a sentence."""
    of_meetings = SearchEntry.objects.filter(docid__gte=1 << YEAR)
    keys = list(of_meetings.order_by("docid").values_list("docid", flat=True)[:OLD])
    of_meetings.filter(docid__lte=keys[-1]).update(body=Concat("body", Value(f" {OLD_WORD}")))
    search.look_again()
    client, where = Client(), address(OLD_WORD, "newest")
    shown(client, where)
    p50, p95 = spread([clocked(lambda: client.get(where)) for _ in range(SAVED)])
    return f"The first page of a word of the oldest {len(keys):,} entries alone takes {p50:.1f} ms (p95 {p95:.1f})."


def stored() -> str:
    """What the index takes on disk, beside its text."""
    text = SearchEntry.objects.aggregate(text=Sum(Length("title") + Length("body") + Length("names")))["text"]
    with connection.cursor() as cursor:
        cursor.execute(SIZES[connection.vendor])
        sizes = {name: int(size) for name, size in cursor.fetchall() if size}
    told = ", ".join(f"{name} {size / 1e6:,.1f}" for name, size in sizes.items())
    return f"The index holds {text / 1e6:,.1f} MB of text; on disk, in MB: {told}."
