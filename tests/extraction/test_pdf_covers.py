"""Words of a PDF under a box that is drawn over them: nobody sees them on the page, and nobody reads them here."""

from __future__ import annotations

from math import inf, nan

import pytest
from reportlab.pdfgen.canvas import Canvas

from meetings.extraction import Limits, pdf
from meetings.extraction.blocks import Extract
from meetings.extraction.pdf_covers import Covers, box_of, solid_boxes
from tests.extraction.built_pdf import Draw, drawn

pytestmark = pytest.mark.once


def read(data: bytes) -> Extract:
    return pdf.read(data, Limits())


def shown(extract: Extract) -> list[str]:
    return [leaf.text for leaf in extract.leaves()]


def box(canvas: Canvas) -> None:
    canvas.rect(98, 596, 50, 14, stroke=0, fill=1)


def white_box(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    box(canvas)


def bar(canvas: Canvas) -> None:
    canvas.setLineWidth(12)
    canvas.line(98, 604, 148, 604)


def large_box_of_which_a_part_is_seen(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(98, 590, 50, 30)
    canvas.clipPath(path, stroke=0)
    canvas.rect(0, 0, 600, 800, stroke=0, fill=1)


def box_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("covers")
    canvas.rect(0, 0, 50, 14, stroke=0, fill=1)
    canvas.endForm()
    canvas.translate(98, 596)
    canvas.doForm("covers")


@pytest.mark.parametrize("over", [box, white_box, bar, large_box_of_which_a_part_is_seen, box_in_a_form])
def test_words_under_a_box_are_left_out_and_the_clerk_is_told(over: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "Paid QQQQQQ to them")
        canvas.drawString(72, 580, "Decisions")
        over(canvas)

    extract = read(drawn(draw))

    assert shown(extract) == ["Paid to them", "Decisions"]
    (finding,) = extract.findings
    assert (finding.code, finding.message.split(":")[0]) == ("covered-text", "1 word under a box was left out")


def ground_before(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    box(canvas)
    canvas.setFillGray(0)


def mark(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    box(canvas)


def frame(canvas: Canvas) -> None:
    canvas.rect(60, 560, 200, 60, stroke=1, fill=0)


def line_through(canvas: Canvas) -> None:
    canvas.rect(72, 602, 100, 0.8, stroke=0, fill=1)


def beside(canvas: Canvas) -> None:
    canvas.rect(72, 612, 200, 40, stroke=0, fill=1)
    canvas.rect(0, 560, 68, 80, stroke=0, fill=1)


def no_box(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(60, 590)
    path.lineTo(300, 700)
    path.lineTo(300, 590)
    path.lineTo(280, 690)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def box_that_is_cut_off(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    box(canvas)


@pytest.mark.parametrize("drawing", [mark, frame, line_through, beside, no_box, box_that_is_cut_off])
def test_words_that_are_seen_though_something_is_drawn_near_them_are_read(drawing: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "Paid QQQQQQ to them")
        drawing(canvas)

    extract = read(drawn(draw))

    assert (shown(extract), extract.findings) == (["Paid QQQQQQ to them"], ())


def test_words_on_a_ground_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        ground_before(canvas)
        canvas.drawString(72, 600, "Paid QQQQQQ to them")

    assert shown(read(drawn(draw))) == ["Paid QQQQQQ to them"]


def written(contents: str, *, forms: tuple[str, ...] = (), group: str = "", marks: str = "") -> bytes:
    """A PDF of one page with the words in it and these operators behind them."""
    words = "BT /H 12 Tf 72 600 Td (Paid QQQQQQ to them) Tj ET BT /H 12 Tf 72 580 Td (Decisions) Tj ET "
    light = "/ExtGState << /M << /BM /Multiply /ca 1 >> /A << /ca 0.3 >> >>"
    named = " ".join(f"/F{n} {n + 6} 0 R" for n in range(len(forms)))
    held = f"<< /Font << /H 4 0 R >> /XObject << {named} >> {light} >>"
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {held} /Contents 5 0 R /Annots [{marks}] >>"
    )
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources {held} {group}"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"{page} /Annots [{marks}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            f"<< {head} /Length {len(text)} >>\nstream\n{text}\nendstream"
            for head, text in [("", contents.replace("WORDS", words)), *((form, each) for each in forms)]
        ),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each.replace('WORDS', words)}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


BOX = "98 596 50 14 re f"
ROUNDED = (
    "98 602 m 98 607 101 610 104 610 c 142 610 l 145 610 148 607 148 602 c "
    "148 599 145 596 142 596 c 104 596 l 101 596 98 599 98 602 c f"
)
SQUARE = "<< /Type /Annot /Subtype /Square /Rect [98 596 148 610] /IC [0 0 0] /C [0 0 0] /F 4 >>"
STRIKE = "<< /Type /Annot /Subtype /Redact /Rect [98 596 148 610] /F 4 >>"
PICTURE = "q 50 0 0 14 98 596 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(written(f"WORDS {BOX}"), id="a box"),
        pytest.param(written("WORDS" + "".join(f" {x} 596 8.5 14 re f" for x in range(98, 150, 8))), id="one a letter"),
        pytest.param(written(f"WORDS {ROUNDED}"), id="rounded"),
        pytest.param(written("WORDS 96 594 54 18 re 98 596 50 14 re f"), id="two, both filled"),
        pytest.param(written(f"WORDS {PICTURE}"), id="a picture"),
        pytest.param(written("WORDS", marks=SQUARE), id="a square set on the page"),
        pytest.param(written("WORDS", marks=STRIKE), id="a mark that it is to be struck out"),
        pytest.param(written("WORDS /F0 Do", forms=(BOX,)), id="in a form"),
    ],
)
def test_what_covers_words_is_drawn_in_many_ways(data: bytes) -> None:
    extract = read(data)
    assert shown(extract) == ["Paid to them", "Decisions"]
    assert [finding.code for finding in extract.findings] == ["covered-text"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(written("WORDS 40 550 300 100 re 44 554 292 92 re f*"), id="a frame"),
        pytest.param(
            written("WORDS 40 550 300 100 re 44 554 m 44 646 l 336 646 l 336 554 l h f"), id="a frame, turned inside"
        ),
        pytest.param(written(f"WORDS q /M gs 1 1 0 rg {BOX} Q"), id="a marker"),
        pytest.param(written("WORDS q /M gs /F0 Do Q", forms=(f"1 1 0 rg {BOX}",)), id="a marker round a form"),
        pytest.param(
            written("WORDS q /M gs /F0 Do Q", forms=(f"1 1 0 rg {BOX}",), group="/Group << /S /Transparency >>"),
            id="a marker round a group",
        ),
        pytest.param(written("WORDS q /A gs /F0 Do Q", forms=(f"1 1 0 rg {BOX}",)), id="light through a form"),
        pytest.param(
            written("WORDS q 0 0 10 10 re W n /F0 Do Q", forms=("0 0 600 800 re f",)), id="a form that is cut off"
        ),
        pytest.param(
            written("1 1 1 rg 0 0 600 800 re f 0 g /F0 Do", forms=(*(f"/F{n} Do" for n in range(1, 6)), "WORDS")),
            id="words deep in forms",
        ),
        pytest.param(written("WORDS 98 596 50 14 re n"), id="a box that is not painted"),
        pytest.param(written("WORDS", marks=SQUARE.replace("/IC [0 0 0]", "")), id="a square that is not filled"),
        pytest.param(written("WORDS", marks=SQUARE.replace("/F 4", "/F 2")), id="a square that is hidden"),
    ],
)
def test_what_is_seen_stays(data: bytes) -> None:
    extract = read(data)
    assert (shown(extract), extract.findings) == (["Paid QQQQQQ to them", "Decisions"], ())


def test_what_is_no_box() -> None:
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert box_of(square) == (0, 0, 10, 10)
    for points in (
        [],
        square[:2],
        square[:3],
        [(5.0, 0.0), (10.0, 5.0), (5.0, 10.0), (0.0, 5.0)],
        [*square, (5.0, 5.0)],
    ):
        assert box_of(points) is None, points
    assert solid_boxes([square, square], alternate=True) == []
    assert solid_boxes([square, square[::-1]], alternate=False) == []


@pytest.mark.parametrize("odd", [nan, inf, -inf, 1e300])
def test_places_that_are_none_hide_nothing_and_break_nothing(odd: float) -> None:
    covers = Covers()
    for box in ((odd, odd, odd, odd), (0.0, odd, 10.0, odd), (0.0, 0.0, odd, 10.0)):
        covers.add(2, box)
        covers.hide(box, odd, 1)
    assert not Covers().hide((odd, odd, odd, odd), odd, 1)
