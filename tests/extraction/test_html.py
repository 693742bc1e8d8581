"""A web page is read as the note it shows: its text and nothing of its site."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction import Limits, Refused, extract, html
from meetings.extraction.blocks import Extract, Table
from meetings.minutes import Minutes, parse
from meetings.minutes.codec import to_data
from tests.extraction.built_html import body_of, page_of
from tests.here import CORPUS, ROOT
from tests.minutes.accounting import lost
from tests.minutes.written import decided, listed, present, said, to_do

pytestmark = pytest.mark.once

PAGES = Path(__file__).parent / "pages"
SAMPLES = sorted(path for path in (ROOT / "fixtures").rglob("*") if path.suffix in {".txt", ".md"})


def read(page: str | bytes) -> Extract:
    """What the reader finds in a page."""
    return html.read(page if isinstance(page, bytes) else page.encode(), Limits())


def words(page: str | bytes) -> list[str]:
    """The text of each block of a page, that of a table cell by cell."""
    return [leaf.text for leaf in read(page).leaves()]


def codes(found: Extract) -> list[str]:
    return [finding.code for finding in found.findings]


def page(name: str) -> tuple[Extract, Minutes]:
    """One of the pages in the folder, and the one record that it holds."""
    found = read((PAGES / f"{name}.html").read_bytes())
    (minutes,) = parse(found)
    return found, minutes


# Pages as they are in the wild.


def test_the_page_of_an_item_gives_that_item() -> None:
    found, minutes = page("item")
    (item,) = minutes.items

    assert (minutes.family, minutes.header.board, minutes.header.date, minutes.header.time) == (
        "F4",
        "Harbour and Ferries Committee",
        date(2018, 10, 2),
        "2.00 pm",
    )
    assert (item.number, item.title) == ("44", "Winter timetable of the Quillham ferry")
    assert said(item) == [
        "Report of the Harbour Master.",
        "The Harbour Master, Captain Solveig Reay, explained that two boats would be out of the water in winter.",
        "Members asked for the text messages to say which boat was running.",
    ]
    assert decided(item) == [
        ("RESOLVED – that:", "the winter timetable be agreed;", ("agreed",)),
        ("RESOLVED – that:", "no fare rise before April 2019; and", ("resolved",)),
        ("RESOLVED – that:", "a third boat be kept in steam.", ("resolved",)),
    ]
    assert to_do(item) == [
        (
            ("Captain Solveig Reay",),
            "Captain Solveig Reay to add the name of the boat to the text messages by 1st November 2018.",
        )
    ]
    assert codes(found) == ["hidden-text", "tracked-changes", "page-frame"]
    assert found.findings[-1].message == (
        "Left out the frame of the page: breadcrumbs (1), footers (1), headers (1), links to share the page (1), "
        "links to skip parts of the page (1), menus (1), notices of cookies (1)."
    )


def test_the_page_of_a_meeting_that_a_browser_saved_gives_all_its_items() -> None:
    found, minutes = page("meeting")
    header = minutes.header

    assert (minutes.family, header.board, header.date, header.venue) == (
        "F5",
        "Planning Committee",
        date(2019, 3, 6),
        "Council Chamber, Town Hall, Brackenby",
    )
    assert listed(minutes) == [
        ("71", "Apologies for Absence"),
        ("72", "Boathouse at Lock Lane"),
        ("73", "Date of next meeting"),
    ]
    assert [said(item) for item in minutes.items] == [
        ["An apology was received from Councillor Denholm Yarrow."],
        [
            "Report of the Head of Planning.",
            "The officer described the site, which floods.",
            "• The roof would be of slate.",
            "• The bank must not be cut.",
        ],
        ["Wednesday, 3rd April, 2019 at 6.30 pm."],
    ]
    assert decided(minutes.items[1]) == [
        ("", "The Committee approved the application.", ("approved",)),
        ("", "The Committee noted the letter from the parish.", ("noted",)),
    ]
    assert to_do(minutes.items[1]) == [(("Officers",), "Officers to write to the parish.")]
    assert (minutes.preamble, codes(found)) == ((), ["hidden-text", "page-frame"])


def test_a_table_of_actions_on_a_page_set_by_tables_is_read_by_its_columns() -> None:
    found, minutes = page("actions")

    assert (minutes.family, minutes.header.board, minutes.header.date, minutes.header.venue) == (
        "F7",
        "Lower Sallow Ferry Partnership",
        date(2022, 5, 10),
        "Pump House, Pyle",
    )
    assert listed(minutes) == [("1", "Matters arising"), ("2", "Pumps"), ("3", "Any other business")]
    assert [to_do(item) for item in minutes.items] == [
        [(("JB",), "JB to redo the rota by 31 May 2022")],
        [(("NC", "BH"), "NC/ BH to ask the harbour office for the key")],
        [],
    ]
    assert said(minutes.items[1]) == ["Pump 3 failed its test.", "The two trailer pumps have passed."]
    assert present(minutes) == [
        ("member", "Jo Bruce", ""),
        ("member", "Neil Carrow", ""),
        ("chair", "Basil Hendry", ""),
        ("apologies", "Owen Prys", ""),
    ]
    assert found.findings == ()


def test_a_page_that_word_saved_keeps_its_printed_marks_and_loses_what_was_deleted() -> None:
    found, minutes = page("word")

    assert found.text == (
        "Minutes of the meeting of Thorle Parish Council\n\n"
        "Held on Monday 8 November 2021 at 7.30pm in the Village Hall\n\n"
        "Present: Cllr A Bee (Chair), Cllr C Dee, Cllr E Fox\n\n"
        "1. Apologies for absence\n\nApologies were received from Cllr G Hay.\n\n"
        "2. The bus shelter\n\nThe Clerk’s quotations were read\n\n· oak at £900;\n\no steel at £450.\n\n"
        "RESOLVED to buy the shelter of steel – not of oak.\n\n"
    )
    assert (minutes.family, minutes.header.board, minutes.header.date) == (
        "F6",
        "Thorle Parish Council",
        date(2021, 11, 8),
    )
    assert listed(minutes) == [("1", "Apologies for absence"), ("2", "The bus shelter")]
    assert decided(minutes.items[1]) == [("", "RESOLVED to buy the shelter of steel – not of oak.", ("resolved",))]
    assert present(minutes) == [("chair", "A Bee", ""), ("member", "C Dee", ""), ("member", "E Fox", "")]
    assert (found.encoding, codes(found)) == ("cp1252", ["hidden-text", "tracked-changes", "reviewer-comments"])


def test_a_page_that_prints_its_decisions_twice_gives_them_once() -> None:
    found, minutes = page("decisions")
    (item,) = minutes.items

    assert (minutes.header.board, minutes.header.date) == ("Cabinet", date(2019, 3, 19))
    assert (item.number, item.title) == ("88", "Library opening hours")
    assert decided(item) == [
        ("RESOLVED – that:", "the Central Library open on Sundays; and", ("resolved",)),
        ("RESOLVED – that:", "the hours at Bonded Row be reduced to twenty a week.", ("resolved",)),
    ]
    assert codes(found) == ["page-frame"]


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.iterdir()))
def test_nothing_of_a_page_that_was_read_is_in_no_record(name: str) -> None:
    found = read((PAGES / f"{name}.html").read_bytes())

    assert lost(found, parse(found)) == ""


# Every note as a page.


def told(found: Extract) -> list[dict[str, Any]]:
    """What is read, without places, and with one sign for a bullet; a star may be a bullet or a note's."""
    return [_bare(to_data(minutes)) for minutes in parse(found)]


