"""PDFs made for the tests, the way word processors make them: wrapped lines, hanging entries, tables with rules."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Printed
from reportlab.platypus import Table as Ruled

from meetings.extraction.blocks import Block, Extract, Heading, Leaf, ListItem, Table

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=13, spaceAfter=7)
ENTRY = ParagraphStyle("entry", parent=BODY, leftIndent=18, bulletIndent=0)
CELL = ParagraphStyle("cell", parent=BODY, spaceAfter=4)
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]

Draw = Callable[[Canvas], None]


def pdf_of(extract: Extract, body: ParagraphStyle = BODY, cell: ParagraphStyle = CELL) -> bytes:
    """The blocks of an extract as a PDF: what a clerk would print of the same note, in the styles given."""
    return printed(flowable for block in extract.blocks for flowable in _flowables(block, body, cell))


def printed(flowables: Iterable[Flowable], decorate: Callable[[Canvas, int], None] | None = None) -> bytes:
    """Paragraphs and tables of the library's own as a PDF."""
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=62, rightMargin=62, topMargin=72, bottomMargin=72)

    def each_page(canvas: Canvas, template: SimpleDocTemplate) -> None:
        if decorate:
            decorate(canvas, template.page)

    document.build(list(flowables), onFirstPage=each_page, onLaterPages=each_page)
    return out.getvalue()


def drawn(*pages: Draw, size: tuple[float, float] = A4, **options: object) -> bytes:
    """A PDF of pages that each draw themselves."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, x: float = 72, top: float = 72, leading: float = 14, font: str = "Helvetica") -> Draw:
    """Draws lines below each other, `top` points from the top of an A4 page."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 11)
        for at, text in enumerate(texts):
            canvas.drawString(x, A4[1] - top - at * leading, text)

    return draw


def both(*draws: Draw) -> Draw:
    """Draws one thing after another on the same page."""

    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


def ruled(rows: Sequence[Sequence[str | Sequence[str]]], widths: Sequence[float] | None = None) -> Ruled:
    """A table with rules; a cell is a text or several paragraphs."""
    cells = [
        [[Printed(escape(text), CELL) for text in ([cell] if isinstance(cell, str) else cell)] for cell in row]
        for row in rows
    ]
    return Ruled(cells, colWidths=widths, style=GRID, splitInRow=1)


def _cell(cell: str | Sequence[str]) -> list[Printed]:
    return [Printed(escape(text), CELL) for text in ([cell] if isinstance(cell, str) else cell)]


def paragraph(text: str, style: ParagraphStyle = BODY) -> Printed:
    return Printed(escape(text), style)


def _flowables(block: Block, body: ParagraphStyle, style: ParagraphStyle) -> list[Flowable]:
    if isinstance(block, Table):
        columns = max(len(row) for row in block.rows)
        cells = [[[_leaf(leaf, style) for leaf in cell.blocks] for cell in row] for row in block.rows]
        width = A4[0] - 124
        widths = {1: [width], 2: [width * 0.3, width * 0.7], 3: [width * 0.24, width * 0.5, width * 0.26]}
        full = [[*row, *([[]] * (columns - len(row)))] for row in cells]
        return [
            Ruled(full, colWidths=widths.get(columns, [width / columns] * columns), style=GRID, splitInRow=1),
            Spacer(1, 10),
        ]
    return [_leaf(block, body)]


def _leaf(leaf: Leaf, style: ParagraphStyle) -> Printed:
    text = escape(leaf.text)
    if isinstance(leaf, Heading):
        size = max(12, 18 - 2 * leaf.level)
        return Printed(
            text, ParagraphStyle("heading", BODY, fontName="Helvetica-Bold", fontSize=size, leading=size + 3)
        )
    if isinstance(leaf, ListItem):
        indent = 18 * leaf.level
        entry = ParagraphStyle("entry", style, leftIndent=indent + 24, bulletIndent=indent)
        return Printed(text, entry, bulletText=leaf.marker.replace("\uf0b7", "•"))
    return Printed(f"<b>{text}</b>" if leaf.bold else text, style)
