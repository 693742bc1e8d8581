"""A tree of HTML elements is read as it is seen: paragraphs, headings, marked lists, tables with their cells."""

from __future__ import annotations

import pytest
from lxml.html import HTMLParser, document_fromstring

from meetings.extraction.blocks import Block, Extract, Heading, ListItem, Table
from meetings.extraction.composing import Composer
from meetings.extraction.hypertext import Walker
from meetings.extraction.limits import Limits, Refused
from meetings.extraction.markers import numeral

pytestmark = pytest.mark.once


def walked(markup: str, *, tabs: bool = False, limits: Limits | None = None) -> Extract:
    """What a walk over the markup finds."""
    composer = Composer(limits or Limits())
    parser = HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    Walker(composer, tabs=tabs).walk(document_fromstring(markup.encode(), parser=parser))
    return composer.extract("text/html")


def told(block: Block) -> object:
    """A block in a few signs: `#` before a heading, `*` round what is bold, a blank for each level."""
    if isinstance(block, Table):
        return [[[told(leaf) for leaf in cell.blocks] for cell in row] for row in block.rows]
    if isinstance(block, Heading):
        return "#" * block.level + f" {block.text}"
    if isinstance(block, ListItem):
        return " " * block.level + f"{block.marker} {block.text}"
    return f"*{block.text}*" if block.bold else block.text


def seen(markup: str, *, tabs: bool = False) -> list[object]:
    """All blocks of the markup, told."""
    return [told(block) for block in walked(markup, tabs=tabs).blocks]


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>The   Board\n\tmet.</p><p>Noted.</p>", ["The Board met.", "Noted."]),
        ("words <p>and</p> more", ["words", "and", "more"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<p>A<b>B</b>C <i>D</i><span>E</span></p>", ["ABC DE"]),
        ("<p>2<sup>nd</sup> May</p>", ["2nd May"]),
        ("<p>in <st1:place>Ash</st1:place><o:p></o:p> town</p>", ["in Ash town"]),
        ("<a href='/'><div>One</div></a><p>Two</p>", ["One", "Two"]),
        ("<p>Venue: Quay House<br>Date: 5 March</p>", ["Venue: Quay House", "Date: 5 March"]),
        ("<p>One<br/><br/>Two<hr>Three</p>", ["One", "Two", "Three"]),
        ("<h1>Dues</h1><h3><span>Quays</span></h3>", ["# Dues", "### Quays"]),
        ("<h2>3. Dues</h2>", ["## 3. Dues"]),
        ("<p><b>Decision</b></p><p><strong>3. </strong><b> Dues</b>&nbsp;</p>", ["*Decision*", "*3. Dues*"]),
        ("<p><b>Decision:</b> noted</p>", ["Decision: noted"]),
        ("<p><b>Decision</b><br>Noted.<br><b>Action</b></p>", ["*Decision*", "Noted.", "*Action*"]),
        ("<p style='font-weight: bold'>Dues</p>", ["*Dues*"]),
        ("<p><span style='color:red;font-weight:700'>Dues</span></p>", ["*Dues*"]),
        ("<p><b style='font-weight:normal'>Dues</b></p>", ["Dues"]),
        ("<script>no</script><style>no</style><p>Yes<svg><text>no</text></svg><img alt='no'></p>", ["Yes"]),
        ("<p>Yes</p><p hidden>no</p><p style='display: none'>no</p>", ["Yes"]),
        ("<p>Yes<!-- no --></p><noscript>no</noscript><select><option>no</select>", ["Yes"]),
        ("<p>caf&eacute; &amp; quay&#8217;s &pound;5</p>", ["café & quay’s £5"]),
        ("<details><summary>Minutes</summary>Words.</details>", ["Minutes", "Words."]),
        ("<p>Ann\u00a0Bee</p>", ["Ann Bee"]),
        ("<p>unclosed<p>paragraphs<div>everywhere", ["unclosed", "paragraphs", "everywhere"]),
    ],
)
def test_words_are_read_as_they_are_seen(markup: str, blocks: list[object]) -> None:
    assert seen(markup) == blocks


