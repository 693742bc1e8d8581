"""How fast documents of each format are read to minutes, beside the bare library on the same file."""

from __future__ import annotations

import io
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import mammoth
import pypdfium2
from lxml.html import document_fromstring

from meetings.extraction import Limits, extract
from meetings.extraction.blocks import Extract
from meetings.extraction.sandbox import Sandbox, extract_safely
from meetings.minutes import parse
from tests.benchmarks.run import say, timed
from tests.extraction import built_docx, built_html, built_pdf
from tests.here import OFFICE, ROOT

PAGES = 60
PACK = ROOT / "fixtures" / "notes" / "skills-enterprise-board-2017-02-02-agenda-pack.md"
ROUNDS = 5


def pack() -> Extract:
    """An agenda pack of so many pages: the sample pack, its reports again and again."""
    note = extract(PACK.read_bytes())
    blocks = note.blocks
    while len(pypdfium2.PdfDocument(built_pdf.pdf_of(replace(note, blocks=blocks)))) < PAGES:
        blocks += note.blocks[len(note.blocks) // 2 :]
    return replace(note, blocks=blocks)


def bare_docx(data: bytes) -> None:
    """mammoth alone."""
    mammoth.convert_to_html(io.BytesIO(data))


def bare_html(data: bytes) -> None:
    """lxml alone."""
    document_fromstring(data).text_content()


def bare_pdf(data: bytes) -> None:
    """pypdfium2 alone: where each letter stands, which is what tells lines and columns."""
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            text.get_charbox(at)


def bare_office(ending: str) -> Callable[[bytes], None]:
    """LibreOffice alone."""

    def convert(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"pack.{ending}"
            path.write_bytes(data)
            _soffice(path, "docx")

    return convert


def _soffice(path: Path, to: str) -> Path:
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    order = [str(OFFICE), profile, "--headless", "--convert-to", to, "--outdir", path.parent, path]
    subprocess.run(order, check=True, capture_output=True)
    return path.with_suffix(f".{to.partition(':')[0]}")


def formats() -> Iterator[tuple[str, bytes, Callable[[bytes], None]]]:
    """Each format with the pack in it, and what the bare library does."""
    note = pack()
    word = built_docx.of_note(note)
    yield "docx", word, bare_docx
    yield "html", built_html.page_of(note), bare_html
    yield "pdf", built_pdf.pdf_of(note), bare_pdf
    if not OFFICE:
        say("LibreOffice is not installed: odt, rtf and doc are left out.")
        return
    for ending, to in (("odt", "odt"), ("rtf", "rtf"), ("doc", "doc:MS Word 97")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pack.docx"
            path.write_bytes(word)
            yield ending, _soffice(path, to).read_bytes(), bare_office(ending)


def documents() -> None:
    """Print the table."""
    say(f"\nDocuments: an agenda pack of {PAGES} pages, bytes to minutes through the sandbox; median of {ROUNDS}\n")
    say(f"{'format':8} {'kB':>7} {'whole ms':>9} {'a second':>9} {'bare ms':>9} {'ratio':>6}")
    with Sandbox(Limits()) as box:
        for ending, data, bare in formats():
            name = f"pack.{ending}"
            whole = statistics.median(
                timed(lambda data=data, name=name: parse(extract_safely(data, filename=name, sandbox=box)), ROUNDS)
            )
            alone = statistics.median(timed(lambda data=data, bare=bare: bare(data), ROUNDS))
            say(
                f"{ending:8} {len(data) / 1000:7.0f} {whole * 1e3:9.0f} {1 / whole:9.1f}"
                f" {alone * 1e3:9.0f} {whole / alone:6.1f}"
            )
