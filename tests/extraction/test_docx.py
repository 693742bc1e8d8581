"""Word files: what is printed is read, word for word, and what is not printed is gone and counted."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from meetings.extraction import Limits, Refused, extract
from meetings.extraction.blocks import Cell, Extract, Heading, ListItem, Paragraph, Table
from meetings.extraction.docx import read
from meetings.minutes import parse
from tests.extraction.alike import differing
from tests.extraction.built_docx import of_note, packed, paragraph, part, run, table
from tests.here import CORPUS, ROOT

pytestmark = pytest.mark.once

SAMPLES = sorted(path for path in (ROOT / "fixtures" / "notes").iterdir() if not path.name.startswith("."))
REAL = sorted((CORPUS / "notes").glob("*.txt")) if CORPUS.is_dir() else []

Said = list[object]


def said(found: Extract) -> Said:
    """Every block in short: a paragraph as its text, and rows of cells as tuples."""
    return [_said(block) for block in found.blocks]


def _said(block: object) -> object:
    if isinstance(block, Table):
        return [tuple("/".join(str(_said(leaf)) for leaf in cell.blocks) for cell in row) for row in block.rows]
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, ListItem):
        return f"{'  ' * block.level}{block.marker} {block.text}"
    assert isinstance(block, Paragraph)
    return f"**{block.text}**" if block.bold else block.text


def told(body: str, **parts: str | bytes) -> tuple[Said, dict[str, str]]:
    """What is read of a body, and what a clerk is told, by code."""
    named = {name.replace("__", "/") + ".xml": held for name, held in parts.items()}
    styles = named.pop("styles.xml", "")
    found = read(packed(body, named, styles=str(styles)), Limits())
    return said(found), {finding.code: finding.message for finding in found.findings}


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refusal:
        extract(data, limits=limits or Limits())
    return refusal.value.code


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sample_note_says_the_same_in_word(path: Path) -> None:
    note = extract(path.read_bytes())
    assert differing(parse(note), parse(extract(of_note(note), filename="note.docx"))) == ([], [])


@pytest.mark.real_notes
@pytest.mark.parametrize("path", REAL or [None], ids=[path.stem[:3] for path in REAL] or ["none"])
def test_a_real_note_says_the_same_in_word(path: Path | None) -> None:
    if path is None:
        pytest.skip("the real notes are not here")
    note = extract(path.read_bytes())
    assert differing(parse(note), parse(extract(of_note(note), filename="note.docx"))) == ([], [])


def test_paragraphs_headings_entries_and_tables_are_read_at_their_places() -> None:
    body = paragraph("Quays Board", properties='<w:pStyle w:val="Ttl1"/>') + paragraph(run("Tolls", "<w:b/>"))
    body += paragraph("· The tolls ", run("rise", "<w:b/>"), ".") + table(
        ["1", "Welcome", ""], ["", "All came.", "Ann"]
    )
    found = read(packed(body), Limits())
    assert said(found) == [
        "# Quays Board",
        "**Tolls**",
        "· The tolls rise.",
        [("1", "Welcome", ""), ("", "All came.", "Ann")],
    ]
    assert found.text == "Quays Board\n\nTolls\n\n· The tolls rise.\n\n1\tWelcome\t\n\tAll came.\tAnn\n\n"
    assert [leaf.span.cut(found.text) for leaf in found.leaves()] == [
        *("Quays Board", "Tolls", "· The tolls rise.", "1", "Welcome", "All came.", "Ann"),
    ]


def test_what_was_deleted_is_gone_and_what_was_inserted_stays() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>private quince</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{run("from here")}</w:moveFrom>'
    come = f'<w:ins w:id="3">{run("agreed ")}</w:ins><w:moveTo w:id="4">{run("to there")}</w:moveTo>'
    row = "<w:tr><w:trPr><w:del w:id='5'/></w:trPr><w:tc><w:p><w:r><w:t>secret row</w:t></w:r></w:p></w:tc></w:tr>"
    body = paragraph("The Board ", gone, moved, come) + table(["1", "Tolls"]).replace("</w:tbl>", f"{row}</w:tbl>")
    assert told(body) == (
        ["The Board agreed to there", [("1", "Tolls")]],
        {
            "tracked-changes": "Changes are tracked in the file. 2 pieces of deleted text were left out. "
            "1 piece of inserted text was kept. Check that all were agreed."
        },
    )


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = paragraph("The Board noted ", properties=mark) + paragraph("the tolls.")
    assert told(body) == (["The Board noted the tolls."], {})


def test_hidden_white_and_tiny_text_is_gone() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    hidden = [
        run("one", "<w:vanish/>"),
        run("two", '<w:rStyle w:val="I"/>'),
        run("three", '<w:color w:val="FFFFFF"/>'),
        run("four", '<w:sz w:val="2"/>'),
    ]
    shown = [run(" seen", '<w:rStyle w:val="I"/><w:vanish w:val="0"/>'), run(".", '<w:color w:val="FFFFFE"/>')]
    body = paragraph("It is", *hidden, *shown)
    assert told(body, styles=styles) == (
        ["It is seen."],
        {"hidden-text": "4 pieces of hidden or white text were left out."},
    )


@pytest.mark.parametrize("shade", ['<w:shd w:fill="1F3864"/>', '<w:highlight w:val="black"/>'])
def test_white_text_on_a_dark_ground_is_read(shade: str) -> None:
    white = run("Item", f'<w:color w:val="FFFFFF"/>{shade}')
    assert told(paragraph(white)) == (["Item"], {})


def test_white_text_in_a_dark_cell_is_read() -> None:
    white = paragraph(run("Item", '<w:color w:val="FFFFFF"/>'))
    cell = f"<w:tcPr><w:shd w:val='clear' w:fill='000000'/></w:tcPr>{white}"
    body = f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{paragraph('Action')}</w:tc></w:tr></w:tbl>"
    assert told(body) == ([[("Item", "Action")]], {})


def test_comments_are_counted_and_not_read() -> None:
    mark = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    comments = part("comments", f'<w:comment w:id="0" w:author="Jo">{paragraph("Is this so?")}</w:comment>')
    body = paragraph(mark[0], run("The tolls rise."), mark[1])
    assert told(body, word__comments=comments) == (["The tolls rise."], {"comments": "1 comment was left out."})


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    inside = f"<w:txbxContent>{paragraph('Boxed.')}</w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    both = f"<mc:Choice Requires='wps'><wps:txbx>{inside}</wps:txbx></mc:Choice>"
    both += f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
    body = paragraph(run("Above."), f"<w:r><mc:AlternateContent {names}>{both}</mc:AlternateContent></w:r>")
    assert told(body + paragraph("Below.")) == (
        ["Above.", "Boxed.", "Below."],
        {"text-boxes": "1 text box was read behind the paragraph it hangs on."},
    )


def test_what_a_form_asks_for_is_not_text() -> None:
    asking = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here.')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('20 May 2021')}</w:sdtContent></w:sdt>"
    assert told(paragraph(run("Date: "), asking, filled)) == (["Date: 20 May 2021"], {})


def _level(at: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, "decimal", "%1.")
    + _level(1, "lowerLetter", "%2)")
    + _level(2, "lowerRoman", "(%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "bullet", "\uf0b7")
    + _level(1, "bullet", "o")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "decimal", "%1")
    + _level(1, "decimal", "%1.%2")
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/>'
    + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>',
)


def entry(text: str, list_id: int, level: int = 0, style: str = "") -> str:
    """A paragraph of a list."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return paragraph(
        text, properties=f'{named}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def test_numbers_that_word_counts_are_printed() -> None:
    body = "".join(
        [
            entry("Noted the tolls", 1),
            entry("for ships", 1, 1),
            entry("of oak", 1, 2),
            entry("for boats", 1, 1),
            entry("Agreed the dues", 1),
            entry("for rafts", 1, 1),
            paragraph("Between."),
            entry("Approved the rest", 1),
            entry("Item begun at seven", 4),
            entry("and eight", 4),
            entry("A bullet", 2),
            entry("a smaller one", 2, 1),
            entry("Tolls", 3),
            entry("were raised.", 3, 1),
        ]
    )
    assert told(body, word__numbering=NUMBERING)[0] == [
        "1. Noted the tolls",
        "  a) for ships",
        "    (i) of oak",
        "  b) for boats",
        "2. Agreed the dues",
        "  a) for rafts",
        "Between.",
        "3. Approved the rest",
        "7. Item begun at seven",
        "8. and eight",
        "• A bullet",
        "  o a smaller one",
        "1 Tolls",
        "  1.1 were raised.",
    ]