WORD_ENTRY = """<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>b)<span>&nbsp;&nbsp; </span></span><![endif]>One</p>"""


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<ul><li>One</li><li>Two</li></ul>", ["• One", "• Two"]),
        ("<ol><li>One<li>Two</ol>", ["1. One", "2. Two"]),
        ("<ol start=4><li>One<li value=9>Two<li>Three</ol>", ["4. One", "9. Two", "10. Three"]),
        ("<ol reversed><li>One<li>Two</ol>", ["2. One", "1. Two"]),
        ("<ol type=a><li>One<li type=i>Two</ol>", ["a. One", "ii. Two"]),
        ("<ol style='list-style-type: lower-alpha'><li>One</ol>", ["a. One"]),
        ("<ol style='list-style: lower-roman inside'><li>One</ol>", ["i. One"]),
        ("<ul style='list-style: none'><li>One</ul>", ["One"]),
        ("<ol><li>One<ul><li>Two<ol type=i><li>Three</ol></ul>4", ["1. One", " • Two", "  i. Three", "4"]),
        ("<ul><li>One</li><ul><li>Two</li></ul></ul>", ["• One", " • Two"]),
        ("<ol><li><p>One</p><p>more</p></li></ol>", ["1. One", "more"]),
        ("<ol><li><h3>Dues</h3>Words.</li></ol>", ["### 1. Dues", "Words."]),
        ("<ol><li><b>Dues</b></li></ol>", ["*1. Dues*"]),
        ("<ol><li></li><li>Two</li></ol>", ["2. Two"]),
        ("<ol><li hidden>no</li><li>One</li></ol>", ["1. One"]),
        ("<ol><li>1. One</li><li>(2) Two</li></ol>", ["1. One", "(2) Two"]),
        ("<ul><li>• One</li><li>a) Two</li><li>St. Ann</li></ul>", ["• One", "a) Two", "• St. Ann"]),
        ("<ul>stray<li>One</li>words</ul>", ["stray", "• One", "words"]),
        ("<div><li>One</li></div>", ["• One"]),
        (WORD_ENTRY, [" b) One"]),
    ],
)  # fmt: skip
def test_lists_print_their_marks_and_keep_their_levels(markup: str, blocks: list[object]) -> None:
    assert seen(markup) == blocks


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody>", [["*a*", "*b*"], ["c", "d"]]),
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", [["a", "", "b"], ["c", "d", "e"]]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["", "c"]]),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", [["a", "", "b"], ["", "", "c"]]),
        ("<tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d", [["a", "b"], ["c", ""], ["d", ""]]),
        ("<tr><td>a<td>b<tr><td>&nbsp;<td><br><tr><td>c<td>", [["a", "b"], ["c", ""]]),
        ("<tr><td colspan=0 rowspan=x>a<td rowspan=0>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<form><tr><td>a<td>b</tr></form>", [["a", "b"]]),
        ("<tr><td><p>a</p><p>x</p><td><ul><li>b</ul>", [["a x", "• b"]]),
        ("<tr><td>a</td><td>b</td>stray</tr>", [["a", "b", "stray"]]),
        ("<tr><td>a<td><table><tr><td>b<td>c</table></td></tr><tr><td>d<td>e", [["a", "b c"], ["d", "e"]]),
    ],
)  # fmt: skip
def test_tables_keep_their_rows_and_cells(rows: str, cells: list[list[str]]) -> None:
    assert [[" ".join(map(str, cell)) for cell in row] for row in _rows(seen(f"<table>{rows}</table>"))] == cells


def test_a_cell_beside_forty_rows_stands_in_the_first() -> None:
    rows = "<tr><td rowspan=40>Members<td>Ann<td>Ash" + "<tr><td>Cy<td>Oak" * 39 + "<tr><td>Clerk<td>Ed<td>"

    assert _rows(seen(f"<table>{rows}</table>")) == [
        [["Members"], ["Ann"], ["Ash"]],
        *[[[], ["Cy"], ["Oak"]]] * 39,
        [["Clerk"], ["Ed"], []],
    ]


def _rows(blocks: list[object]) -> list[list[list[str]]]:
    (table,) = blocks
    assert isinstance(table, list)
    return table


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><p>One</p></td></tr><tr><td>Two</td></tr></table>",
        "<table role=presentation><tr><td>One</td><td>Two</td></tr></table>",
        "<table><tr><td>One</td><td><h2 style='all:unset'></h2>Two</td></tr></table>",
        "<table><tr><td><table><tr><td>One</td></tr></table></td><td>Two</td></tr></table>",
    ],
)
def test_a_table_that_only_sets_the_page_out_is_paragraphs(markup: str) -> None:
    assert seen(markup) == ["One", "Two"]


