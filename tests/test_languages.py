"""The archive speaks Welsh under /cy/: everything that is its own is translated, and nothing of the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from string import Formatter
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from meetings.models import ActionOwner, Attendance, Authority, AuthorityName, Board, Declaration, Member, MemberName
from tests import catalogue
from tests.archive import FAILURES, PAGES
from tests.here import ROOT

pytestmark = pytest.mark.second

CATALOGUE = catalogue.CATALOGUES["cy"]
VOID = frozenset("meta link input br img rect".split())
ASIDE = frozenset("script style kbd code output".split())
"""Elements that hold no sentence of the page: a citation has the title in the middle of it."""

SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-done", "data-else", "data-l")
"""Attributes that are read to somebody."""


# The catalogue


@pytest.fixture(scope="module")
def welsh() -> Any:
    """The catalogue on file."""
    return catalogue.held("cy")


def test_the_catalogue_holds_what_is_said_and_nothing_else(welsh: Any) -> None:
    now = catalogue.up_to_date("cy")

    assert CATALOGUE.read_bytes() == catalogue.written(now), "make messages"
    assert CATALOGUE.with_suffix(".mo").read_bytes() == catalogue.compiled(welsh), "make messages"


def test_everything_is_translated(welsh: Any) -> None:
    assert [message.id for message in welsh if message.id and not all(_forms(message.string))] == []


def test_a_translation_has_the_values_tags_and_edges_of_the_original(welsh: Any) -> None:
    wrong = [
        (message.id, string)
        for message in welsh
        if message.id
        for string in _forms(message.string)
        if _frame(string) not in [_frame(form) for form in _forms(message.id)]
    ]

    assert wrong == []


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _frame(text: str) -> tuple[list[str], list[str], str, str]:
    """What stands for values, the tags, and the blanks at either end."""
    values = sorted({name for _, name, _, _ in Formatter().parse(text) if name} | set(re.findall(r"%\(\w+\)s", text)))
    tags = sorted(re.findall(r"</?\w+", text))
    return values, tags, text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


# The pages


class Text(HTMLParser):
    """What a page says of itself: its words and spoken attributes outside what is marked as another language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said = ""
        self.spoken: list[str] = []
        self.langs: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        held = dict(attrs)
        lang = held.get("lang") or (self.open[-1][1] if self.open else "")
        self.langs += [held["lang"]] if held.get("lang") else []
        if lang == "cy":
            self.spoken += [held[name] for name in SPOKEN if held.get(name)]
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] == "cy" and self.open[-1][0] not in ASIDE:
            self.said += f"{data}\n"


class Everything(trans_real.DjangoTranslation):
    """A language in which every message is in brackets, so that what is not translated stands outside them."""

    def __init__(self) -> None:
        super().__init__("cy")

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def in_brackets(
    monkeypatch: pytest.MonkeyPatch,  # no other way leads into what Django has read once for all
) -> Iterator[None]:
    """Welsh pages say every message in brackets."""
    from meetings import voice  # noqa: PLC0415 - what it keeps is of another language

    voice._formatted.cache_clear()
    voice._counted.cache_clear()
    monkeypatch.setitem(trans_real._translations, "cy", Everything())  # Django reads it once for all
    yield
    voice._formatted.cache_clear()
    voice._counted.cache_clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("filled", "in_brackets")
def test_a_welsh_page_says_nothing_of_its_own_in_english(client: Client) -> None:
    names = _names()
    left = {}
    for name, address in {**PAGES, **{name: address for name, (address, _) in FAILURES.items()}}.items():
        page = client.get(f"/cy{address.partition('#')[0]}").content.decode()
        text = Text(page)
        lines = [line for said in (text.said, *text.spoken) for line in _outside(said, names).splitlines()]
        if found := sorted({line.strip() for line in lines if re.search(r"[A-Za-z]{2}", line)}):
            left[name] = found

    assert left == {}


def _outside(text: str, names: re.Pattern[str]) -> str:
    """A text without what is in brackets, one inside the other, and without names."""
    while "⟦" in text and (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return names.sub("", re.sub(r"https?://\S*", "", text))


def _names() -> re.Pattern[str]:
    """Names of people and bodies as the archive has them, and words that are the same in every language."""
    held = {"CSV", "JSON", "BibTeX", "RIS", "English"}
    for model, field in (
        *((Board, "name"), (Board, "organisation"), (Member, "printed"), (MemberName, "text"), (Authority, "name")),
        *((AuthorityName, "text"), (Attendance, "printed"), (Attendance, "authority_printed"), (Attendance, "party")),
        *((ActionOwner, "printed"), (Declaration, "name")),
    ):
        held |= {str(each) for each in model.objects.values_list(field, flat=True) if each}
    held |= {str(each) for each in Member.objects.all()}
    return re.compile("|".join(re.escape(each) for each in sorted(held, key=len, reverse=True)))


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", ["home", "meeting", "decisions-later", "action", "source", "search-found"])
def test_each_language_leads_to_the_same_page_in_the_other(name: str, client: Client) -> None:
    address = PAGES[name].partition("#")[0]
    english, welsh = client.get(address), client.get(f"/cy{address}")
    shown = address.replace("&", "&amp;")

    assert (english.headers["Content-Language"], welsh.headers["Content-Language"]) == ("en-GB", "cy")
    assert '<html lang="en-GB">' in english.content.decode()
    assert f'<a href="/cy{shown}" lang="cy" hreflang="cy">Cymraeg</a>' in english.content.decode()
    assert '<html lang="cy">' in welsh.content.decode()
    assert f'<a href="{shown}" lang="en-GB" hreflang="en-GB">English</a>' in welsh.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
def test_welsh_pages_lead_to_welsh_pages_and_to_files_that_are_for_all(client: Client) -> None:
    page = client.get("/cy/decisions/").content.decode()
    links = set(re.findall(r'href="(/[^"#?]*)', page)) - {"/decisions/"}
    links = {link for link in links if not link.startswith("/static/")}

    assert {link for link in links if not link.startswith("/cy/")} == {
        f"/decisions.{form}" for form in ("csv", "json", "atom")
    }
    assert [link for link in sorted(links) if client.get(link).status_code != 200] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
def test_days_and_counts_are_welsh_and_the_words_of_the_note_are_not(client: Client) -> None:
    page = client.get(f"/cy{PAGES['decision']}").content.decode()

    assert "6 Gorffennaf 2023" in page
    assert 'lang="en-GB"' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("filled")
def test_a_browser_that_prefers_welsh_gets_the_page_it_asks_for(client: Client) -> None:
    page = client.get("/decisions/", headers={"accept-language": "cy"}, cookies={"django_language": "cy"})

    assert page.headers["Content-Language"] == "en-GB"
    assert "Accept-Language" not in page.headers.get("Vary", "")
    assert translation.get_language() == "en-gb"


def test_the_templates_of_the_desk_are_not_asked_for() -> None:
    desk = {str(path.relative_to(ROOT)) for path in (ROOT / "templates" / "admin").rglob("*.html")}

    assert desk.isdisjoint(path for message in catalogue.said() for path, _ in message.locations)
