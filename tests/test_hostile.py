"""Whatever an address is made of, it answers: a page, a way to one, or a sentence about what is wrong."""

from __future__ import annotations

from itertools import product
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from django.test import Client

from meetings.answers import TWINS
from meetings.filters.listing import KINDS
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.second]

FERRIES = "/meetings/ferries-board/2021-05-20"
VALUES = [
    "-1",
    "0",
    "007",
    "1e3",
    "1.5",
    "9" * 31,
    "9" * 5000,
    "٢٠٢١",
    "²",
    "10000",
    "x",
    "x" * 4000,
    "\0",
    "a\0b",
    "\r\nX-Injected: yes",
    "\u202efdp",
    "\ud800",
    "<script>alert(1)</script>",
    "'; drop table meetings_meeting; --",
    '"',
    "%",
    "\\",
    "../../etc/passwd",
    "[]",
    "{}",
    "None",
    "nan",
]
"""What somebody may write where an address has a word or a number."""

SHARP = ["-1", "0", "9" * 31, "٢", "x" * 4000, "a\0b", "\ud800", "'"]
"""Those of them that are tried in one parameter at a time."""

PLACES = [
    *(
        "page=-1",
        "page=0",
        "page=2",
        "page=999999",
        f"page={10**30}",
        "page=1.0",
        "page=١",
        "page=%00",
        "page=",
        "page=1",
    ),
    *("page=1&page=2", "page=2&page=1", "page=1&page=1", "page=x&page=1", "per_page=0", "per_page=-20", "per_page=101"),
    *(f"per_page={10**30}", "per_page=20&per_page=100", "sort=oldest&sort=newest", "sort=-date", "sort=%27", "sort="),
    *(
        "year=0",
        "year=0000",
        "year=10000",
        "year=-2021",
        f"year={10**30}",
        "year=1",
        "unheard-of=1",
        "unheard-of=1&" * 30,
    ),
    *(
        "PAGE=2",
        "page[]=2",
        "page=1;page=2",
        "offset=-1",
        "limit=0",
        "format=xml",
        "utm_source=x",
        "_=1",
        "page=1%0d%0a",
    ),
]
"""Pages, sizes, orders and years that no list has, and parameters given twice, or that nobody has heard of."""

SLUGS = [*VALUES, "x" * 2000, "ferries-board\n", "Ferries-Board", ".", "..", "%2e%2e", "-"]
DAYS = [*VALUES, "2021-13-01", "2021-02-30", "0000-01-01", "9999-12-31", "2021-05-20-0", "2021-05-20-1", "2021-5-20"]
REFS = [*VALUES, "1/../2", "item-1", "1-2-3", "p1", "A"]
NUMBERS = ["0", "1", "2", "-1", "007", "9" * 31, "9" * 5000, "٢", "1.0", "x"]


@pytest.fixture(autouse=True)
def ferries() -> None:
    held = make.meeting(make.board("Ferries Board"))
    make.attendance(held, make.member("Nell Harbour"), authority=make.authority("Averham Council"))
    item = make.item(held)
    make.decision(item)
    make.action(item)
    make.told(held, make.source())