def test_a_table_around_a_larger_one_only_sets_the_page_out() -> None:
    inner = "<table>" + "<tr><td>a<td>b</tr>" * 4 + "</table>"

    assert seen(f"<table><tr><td>One<td>Two</tr><tr><td>Three<td>{inner}</tr></table>") == [
        "One",
        "Two",
        "Three",
        [[["a"], ["b"]]] * 4,
    ]


def test_what_stands_in_a_table_outside_its_cells_is_not_lost() -> None:
    markup = "<table><caption>People</caption><tr><td>a<td>b</tr><p>stray</p></table>"

    assert seen(markup) == [[[["People"]], [["a"], ["b"]], [["stray"]]]]


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<dl><dt>Venue:<dd>Quay House<dt>Date<dd>May</dl>", [[[["Venue:"], ["Quay House"]], [["Date"], ["May"]]]]),
        ("<dl><div><dt>Chair</dt><dd>Ann</dd><dd>Bee</dd></div></dl>", [[[["Chair"], ["Ann", "Bee"]]]]),
        ("<dl><dt>Minutes<dd><p>Words.</p></dl>", ["Minutes", "Words."]),
        (f"<dl><dt>Minutes<dd>{'word ' * 50}</dl>", ["Minutes", ("word " * 50).strip()]),
        ("<dl><dd>alone</dl>", ["alone"]),
    ],
)  # fmt: skip
def test_labels_stand_beside_short_values_and_above_long_ones(markup: str, blocks: list[object]) -> None:
    assert seen(markup) == blocks


def test_text_that_is_set_as_typed_keeps_its_lines_and_columns() -> None:
    markup = "<pre>\nPresent:   Ann Bee\n           Cy Dee\n\nNoted.\nRole\tName\n</pre><p>a  b</p>"
    found = walked(markup)

    assert found.text == "Present:   Ann Bee\nCy Dee\n\nNoted.\nRole\tName\n\na b\n\n"
    assert [told(block) for block in found.blocks] == [
        "Present: Ann Bee",
        "Cy Dee",
        "Noted.",
        [[["Role"], ["Name"]]],
        "a b",
    ]


def test_a_tab_parts_columns_only_where_it_is_shown_as_one() -> None:
    markup = "<p>Chair\tAnn Bee</p>"

    assert (seen(markup), seen(markup, tabs=True)) == (["Chair Ann Bee"], [[[["Chair"], ["Ann Bee"]]]])


@pytest.mark.parametrize(
    ("number", "kind", "printed"),
    [(1, "1", "1"), (27, "a", "aa"), (52, "A", "AZ"), (703, "a", "aaa"), (4, "i", "iv"), (1994, "I", "MCMXCIV"),
     (0, "a", "0"), (4000, "i", "4000"), (3, "disc", "3")],
)  # fmt: skip
def test_a_number_is_printed_as_the_list_says(number: int, kind: str, printed: str) -> None:
    assert numeral(number, kind) == printed


DEEP = {
    "divs": ("<div>", "</div>"),
    "lists": ("<ul><li>", "</li></ul>"),
    "tables": ("<table><tr><td>a</td><td>", "</td></tr></table>"),
    "tables with heads": ("<table><tr><td>a<td>b<tr><td>c</td><td>", "</td></tr></table>"),
    "words": ("<b><span>", "</span></b>"),
}


@pytest.mark.parametrize("kind", DEEP)
def test_parts_too_deep_inside_each_other_are_refused(kind: str) -> None:
    opening, closing = DEEP[kind]
    with pytest.raises(Refused) as refusal:
        walked(opening * 400 + "words" + closing * 400)

    assert refusal.value.code == "too-deep"


@pytest.mark.parametrize("kind", DEEP)
def test_parts_thirty_deep_are_read(kind: str) -> None:
    opening, closing = DEEP[kind]

    assert "words" in walked(opening * 30 + "words" + closing * 30).text


def test_cells_that_claim_many_columns_fill_few() -> None:
    found = walked("<table>" + ("<tr>" + "<td colspan=99999 rowspan=9999>a" * 10) * 10 + "</table>")

    assert (found.text.count("a"), len(found.text) < 10_000) == (100, True)


def test_merged_cells_of_many_rows_stop_taking_up_blank_ones() -> None:
    found = walked("<table>" + "<tr><td colspan=20>a<td>b" * 5000 + "</table>")

    assert found.text.count("\t") < 60_000


def test_rows_are_written_as_they_are_read_so_that_too_many_are_refused_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        walked("<table>" + "<tr><td>a<td>b" * 5000 + "</table>", limits=Limits(lines=100))

    assert refusal.value.code == "too-large"
