"""Word files built for one test: a note's blocks as Word would have them, or any parts that are given."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

from meetings.extraction.blocks import Block, Extract, Heading, Leaf, ListItem, Table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Ttl{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in range(1, 7)
)


def packed(body: str, parts: dict[str, str | bytes] | None = None, *, styles: str = STYLES, rels: str = "") -> bytes:
    """A .docx file with this inside its body; further parts by name."""
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>{rels}</Relationships>',
        "word/document.xml": f"{HEAD}<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {_W}>{styles}</w:styles>",
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**held, **(parts or {})}.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)  # as old as can be: the same each time
    return file.getvalue()


def part(name: str, inside: str) -> str:
    """A part of its own such as `numbering`."""
    return f"{HEAD}<w:{name} {_W}>{inside}</w:{name}>"


def run(text: str, properties: str = "") -> str:
    """A run of text, with `w:rPr` inside."""
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{told}{pieces}</w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain texts."""
    told = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{told}{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def table(*rows: Iterable[str]) -> str:
    """A table; each cell is text, or paragraphs."""
    told = ["".join(map(_cell, row)) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in told)}</w:tbl>"


def of_note(note: Extract) -> bytes:
    """A note's blocks: a real table for each table, markers of lists as text."""
    return packed("".join(map(_block, note.blocks)) + paragraph())  # Word ends no file with a table


def _block(block: Block) -> str:
    if not isinstance(block, Table):
        return _leaf(block)
    return table(*(["".join(map(_leaf, cell.blocks)) or paragraph() for cell in row] for row in block.rows))


def _leaf(leaf: Leaf) -> str:
    if isinstance(leaf, Heading):
        return paragraph(leaf.text, properties=f'<w:pStyle w:val="Ttl{min(leaf.level, 6)}"/>')
    if isinstance(leaf, ListItem):
        return paragraph(f"{leaf.marker} {leaf.text}")
    return paragraph(run(leaf.text, "<w:b/>" if leaf.bold else ""))


def _cell(inside: str) -> str:
    return f"<w:tc>{inside if inside.startswith('<w:p') else paragraph(inside)}</w:tc>"