def encoded(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def rows(page: bytes) -> bytes:
    """The rows of a list's page."""
    return page.partition(b'<ol class="rows')[2].partition(b"</ol>")[0]


def statuses(addresses: list[str]) -> dict[int, list[str]]:
    """Status → the addresses that answer with it. A fault in the archive raises here."""
    client, found = Client(), dict[int, list[str]]()
    for address in addresses:
        found.setdefault(client.get(address).status_code, []).append(address)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_answers_whatever_its_parameters_say(kind: str) -> None:
    names = [*KINDS[kind].filters.base_filters, "sort", "per_page", "page", "unheard-of"]
    alone = [f"/{kind}/?{name}={encoded(value)}" for name, value in product(names, SHARP)]
    together = [f"/{kind}/?{'&'.join(f'{name}={encoded(value)}' for name in names)}" for value in VALUES]

    assert set(statuses(alone)) <= {200, 400}
    assert set(statuses(together)) <= {200, 302, 400}


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_twin_answers_whatever_its_parameters_say_and_as_its_list_does(kind: str) -> None:
    names = [*KINDS[kind].filters.base_filters, "sort", "per_page", "page", "unheard-of"]
    questions = [f"?{name}={encoded(value)}" for name, value in product(names, SHARP)]
    asked = Client()
    for question in questions:
        listed = asked.get(f"/{kind}/{question}").status_code
        assert {asked.get(f"/{kind}.{form}{question}").status_code for form in TWINS} == {listed}, question


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_answers_a_parameter_given_often_in_bytes_that_are_no_text_and_in_great_number(kind: str) -> None:
    name = next(iter(KINDS[kind].filters.base_filters))
    bytes_ = [f"/{kind}/?{name}={quote_from_bytes(bytes([each]))}" for each in (0x00, 0x80, 0xC3, 0xFF)]
    odd = [f"/{kind}/?{rest}" for rest in ("=", "&&&", "?", f"{name}", f"{name}=a;b", "%00=1", "page[]=2", "q[$ne]=1")]
    twice = [f"/{kind}/?{urlencode([(name, 'a'), (name, 'b'), ('page', '1'), ('page', '2'), ('sort', 'x')])}"]
    many = [f"/{kind}/?{'&'.join(f'{name}={n}' for n in range(number))}" for number in (60, 999)]

    assert set(statuses([*bytes_, *odd, *twice, *many])) <= {200, 302, 400, 404}
    assert list(statuses([f"/{kind}/?{'&'.join(['year=1'] * 1001)}"])) == [400]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rest", PLACES)
def test_a_place_that_no_list_has_is_refused_in_words_or_is_the_first_page(kind: str, rest: str) -> None:
    question = "owner=vernon" if kind == "actions" else "q=ferry"
    first, there = (Client().get(f"/{kind}/?{query}", follow=True) for query in (question, f"{question}&{rest}"))

    assert there.status_code in {200, 400, 404}
    if there.status_code == 200:
        assert rows(there.content) == rows(first.content)
    else:
        assert b"There is a problem" in there.content or b"Page not found" in there.content


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_to_the_one_address_of_a_list_ends_there(kind: str) -> None:
    for value in VALUES:
        response = Client().get(f"/{kind}/?{encoded(value)}={encoded(value)}&board=&page=&sort=", follow=True)
        assert len(response.redirect_chain) == 1, value
        assert response.status_code in {200, 400}, value


def test_a_record_answers_whatever_its_address_says() -> None:
    slugs = [f"/{kind}/{encoded(slug)}/" for kind in ("boards", "members", "authorities") for slug in SLUGS]
    boards = [f"/meetings/{encoded(slug)}/2021-05-20/" for slug in SLUGS]
    days = [f"/meetings/ferries-board/{encoded(day)}/" for day in DAYS]
    refs = [f"{FERRIES}/item-{encoded(ref)}/decision-1/" for ref in REFS]
    places = [f"{FERRIES}/item-1/{kind}-{encoded(n)}/" for kind in ("decision", "action") for n in NUMBERS]
    sources = [f"{FERRIES}/source-{encoded(n)}/{rest}" for n in NUMBERS for rest in ("", "original/")]
    found = statuses([*slugs, *boards, *days, *refs, *places, *sources])

    assert set(found) == {200, 404}
    assert set(found[200]) == {
        f"{FERRIES}/item-1/decision-1/",
        f"{FERRIES}/item-1/action-1/",
        f"{FERRIES}/source-1/",
    }


def test_a_passage_that_is_not_there_lights_nothing() -> None:
    addresses = [f"{FERRIES}/source-1/?at={encoded(value)}" for value in [*VALUES, "decision-1-1", "item-1"]]

    assert list(statuses(addresses)) == [200]


def test_what_was_typed_is_shown_as_text() -> None:
    page = Client().get(f"/decisions/?q={encoded('<script>alert(1)</script>')}&board={encoded('<b>')}")

    assert page.status_code == 400
    assert b"<script>" not in page.content
    assert b"&lt;script&gt;" in page.content
    assert b"<b>" not in page.content