def test_a_numbered_heading_keeps_its_number_and_a_style_may_number() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="It"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = paragraph("Welcome", properties='<w:pStyle w:val="It"/>') + paragraph(
        "Tolls", properties='<w:pStyle w:val="It"/>'
    )
    body += paragraph("Decision", properties='<w:pStyle w:val="B"/>')
    assert told(body, styles=styles, word__numbering=NUMBERING)[0] == ["## 1. Welcome", "## 2. Tolls", "**Decision**"]


def cell(text: str, properties: str = "") -> str:
    """A cell with properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_leave_blank_ones() -> None:
    rows = [
        [cell("Members", '<w:gridSpan w:val="2"/>'), cell("Council")],
        [cell("Chair", '<w:vMerge w:val="restart"/>'), cell("Ann Bee"), cell("X")],
        [cell("", "<w:vMerge/>"), cell("Cy Dee"), cell("X")],
    ]
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    assert told(f"<w:tbl>{body}</w:tbl>")[0] == [
        [("Members", "", "Council"), ("Chair", "Ann Bee", "X"), ("", "Cy Dee", "X")]
    ]


def test_columns_that_are_set_by_tabs_are_rows() -> None:
    body = paragraph("Chair\tAnn Bee\tAverham Council") + paragraph("Member\tCy Dee\tQuillham") + paragraph("1.\tTolls")
    assert told(body)[0] == [
        [("Chair", "Ann Bee", "Averham Council"), ("Member", "Cy Dee", "Quillham")],
        "1. Tolls",
    ]


def test_formulas_and_footnotes_are_read() -> None:
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    formula = f"<m:oMath {maths}><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph("Since 2019.")}</w:footnote>')
    rels = (
        '<Relationship Id="rId9" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    body = paragraph(run("Tolls are "), formula, run("."), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    found = read(packed(body, {"word/footnotes.xml": notes}, rels=rels), Limits())
    assert said(found) == ["Tolls are a+b.", "1. Since 2019."]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, "active-content"),
        ({"word/activeX/activeX1.xml": b"<x/>"}, "active-content"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "active-content"),
        ({"word/document.xml": b"<w:document"}, "damaged"),
        ({"word/document.xml": b"<html/>"}, "damaged"),
        ({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "markup"),
        ({"word/styles.xml": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'.encode("utf-16")}, "markup"),
    ],
)
def test_what_acts_or_misleads_is_refused(parts: dict[str, str | bytes], code: str) -> None:
    assert refused(packed(paragraph("The Board met."), parts)) == code


@pytest.mark.parametrize("code", ["DDEAUTO c:\\\\evil", 'INCLUDETEXT "http://example.org/x"'])
def test_a_field_that_fetches_is_refused(code: str) -> None:
    assert refused(packed(paragraph(f"<w:r><w:instrText>{code}</w:instrText></w:r>"))) == "active-content"


def test_a_file_that_grows_too_large_is_refused_whatever_its_directory_says() -> None:
    big = packed(paragraph("x" * 3_000_000))
    assert refused(big, Limits(unpacked=1_000_000)) == "expands-too-much"
    at = big.rindex(b"PK\x01\x02", 0, big.rindex(b"word/document.xml"))
    lying = big[: at + 24] + (1000).to_bytes(4, "little") + big[at + 28 :]
    assert refused(lying, Limits(unpacked=1_000_000)) in {"damaged", "expands-too-much"}


def test_two_parts_of_one_name_are_refused() -> None:
    file = BytesIO(packed(paragraph("One.")))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<x/>")
    assert refused(file.getvalue()) == "damaged"


def test_a_file_that_was_cut_is_refused() -> None:
    whole = packed(paragraph("The Board met."))
    assert {refused(whole[: len(whole) * part // 100]) for part in (10, 50, 90, 99)} == {"damaged"}


def test_a_file_without_text_is_refused() -> None:
    assert refused(packed(paragraph())) == "no-text"


def test_cells_hold_their_paragraphs() -> None:
    found = read(packed(table([paragraph("Tolls") + paragraph("They rise."), "Ann"])), Limits())
    (row,) = next(block for block in found.blocks if isinstance(block, Table)).rows
    assert [[leaf.text for leaf in cell.blocks] for cell in row if isinstance(cell, Cell)] == [
        ["Tolls", "They rise."],
        ["Ann"],
    ]
