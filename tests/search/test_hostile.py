"""Whatever somebody types into the search, the archive answers in words, and stands as it was."""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import search
from meetings.filters import Listing
from meetings.filters import asked as listed
from meetings.models import SearchEntry
from tests import factories as make

pytestmark = pytest.mark.django_db

FTS5 = [
    *("NEAR(", "NEAR(ferry fares, 5)", "^ferry", "{title}:ferry", "{title body} : ferry", "- title : ferry", "*"),
    *('""', '"" ""', '"""', '"ferry" *', "AND", "AND OR NOT", "OR OR", "NOT NOT", "ferry AND", "ferry OR", "NOT ferry"),
    *("ferry + fares", "title:ferry", "rank:ferry", "rowid:1", "meetings_search:ferry", "ferry*fares", "*ferry*"),
]
TSQUERY = [
    *("!", "&", "|", "<->", "ferry <-> fares", "ferry <2> fares", ":*", "ferry:*", "ferry:A", "ferry:*AB", "'", "''"),
    *("'ferry'", "!ferry", "!!ferry", "ferry & | fares", "ferry & !fares", "()", ") ferry (", "\\", "\\'", "ferry\\"),
]
SQL = [
    *("'; DROP TABLE meetings_searchentry; --", "' OR 1=1 --", "1; SELECT 1", "%s", "%(q)s", "%", "_", "%%ferry%%"),
    *("/* ferry */", "-- ferry", "$1", "?", ":q", "{}", "{0}", "ferry' UNION SELECT 1 --", "char(0)", "E'\\000'"),
]
MARKUP = ["<script>ferry</script>", "<mark>", "</mark><b>", "&lt;", "&amp;ferry", "{{ ferry }}", "{% ferry %}", "<!--"]
FIELDS = [
    *("board:", "board:*", 'board:""', "board:'", "-board:", "member:%", "authority:|", "verb:'", "verb:|noted", "in:"),
    *("owner:*", "owner:()", "in:in:", "in:decisions:ferry", "after:", "after:-1", "after:99999", "before:0000-00-00"),
    *(
        "after:9999-12-31",
        "before:0001-01-01",
        "after:2020-02-30",
        "board:board:board:ferry",
        ":ferry",
        "::",
        "a:b:c:d",
    ),
]
UNICODE = [
    *("\0", "ferry\0fares", "\x01\x1f\x7f", "\r\nferry", "\t\v\f", "\ufeffferry", "\ufffe", "\uffff", "\U0010ffff"),
    *(
        "😀",
        "👩‍👩‍👧",
        "🇬🇧 ferry",
        "\u202eyrref\u202c",
        "\u200f\u200e",
        "\u2066ferry\u2069",
        "\u0301\u0301\u0301",
        "\u0301" * 500,
    ),
    *(
        "e" + "\u0301" * 2000,
        "٣٤",
        "²",
        "½",
        "Ⅷ",
        "İstanbul",
        "ſs",
        "ß",
        "日本語",
        "ก็",
        "\u200d",
        "\u00ad",
        "ꙮ",
        "𝔣𝔢𝔯𝔯𝔶",
        "ﷺ",
    ),
]
LONG = [
    *(
        "a " * 2000,
        "(" * 10_000,
        ")" * 10_000,
        '"' * 9_999,
        "*" * 5000,
        "-" * 5000,
        "x" * 5000,
        "OR " * 1500,
        "a:" * 2000,
    ),
    *('"' + "a " * 2000, "abc* " * 800, "-ferry " * 600, "ferry OR " * 500, "in:decisions " * 300, "verb:noted " * 400),
    *("board:ferries OR " * 250, "member:harbour " * 280, "after:2020 " * 400, "\0" * 4096, "&" * 4096, "ferry-" * 700),
]
BYTES = [b"\xed\xa0\x80", b"\xed\xb0\x80ferry", b"\xff\xfe", b"\xc3", b"\xf0\x9f\x98", b"\xc0\xaf", b"\x80" * 100]
"""What no text is encoded as: halves of a pair, cut short, too long."""

FAMILIES = {
    "FTS5": FTS5,
    "tsquery": TSQUERY,
    "SQL": SQL,
    "mark-up": MARKUP,
    "fields": FIELDS,
    "Unicode": UNICODE,
    "length": LONG,
    "bytes": BYTES,
}


ANSWER = re.compile(
    r'<p class="said" role="status">\s*<strong>[\d,]+</strong> results?\b.+?</p>|<dl class="ways">', re.DOTALL
)
"""What the page says: how many results, and for what; or how to search."""


def ferries() -> None:
    held = make.meeting(make.board("Ferries Board"))
    make.attendance(held, make.member("Nell Harbour"), authority=make.authority("Averham Council"))
    item = make.item(held, "Ferry fares", passages=[make.passage("The café asked about the ferries.")])
    make.decision(item, "Noted the ferry.")
    make.action(item, "To paint the ferry.", ("Ellen Vernon",))
    search.refresh(held)


def answered(asked: str | bytes) -> None:
    """The search answers in words, and so do the lists that take words; a fault in the archive raises here."""
    question = quote_from_bytes(asked if isinstance(asked, bytes) else asked.encode("utf-8", "surrogatepass"))
    response = Client().get(f"/search/?q={question}", follow=True)
    assert response.status_code == 200, asked
    assert ANSWER.search(response.content.decode()), asked
    for listing in (
        listed("decisions", QueryDict(f"q={question}")),
        Listing("actions", QueryDict(f"owner={question}")),
    ):
        assert listing.valid, asked
        assert len(listing.page) <= 1, asked


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_questions_are_answered_in_words_and_change_nothing(family: str) -> None:
    ferries()
    before = list(SearchEntry.objects.order_by("docid").values())

    for asked in FAMILIES[family]:
        answered(asked)

    assert list(SearchEntry.objects.order_by("docid").values()) == before
    assert search.faults() == []


SIGNS = [
    '"',
    "-",
    "*",
    "(",
    ")",
    ":",
    "NEAR",
    "OR",
    "NOT",
    "in:",
    "after:",
    "board:",
    "ferry",
    " ",
    "'",
    "\\",
    "&",
    "|",
    "!",
    "\0",
]


class AnyTextTest(TestCase):
    """Any text at all, any heap of signs, and bytes that are no text."""

    @classmethod
    def setUpTestData(cls) -> None:
        ferries()

    @settings(max_examples=60)
    @given(st.text() | st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
    def test_any_text_is_answered(self, text: str) -> None:
        answered(text)

    @settings(max_examples=30)
    @given(st.binary(max_size=40))
    def test_any_bytes_are_answered(self, held: bytes) -> None:
        answered(held)
