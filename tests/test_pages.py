"""Every public page is whole: headings, landmarks, labels and links, and nothing in it that a policy would block."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client

from meetings import public, publication
from meetings.ingest import ingest
from meetings.models import AgendaItem, Meeting
from meetings.templatetags.archive import EXPLAINED
from tests.archive import FAILURES, PAGES
from tests.crawl import fetch
from tests.here import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.second]

ABOUT = ("coverage", "data", "searching", "words", "keyboard")
LANDMARKS = ("nav", "aside", "form")
EMPTY = frozenset("meta link input br img".split())
"""Elements without an end."""

BLOCKS = frozenset("p div ul ol dl table section article h1 h2 h3 h4 form blockquote details".split())
"""Elements that end a paragraph, whatever the template meant."""


@dataclass(slots=True)
class Element:
    """One element of a page: its words are those of everything in it."""

    tag: str
    attrs: dict[str, str]
    words: str = ""


@dataclass(slots=True)
class Page:
    """The elements of a page in the order in which they begin."""

    elements: list[Element] = field(default_factory=list)

    def all(self, *tags: str) -> list[Element]:
        """The elements with one of these tags."""
        return [each for each in self.elements if each.tag in tags]

    def values(self, name: str) -> list[str]:
        """What an attribute says, wherever it stands."""
        return [each.attrs[name] for each in self.elements if name in each.attrs]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in EMPTY:
            self._open.append(self.page.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in BLOCKS or "p" not in [each.tag for each in self._open], f"{tag} in a paragraph"
        self.page.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for each in self._open:
            each.words += data


def read(html: str) -> Page:
    """The page as a list of its elements. An element that is not closed, or in the wrong order, fails."""
    reader = _Reader()
    reader.feed(html)
    assert reader._open == []
    return reader.page


@pytest.fixture(scope="module")
def pages(filled: None) -> dict[str, Page]:
    """Every kind of public page, in every state."""
    addresses = {**PAGES, **{name: address for name, (address, _) in FAILURES.items()}}
    return {name: read(Client().get(address).content.decode()) for name, address in addresses.items()}


# What may be wrong with a page: each gives the faults it finds


def not_one_main_heading(page: Page) -> list[str]:
    headings = [each.words for each in page.all("h1")]
    return [] if len(headings) == 1 else headings or ["no h1"]


def a_level_is_skipped(page: Page) -> list[str]:
    headings = page.all("h1", "h2", "h3", "h4", "h5", "h6")
    return [after.words for before, after in pairwise(headings) if int(after.tag[1]) > int(before.tag[1]) + 1]


def the_skip_link_is_not_first(page: Page) -> list[str]:
    tags = [each.tag for each in page.elements]
    first = page.elements[tags.index("body") + 1]
    main = page.all("main")[0].attrs
    return [] if (first.attrs.get("href"), main) == ("#main", {"id": "main", "tabindex": "-1"}) else [first.words]


def the_language_is_not_said(page: Page) -> list[str]:
    return [] if page.elements[0].attrs == {"lang": "en-GB"} else [str(page.elements[0])]


def the_title_does_not_end_with_the_name(page: Page) -> list[str]:
    return [each.words for each in page.all("title") if not each.words.endswith(" - Board Archive")]


def something_stands_inline(page: Page) -> Iterator[str]:
    yield from (each.words for each in page.all("style"))
    yield from (each.words for each in page.all("script") if each.words or not {"src", "defer"} <= each.attrs.keys())
    for each in page.elements:
        yield from (f"{each.tag} {name}" for name in each.attrs if name == "style" or name.startswith("on"))


def something_comes_from_elsewhere(page: Page) -> list[str]:
    addresses = [*page.values("href"), *page.values("src"), *page.values("action"), *page.values("srcset")]
    return [each for each in addresses if re.match(r"(?i)([a-z][a-z0-9+.-]*:|//)", each)]


def a_landmark_has_no_name_of_its_own(page: Page) -> Iterator[str]:
    for tag in LANDMARKS:
        of_a_kind = [each for each in page.all(tag) if tag != "form" or "role" in each.attrs]
        names = [_name(each, page) for each in of_a_kind]
        yield from (f"{tag} {name!r}" for name, count in Counter(names).items() if not name or count > 1)


def _name(landmark: Element, page: Page) -> str:
    label, by = landmark.attrs.get("aria-label", ""), landmark.attrs.get("aria-labelledby")
    return label or " ".join(each.words for each in page.elements if by and each.attrs.get("id") == by)


def an_id_stands_twice(page: Page) -> list[str]:
    return [name for name, count in Counter(page.values("id")).items() if count > 1]


def something_refers_to_an_id_that_is_not_there(page: Page) -> list[str]:
    fragments = [each[1:] for each in page.values("href") if each.startswith("#")]
    described = [
        name for attr in ("aria-labelledby", "aria-describedby") for each in page.values(attr) for name in each.split()
    ]
    return sorted({*fragments, *described, *page.values("for")} - set(page.values("id")))


def an_input_has_no_label(page: Page) -> list[str]:
    labels = {each.attrs.get("for"): each.words.strip() for each in page.all("label")}
    inputs = [each for each in page.all("input", "select", "textarea") if each.attrs.get("type") != "hidden"]
    return [str(each.attrs) for each in inputs if not labels.get(each.attrs.get("id"))]


def a_link_or_a_button_says_nothing(page: Page) -> list[str]:
    return [
        str(each.attrs) for each in page.all("a", "button", "summary", "th", "h2", "h3", "h4") if not each.words.strip()
    ]


def words_are_left_unfilled(page: Page) -> list[str]:
    return [word for word in ("{{", "{%", "[]", "()") if word in page.all("main")[0].words]


FAULTS: list[Callable[[Page], list[str] | Iterator[str]]] = [
    not_one_main_heading,
    a_level_is_skipped,
    the_skip_link_is_not_first,
    the_language_is_not_said,
    the_title_does_not_end_with_the_name,
    something_stands_inline,
    something_comes_from_elsewhere,
    a_landmark_has_no_name_of_its_own,
    an_id_stands_twice,
    something_refers_to_an_id_that_is_not_there,
    an_input_has_no_label,
    a_link_or_a_button_says_nothing,
    words_are_left_unfilled,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_no_page_has_the_fault(pages: dict[str, Page], fault: Callable[[Page], list[str]]) -> None:
    assert {name: faults for name, page in pages.items() if (faults := list(fault(page)))} == {}


def test_every_page_has_a_title_of_its_own(pages: dict[str, Page]) -> None:
    titles = Counter(page.all("title")[0].words for page in pages.values())

    assert [title for title, count in titles.items() if count > 1] == []


ORDER = ("a.skip", "header", "main", "h1", "p.said", "ol.rows", "aside.rail", "footer")
"""What a list page is made of, in the order in which it is read aloud, or without the sheet."""


@pytest.mark.parametrize("name", ["meetings", "decisions", "actions", "members", "authorities"])
def test_a_list_reads_from_top_to_bottom(pages: dict[str, Page], name: str) -> None:
    seen = [
        part
        for each in pages[name].elements
        for part in (each.tag, *(f"{each.tag}.{kind}" for kind in each.attrs.get("class", "").split()))
    ]

    assert sorted(ORDER, key=seen.index) == list(ORDER)


@pytest.mark.once
def test_every_link_leads_to_a_page_and_to_a_place_in_it(filled: None) -> None:
    client, asked = Client(), dict[str, set[str]]()
    lists = ("home", "filtered", "empty", "authority", "board", *ABOUT)
    for name in (*lists, "agenda", "source", "topic", "decision", "action"):
        for href in read(client.get(PAGES[name]).content.decode()).values("href"):
            address, fragment = urldefrag(urljoin(PAGES[name], href))
            asked.setdefault(address, set()).add(fragment)
    answers = {address: fetch(client, address) for address in asked if not address.startswith("/static/")}

    assert {address: answer.status for address, answer in answers.items() if answer.status != 200} == {}
    pages = {address: read(answer.body) for address, answer in answers.items() if "<!doctype html>" in answer.body}
    places = {address: {"", *page.values("id")} for address, page in pages.items()}
    assert {address: lost for address in pages if (lost := asked[address] - places[address])} == {}


def test_every_word_that_leads_to_its_meaning_has_one(pages: dict[str, Page]) -> None:
    assert sorted(set(EXPLAINED.values()) - set(pages["words"].values("id"))) == []


@pytest.mark.parametrize("name", ["source", "source-withheld"])
def test_every_passage_of_a_note_leads_back_to_its_record(filled: None, name: str) -> None:
    client, address = Client(), PAGES[name].partition("?")[0]
    _, board, day, number = address.strip("/").split("/")
    meeting = read(client.get(f"/meetings/{board}/{day}/").content.decode())
    passages = [at for at, _ in public.source(board, day, int(number[-1])).passages]
    backs = []
    for at in passages:
        links = read(client.get(f"{address}?at={at}").content.decode()).all("a")
        backs += [link.attrs["href"].partition("#")[2] for link in links if link.words == "Back to the meeting"]

    assert len(backs) == len(passages) > 10
    assert sorted(set(backs) - set(meeting.values("id"))) == []


def test_the_first_view_of_any_page_is_at_most_60_kilobytes_on_its_way(filled: None) -> None:
    client = Client()
    static = [each for each in (ROOT / "static").rglob("*") if each.is_file() and each.name != "desk.css"]
    beside = sum(len(gzip.compress(each.read_bytes())) for each in static)
    sizes = {name: len(client.get(PAGES[name], headers={"Accept-Encoding": "gzip"}).content) for name in PAGES}

    assert {name: size for name, size in sizes.items() if size + beside > 60 * 1024} == {}


@pytest.mark.real_notes
def test_the_longest_real_note_is_a_page_of_at_most_60_kilobytes(client: Client, corpus: Path) -> None:
    for note in sorted((corpus / "notes").iterdir()):
        ingest(note.read_bytes(), filename=note.name, organisation="Real notes")
    for item in AgendaItem.objects.filter(meeting__board__organisation="Real notes", sensitivity_answered=False):
        publication.lift(item, by=None, because="To be seen whole.")
    sizes = []
    for meeting in Meeting.objects.filter(board__organisation="Real notes"):
        publication.publish(meeting, by=None)
        sizes.append(len(client.get(meeting.get_absolute_url()).content))

    assert len(sizes) == 6
    assert max(sizes) <= 60 * 1024


def test_every_figure_leads_to_the_list_of_exactly_those(filled: None, client: Client) -> None:
    page = client.get("/about/figures/").content.decode()
    links = re.findall(r'<a href="(/(?:meetings|decisions|actions)/\?[^"]*)">([0-9,]+)</a>', page)
    shown = {address: client.get(unescape(address)).content.decode() for address, _ in links}

    assert len(links) > 20
    assert [address for address, count in links if f"<strong>{count}</strong>" not in shown[address]] == []
