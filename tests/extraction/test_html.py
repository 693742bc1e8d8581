"""A web page is read as the note it shows: its text and nothing of its site."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction import Limits, Refused, html
from meetings.extraction.blocks import Extract, Table
from tests.extraction.work import calls

pytestmark = pytest.mark.once


def read(page: str | bytes) -> Extract:
    """What the reader finds in a page."""
    return html.read(page if isinstance(page, bytes) else page.encode(), Limits())


def words(page: str | bytes) -> list[str]:
    """The text of each block of a page, that of a table cell by cell."""
    return [leaf.text for leaf in read(page).leaves()]


def codes(found: Extract) -> list[str]:
    return [finding.code for finding in found.findings]


# What belongs to a page and what to its site.

NOTE = "<h2>Dues</h2><p>The Board met at Quay House and talked for a long time.</p><p>It noted the report.</p>"
NOTED = ["Dues", "The Board met at Quay House and talked for a long time.", "It noted the report."]


@pytest.mark.parametrize(
    "markup",
    [
        f"<nav>Home</nav><header>Site</header><main>{NOTE}</main><footer>Cookies</footer>",
        f"<div role=navigation>Home</div><div>Beside</div><div role=main>{NOTE}</div>",
        f"<div>Beside</div><div id=modgov><div class='mgContent wide'>{NOTE}</div></div>",
        f"<div>Beside</div><div class=mgContent>{NOTE}</div>",
        f"<div>Beside</div><article>{NOTE}</article>",
        f"<div>Beside</div><div id=content>{NOTE}</div>",
        f"<aside>More</aside><header>Site</header>{NOTE}<footer>End</footer>",
        f"<form action=/search><label>Words</label><input></form>{NOTE}",
        f"<div class='cookie-notice show'>Cookies?</div><ol class=breadcrumb><li>Home</ol>{NOTE}",
        f"<a class=skip-link href=#m>Skip</a><div class=social-links>Share</div><div class=site-footer>End</div>{NOTE}",
        f"<main><nav>On this page</nav>{NOTE}<aside>More</aside></main>",
        f"<form id=aspnetForm><table role=presentation><tr><td>{NOTE}</table><nav>Home</nav></form>",
    ],
)
def test_the_frame_of_a_site_is_left_out_and_told(markup: str) -> None:
    found = read(f"<body>{markup}</body>")

    assert [leaf.text for leaf in found.leaves()] == NOTED
    assert codes(found) == ["page-frame"]


@pytest.mark.parametrize(
    "markup",
    [
        NOTE,
        f"<body>{NOTE}",
        f"<div class=minutes>{NOTE}</div>",
        f"<article>{NOTE}</article>",
        f"<main><p></p></main>{NOTE}",
        f"<section><header><h2>Dues</h2></header>{NOTE.removeprefix('<h2>Dues</h2>')}</section>",
        f"<aside>{NOTE}</aside>",
        f"<div class=cookie>{NOTE}</div>",
        f"<body aria-hidden=true><div aria-hidden=true>{NOTE}</div>",
        f"<form>{NOTE}<input></form>",
        NOTE.replace("<p>It noted", "<form><p>It noted"),
    ],
)
def test_a_page_without_a_frame_is_read_whole(markup: str) -> None:
    found = read(markup)

    assert ([leaf.text for leaf in found.leaves()], codes(found)) == (NOTED, [])


def test_cells_whose_bold_was_never_closed_stand_beside_each_other() -> None:
    found = read("<table><tr><td><b>1<td><b>Dues<td>x<tr><td><b>2<td><font>Quays<td>y<tr><td>3<td>End<td>z</table>")

    assert found.text == "1\tDues\tx\n2\tQuays\ty\n3\tEnd\tz\n\n"


def test_a_form_around_rows_is_nothing() -> None:
    assert (
        read("<table><form><tr><td>1<td>Dues</tr><tr><td>2<td>Quays</tr></form></table>").text
        == "1\tDues\n2\tQuays\n\n"
    )


def test_a_main_part_that_holds_less_than_half_of_the_page_is_none() -> None:
    found = read(f"<nav>Home</nav><main>Latest news</main><div>{NOTE}</div>")

    assert [leaf.text for leaf in found.leaves()] == ["Latest news", *NOTED]
    assert codes(found) == ["page-frame"]


def test_the_title_of_a_page_above_its_main_part_is_kept_but_not_the_name_of_the_site() -> None:
    top = "<header><h1><a href=/>Site</a></h1></header><div><h1>Agenda item</h1></div>"

    assert words(f"{top}<main>{NOTE}</main>") == ["Agenda item", *NOTED]
    assert words(f"{top}<main><h1>Own</h1>{NOTE}</main>") == ["Own", *NOTED]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>no</p>",
        "<p style='display: none'>no</p>",
        "<p style='color:red; visibility : hidden'>no</p>",
        "<span aria-hidden=true>no</span>",
        "<span class='visually-hidden'>no</span>",
        "<h3 class='sr-only'>no</h3>",
        "<span style='mso-hide:all'>no</span>",
    ],
)
def test_text_that_is_not_shown_is_left_out_and_told(hidden: str) -> None:
    found = read(NOTE + hidden)

    assert ([leaf.text for leaf in found.leaves()], codes(found)) == (NOTED, ["hidden-text"])


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_deleted_text_is_left_out_and_told_and_what_stands_for_it_stays(tag: str) -> None:
    found = read(f"<p>The Board <{tag}>rejected</{tag}><ins>noted</ins> it.</p>")

    assert [(leaf.text, codes(found)) for leaf in found.leaves()] == [("The Board noted it.", ["tracked-changes"])]


def test_an_empty_part_of_a_frame_is_nothing_to_tell() -> None:
    assert codes(read(f"<nav></nav><p hidden></p><del> </del><main>{NOTE}</main>")) == []


def test_scripts_comments_and_pictures_are_nothing() -> None:
    page = (
        "<script>no()</script><style>no</style><!-- no --><svg><text>no</text></svg><img alt=no><p onclick='no()'>Yes"
    )

    assert words(page) == ["Yes"]


# Bytes.


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>Caf\u00e9 – £5".encode(), "utf-8"),
        ("<p>Caf\u00e9 – £5".encode("utf-8-sig"), "utf-8"),
        ("<p>Caf\u00e9 – £5".encode("utf-16"), "utf-16"),
        ("<meta charset=utf-8><p>Caf\u00e9 – £5".encode(), "utf-8"),
        ("<meta charset='UTF-16'><p>Caf\u00e9 – £5".encode(), "utf-8"),
        ("<meta charset=\"windows-1252\"><p>Caf\u00e9 – £5".encode("cp1252"), "cp1252"),
        ("<meta charset=iso-8859-1><p>Caf\u00e9 – £5".encode("cp1252"), "cp1252"),
        ("<meta http-equiv=x content='text/html; charset=Latin1'><p>Caf\u00e9 – £5".encode("cp1252"), "cp1252"),
        ("<meta charset=windows-1250><p>Caf\u00e9 – \u0141".encode("cp1250"), "cp1250"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><html><p>Caf\u00e9 £5</html>".encode("latin-1"), "cp1252"),
        ("<meta charset=iso-8859-1><p>Caf\u00e9 – £5".encode(), "utf-8"),
        ("<meta charset=rot13><p>Caf\u00e9 – £5".encode(), "utf-8"),
    ],
)  # fmt: skip
def test_a_page_is_decoded_as_a_browser_does(data: bytes, encoding: str) -> None:
    found = read(data)
    expected = "Café – \u0141" if encoding == "cp1250" else "Café – £5"

    assert found.text.strip().replace("Café £5", "Café – £5") == expected
    assert (found.encoding, found.media_type, codes(found)) == (encoding, "text/html", [])


@pytest.mark.parametrize("head", ["", "<meta charset=utf-8>", f"<!-- {'x' * 1024} --><meta charset=iso-8859-2>"])
def test_an_encoding_that_was_guessed_is_told(head: str) -> None:
    found = read(f"{head}<p>Café – £5".encode("cp1252"))

    assert (found.text.strip(), found.encoding, codes(found)) == ("Café – £5", "cp1252", ["encoding-guess"])


def test_a_lost_byte_in_a_page_of_utf_8_is_shown_as_lost() -> None:
    assert words(b"<meta charset=utf-8><p>Caf\xc3\xa9 \xff\xc2\xa35") == ["Café \ufffd£5"]


def test_nul_bytes_are_taken_out_and_told() -> None:
    found = read("<p>No\0ted.")

    assert (found.text.strip(), codes(found)) == ("Noted.", ["control-characters"])


# What cannot be read.


@pytest.mark.parametrize(
    "page",
    ["", " \n", "<!-- no -->", "<html></html>", "<p>&nbsp;</p>", "<script>no</script>", "<img alt=no>", "<frameset>"],
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(page)

    assert refusal.value.code == "no-text"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "nav", "dl><dd", "blockquote", "x-y"])
def test_a_hundred_thousand_parts_inside_each_other_are_refused_at_once(tag: str) -> None:
    page = f"<{tag}>" * 100_000 + "words"

    def refused() -> None:
        with pytest.raises(Refused) as refusal:
            read(page)
        assert refusal.value.code == "too-deep"

    assert calls(refused) < 1000


@pytest.mark.parametrize(
    "page", ["<p>" * 500_001, "<p>x" * 120_000, "word " * 1_000_001], ids=["tags", "lines", "signs"]
)
def test_what_is_too_much_is_refused(page: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(page)

    assert (refusal.value.code, refusal.value.sentence.endswith("the most that is read.")) == ("too-large", True)


def test_nothing_outside_the_page_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("quince")
    page = (
        f"<!DOCTYPE html [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><p>a&x;b</p><iframe src='{secret.as_uri()}'></iframe>"
    )

    assert "quince" not in read(page).text


TAGS = "p b div table tr td th ul ol li h1 dl dt dd pre br span main nav header footer form article del a:b".split()
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["<td colspan=3 rowspan=2>", "<ol type=a start=3>", "<p hidden>", "<p style='display:none'>", "<!--", "&#0;"]
    ),
    st.sampled_from(["Dues", "1. Noted.", "• a", "The Board", "\n", "\t", " ", "Agenda item", "Minutes:", "<", "&"]),
    st.text(st.characters(codec="utf-8"), max_size=5),
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_page_is_read_or_refused_and_nothing_of_it_stands_in_no_block(page: str) -> None:
    try:
        found = read(page)
    except Refused:
        return
    covered = {at for leaf in found.leaves() for at in range(leaf.span.start, leaf.span.end)}

    assert [sign for at, sign in enumerate(found.text) if at not in covered and not sign.isspace()] == []
    assert all(block.rows for block in found.blocks if isinstance(block, Table))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = read(data)
    except Refused:
        return
    assert found.text.strip()


@pytest.mark.parametrize("sign", ["\x02", "&#2;", "\ufffe", "&#xFFFE;", "&#x1b;", "\x0c"])
def test_a_sign_that_no_page_shows_stands_in_no_way(sign: str) -> None:
    page = f"<html><body><p>The Board<span hidden>not seen</span> m{sign}et.</p></body></html>"
    found = html.read(page.encode(), Limits())
    assert found.text.split() in (["The", "Board", "met."], ["The", "Board", "m", "et."])
    assert "hidden-text" in {finding.code for finding in found.findings}
