"""What is withheld is in no table of the index, and changes no answer: not a count, a snippet, an order or a hint."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import cycle
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from meetings.answers import TWINS
from tests.crawl import Answer, fetch
from tests.search.inside import words_inside
from tests.twins import Secrets, archive

pytestmark = pytest.mark.django_db

SECRET = "qzxwharf & <b>ferry</b> lamps, minted by Nell Averham"
"""Words of its own, and words that public texts have too."""

ONE = Secrets(words="slipway")
OTHER = Secrets(words=SECRET, many=3, day=dt.date(2019, 7, 9), flag=True)

WORDS = (
    "ferry board quays fares timetable noted lamps quay light clerk officers declined bell averham nell harbour report "
    "purpose winter business the other slipway qzxwharf wharf minted bought purchase crane"
).split()
FIELDS = (
    "board:ferries board:quays member:nell authority:averham verb:noted verb:minted verb:approved owner:clerk "
    "in:decisions in:discussion in:members in:actions after:2019 before:2022 after:2019-07 -in:items"
).split()
MISSPELT = "ferri timetabel lampps declned qzxwarf slipwey averhan".split()
FORMS = ("{0} {1}", '"{0} {1}"', "{0} OR {1}", "{0} -{1}", "-{0}", "{2}*", "{0} {3}", "{3} {4}", "{2}* {3}", "{5} {0}")
MANY = 200

SAMPLE = "full text of meetings_searchsample"
LISTS = ("search", "decisions", "actions", "members", "authorities")
"""What takes a question; meetings are only narrowed, and the crawl for leaks does that."""

PARAMETER = {"actions": "owner"}


def questions() -> list[str]:
    """Two hundred questions: words of public texts and of withheld ones, in every form that a query may have."""
    rng, asked = Random(200), dict.fromkeys(["", *WORDS, *FIELDS, *MISSPELT])  # noqa: S311 - questions, not secrets
    forms = (
        "{0} {1}",
        '"{0} {1}"',
        "{0} OR {1}",
        "{0} -{1}",
        "-{0}",
        "{2}*",
        "{0} {3}",
        "{3} {4}",
        "{2}* {3}",
        "{5} {0}",
    )
    for form in cycle(forms):
        one, two = rng.sample(WORDS, 2)
        field, more = rng.sample(FIELDS, 2)
        asked[form.format(one, two, one[:3], field, more, rng.choice(MISSPELT))] = None
        if len(asked) >= MANY:
            return list(asked)
    raise AssertionError


def addresses() -> Iterator[str]:
    """Each question to the search, and to a list or a twin of one, in turn of all there are."""
    lists = [f"{name}/" for name in LISTS[1:]]
    others = cycle([*lists, *(f"{name}.{form}" for name in LISTS for form in TWINS)])
    chosen = cycle(["", "&sort=newest", "&kind=decisions", "&board=ferries-board", "&year=2021", "&verb=noted"])
    for asked, name in zip(questions(), others, strict=False):
        yield f"/search/?{urlencode({'q': asked})}{next(chosen)}"
        yield f"/{name}?{urlencode({PARAMETER.get(re.split('[./]', name)[0], 'q'): asked})}"


def answers(secrets: Secrets) -> dict[str, Answer]:
    """Address → answer of an archive with these secrets; nothing is left of it."""
    client = Client()
    with transaction.atomic():
        archive(secrets)
        found = {address: fetch(client, address) for address in addresses()}
        transaction.set_rollback(True)
    return found


def inside(secrets: Secrets) -> dict[str, set[str]]:
    """Table of the index → its words, of an archive with these secrets."""
    with transaction.atomic():
        archive(secrets)
        found = words_inside()
        transaction.set_rollback(True)
    return found


@pytest.mark.long
def test_two_archives_that_differ_in_what_is_withheld_answer_two_hundred_questions_the_same_to_the_byte() -> None:
    one, other = answers(ONE), answers(OTHER)
    assert len(questions()) == MANY
    assert [address for address, answer in one.items() if answer != other[address]] == []
    assert {_list(address) for address, answer in one.items() if _finds(answer)} == set(LISTS)


def _list(address: str) -> str:
    return re.split("[/.]", address)[1]


def _finds(answer: Answer) -> bool:
    """Whether it holds a record."""
    found = {"html": '<ol class="rows', "json": '"results": [{', "csv": "http://testserver/", "atom": "<entry>"}
    return any(kind in dict(answer.headers)["Content-Type"] and sign in answer.body for kind, sign in found.items())


def test_no_table_of_the_index_holds_a_withheld_word() -> None:
    tables, others = inside(OTHER), inside(ONE)
    words = set().union(*tables.values())
    for sample in (tables, others):  # which entries stand in it follows the numbers that boards have
        assert sample.pop(SAMPLE, set()) <= words
    assert tables == others
    assert {"lamp", "lamps", "nell", "averham"} <= words
    assert {word for word in words if word.startswith(("qzx", "slipw", "mint", "wharf", "approv"))} == set()