def _bare(data: Any) -> Any:
    if isinstance(data, dict):
        if data.get("marker") == "*":
            data |= {"text": f"* {data['text']}", "kind": "paragraph", "marker": ""}
        left_out = {key for key in data if key.endswith("span")} | {"own", "left_over"}
        return {key: _bare(value) for key, value in data.items() if key not in left_out}
    if isinstance(data, list):
        return [_bare(each) for each in data]
    return "•" if data == "·" else data


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_the_same_as_a_page(path: Path) -> None:
    text = extract(path.read_bytes())
    found = read(page_of(text))

    assert told(found) == told(text)
    assert codes(found) == ["page-frame"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_the_same_as_a_fragment_that_was_pasted(path: Path) -> None:
    text = extract(path.read_bytes())
    found = read(body_of(text.blocks))

    assert (told(found), codes(found)) == (told(text), [])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_text_file_that_a_browser_saved_as_a_page_reads_as_the_file(path: Path) -> None:
    text = extract(path.read_bytes())
    shown = text.text.replace("&", "&amp;").replace("<", "&lt;")
    page = f'<html><head></head><body><pre style="white-space: pre-wrap;">\n{shown}</pre></body></html>'

    assert (told(read(page)), codes(read(page))) == (told(text), [])


def test_a_page_that_holds_more_than_what_was_typed_is_read_as_a_page() -> None:
    assert words("<h1>Dues</h1><pre># a\nb</pre>") == ["Dues", "# a", "b"]


@cache
def scorer() -> ModuleType:
    """The program that scores readings of the real notes."""
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.real_notes
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the program that scores leaves them open
def test_the_real_notes_as_pages_score_as_high_as_the_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = []
    for path in sorted((CORPUS / "notes").iterdir()):
        found = read(page_of(extract(path.read_bytes())))
        documents.append({"path": path.name, "meetings": [to_data(minutes) for minutes in parse(found)]})
    readings = tmp_path / "readings.json"
    readings.write_text(json.dumps({"documents": documents}))
    # The program that scores reads the command line; it is not ours to change.
    monkeypatch.setattr(sys, "argv", ["score.py", str(CORPUS / "gold"), str(readings), "--min", "0.99"])

    assert scorer().main() == 0, capsys.readouterr().out


@pytest.mark.real_notes
@pytest.mark.parametrize("stem", ["000", "001", "002", "003", "004"])
def test_a_real_note_reads_the_same_as_a_page(stem: str) -> None:
    (path,) = (CORPUS / "notes").glob(f"{stem}*")
    text = extract(path.read_bytes())

    assert told(read(page_of(text))) == told(text)


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
    began = time.monotonic()
    with pytest.raises(Refused) as refusal:
        read(f"<{tag}>" * 100_000 + "words")

    assert (refusal.value.code, time.monotonic() - began < 1) == ("too-deep", True)


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
