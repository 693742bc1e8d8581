"""Files that are broken, or made to do harm: built anew each time from a fixed seed, none of them is committed.

Each says which row of the matrix it belongs to and how reading it may end: with a code of a refusal, or `read`.
"""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from tests.extraction.built_docx import HEAD, packed, paragraph, part, run, table

READ = "read"
CUT = (1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99)
"""Percentages at which a file is cut off."""
_DAMAGED = frozenset(
    {"damaged", "markup", "no-text", "type-mismatch", "unsupported", "binary", "unreadable-bytes", "empty"}
)


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """One file: its row, what it is called, its bytes, and the codes it may end with."""

    row: str
    name: str
    data: bytes = field(repr=False)
    ends: frozenset[str]

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


def _one(row: str, name: str, data: bytes, *ends: str) -> Hostile:
    return Hostile(row=row, name=name, data=data, ends=frozenset(ends))


def files(twins: dict[str, bytes], seed: int = 1) -> Iterator[Hostile]:
    """Every built file. `twins` are good files by name, such as `note.docx`: they are cut, renamed and glued."""
    yield from too_much()
    yield from lying()
    yield from entities()
    yield from pages()
    yield from cut(twins)
    one_of_each = {name.rpartition(".")[2]: (name, data) for name, data in twins.items()}
    twins = dict(one_of_each.values())
    yield from renamed(twins)
    yield from encodings()
    yield from active()
    yield from members()
    yield from nothing()
    yield from glued(twins)
    yield from noise(random.Random(seed))  # noqa: S311 - the same files each time, for no secret


def too_much() -> Iterator[Hostile]:
    """A01, A02: little files that unpack to much."""
    block = paragraph("The Board noted the report of the clerk.") * 2_000
    yield _one("A01", "a.docx", packed(block * 400), "expands-too-much")
    yield _one("A02", "node.docx", packed(paragraph("x" * 120_000_000)), "expands-too-much")
    tiny = {f"word/media/{n}.xml": "<x/>" for n in range(10_000)}
    yield _one("A02", "members.docx", packed(paragraph("Met."), dict(tiny)), "expands-too-much")
    inner = packed(paragraph("Met."))
    for _ in range(10):
        inner = packed(paragraph("Met."), {"word/embeddings/inner.docx": inner})
    yield _one("A02", "nested.docx", inner, READ, "active-content")


def lying() -> Iterator[Hostile]:
    """A03: directories that say less, or more, than there is."""
    for size in (0, 1, 1_000, 2**31, 2**32 - 1):
        data = bytearray(packed(paragraph("The Board met. " * 5_000)))
        at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
        data[at + 24 : at + 28] = struct.pack("<L", size)
        yield _one("A03", f"size-{size}.docx", bytes(data), "damaged", "expands-too-much")
    data = bytearray(packed(paragraph("The Board met.")))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 16 : at + 20] = b"\0\0\0\0"
    yield _one("A03", "checksum.docx", bytes(data), "damaged")


def entities() -> Iterator[Hostile]:
    """A04, A05: XML that grows, is deep, or asks for what is elsewhere."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bombs = {
        "laughs": f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><x>&l9;</x>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><x>{"&a;" * 5_000}</x>',
        "file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        "net": '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]><x>&a;</x>',
        "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]><x/>',
    }
    for name, bomb in bombs.items():
        for where in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            yield _one("A04", f"{name}-{where[5:-4]}.docx", packed(paragraph("Met."), {where: HEAD + bomb}), "markup")
    wide = f'<w:p xmlns:w="x" w:a="{"a" * 1_000_000}"/>'
    yield _one("A04", "attribute.docx", packed(paragraph("Met.") + wide), READ, "damaged")
    for depth in (300, 100_000):
        deep = f"{'<w:p>' * depth}{'</w:p>' * depth}"
        yield _one("A04", f"depth-{depth}.docx", packed(deep + paragraph("Met.")), "damaged", "too-deep", READ)
        nested = f"{'<w:tbl><w:tr><w:tc>' * depth}{paragraph('Met.')}{'</w:tc></w:tr></w:tbl>' * depth}"
        yield _one("A04", f"tables-{depth}.docx", packed(nested), "damaged", "too-deep", READ)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for kind, ends in (("image", READ), ("attachedTemplate", "active-content"), ("hyperlink", READ)):
        told = f'<Relationship Id="rId9" Type="{office}/{kind}" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        yield _one("A05", f"{kind}.docx", packed(paragraph("Met."), rels=told), ends)
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    yield _one("A05", "xinclude.docx", packed(paragraph("Met.") + include), READ)


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they are."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(body)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), more, data)


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
_WORDS = b"BT /F1 12 Tf 72 700 Td (The Board met.) Tj ET"


def page(contents: int, parent: int = 2, font: int = 3) -> bytes:
    """A page object."""
    told = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 %d 0 R>>>>/Contents %d 0 R>>"
    return told % (parent, font, contents)


def pages() -> Iterator[Hostile]:
    """A06, A07: PDFs with many pages, with rings, and with streams that grow."""
    for count, ends in ((1_500, (READ,)), (10_000, ("too-many-pages",)), (100_000, ("too-many-pages",))):
        kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
        told = [page(4)] * count
        head = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            _FONT,
            stream(_WORDS),
        ]
        yield _one("A06", f"pages-{count}.pdf", pdf(*head, *told), *ends)
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    damaged = (
        "damaged",
        "empty",
        "no-text",
        "incomplete",
        READ,
        "too-many-pages",
        "expands-too-much",
        "out-of-memory",
        "timeout",
    )
    ring = b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>"
    yield _one("A07", "kids.pdf", pdf(catalogue, ring), *damaged)
    one = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    yield _one(
        "A07", "prev.pdf", pdf(catalogue, one, _FONT, stream(_WORDS), page(4), trailer=b"/Root 1 0 R/Prev 9"), *damaged
    )
    packed_up = zlib.compress(b"0 0 m " * 30_000_000, 9)
    flate = stream(packed_up, b"/Filter/FlateDecode")
    yield _one("A07", "stream.pdf", pdf(catalogue, one, _FONT, flate, page(4)), *damaged)
    deep = b"[" * 100_000 + b"]" * 100_000
    yield _one("A07", "arrays.pdf", pdf(catalogue, one, _FONT, stream(_WORDS), page(4), deep), *damaged)
    for name, entry in {
        "javascript": b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
        "launch": b"/OpenAction<</S/Launch/F(cmd.exe)>>",
        "names": b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>",
        "embedded": b"/Names<</EmbeddedFiles<</Names[(a)<</F(a.exe)/EF<</F 4 0 R>>>>]>>>>",
    }.items():
        acting = b"<</Type/Catalog/Pages 2 0 R%s>>" % entry
        yield _one("A12", f"{name}.pdf", pdf(acting, one, _FONT, stream(_WORDS), page(4)), "active-content")


def cut(twins: dict[str, bytes]) -> Iterator[Hostile]:
    """A08: good files that end too soon. What is read of one says that it is not all."""
    for name, data in twins.items():
        for percent in CUT:
            short = data[: len(data) * percent // 100]
            ends = {"incomplete", *_DAMAGED, "office-missing"} | (
                {READ} if name.endswith((".html", ".txt", ".rtf")) else set()
            )
            yield _one("A08", f"cut-{percent}-{name}", short, *ends)


def renamed(twins: dict[str, bytes]) -> Iterator[Hostile]:
    """A11: names that say something else than the content."""
    for name, data in twins.items():
        own = name.rpartition(".")[2]
        for ending in ("pdf", "docx", "txt", "html", "odt"):
            alike = {own, ending} <= {"txt", "html", "md"} or {own, ending} <= {"odt", "rtf", "doc"}
            if ending != own and not alike:
                yield _one("A11", f"{own}.{ending}", data, "type-mismatch")
        yield _one("A11", f"{own}", data, READ, "office-missing")
    yield _one("A11", "picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unsupported")


def encodings() -> Iterator[Hostile]:
    """A14 to A16: bytes of many encodings, invisible marks, and bytes of none."""
    words = "Note of the meeting of 20 May 2021: “Ann’s report” – £5 was noted."
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8"):
        yield _one("A16", f"{encoding}.txt", words.encode(encoding), READ)
    for encoding in ("mac-roman", "utf-7", "shift-jis", "cp500"):
        data = words.encode(encoding, "replace")
        yield _one("A16", f"{encoding}.txt", data, READ, "unreadable-bytes", "binary")
    for name, data in {
        "surrogate": b"The \xed\xa0\x80 Board",
        "bad": b"The \xff\xfe\xc3( Board",
        "half": b"\xff\xfeM",
    }.items():
        yield _one("A16", f"{name}.txt", data, READ, "unreadable-bytes", "binary")
    for mark in ("\0", "\u202e", "\u200b", "\u2066", "\u00ad", "\ufeff", "\x1b[31m"):
        for at in (0, 9, len(words)):
            marked = f"{words[:at]}{mark}{words[at:]}"
            yield _one("A15", f"{ord(mark[0]):x}-{at}.txt", marked.encode(), READ)
            if mark.isprintable() or mark not in "\0\x1b[31m":
                yield _one("A15", f"{ord(mark[0]):x}-{at}.docx", packed(paragraph(marked)), READ)


def active() -> Iterator[Hostile]:
    """A12: files that act by themselves."""
    parts: dict[str, bytes] = {
        "word/vbaProject.bin": b"x",
        "word/vbaData.xml": b"<x/>",
        "word/activeX/activeX1.bin": b"x",
        "word/embeddings/oleObject1.bin": b"x",
    }
    for name, data in parts.items():
        yield _one("A12", f"{name.rpartition('/')[2]}.docx", packed(paragraph("Met."), {name: data}), "active-content")
    for code in ("DDEAUTO c:\\\\x", "DDE x", "INCLUDETEXT x"):
        field_ = paragraph(f"<w:r><w:instrText>{code}</w:instrText></w:r>", run("Met."))
        yield _one("A12", f"{code.split()[0]}.docx", packed(field_), "active-content")


def members() -> Iterator[Hostile]:
    """A18, A23: members with odd names, and pictures that nobody should open."""
    odd = (
        "../../evil",
        "/etc/evil",
        "C:\\evil",
        "word/../../evil",
        "word//x",
        "a\0b",
        "word/\u202efdp.exe",
        "x" * 300,
    )
    for n, name in enumerate(odd):
        yield _one(
            "A18",
            f"{n}.docx",
            packed(paragraph("Met."), {name: b"x"}),
            READ,
            "damaged",
            "active-content",
        )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    yield _one("A18", "symlink.docx", file.getvalue(), "damaged")
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 30_000, 30_000, 8, 6, 0, 0, 0)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name, data in (("huge.png", png), ("script.svg", svg)):
        yield _one("A23", f"{name}.docx", packed(paragraph("Met."), {f"word/media/{name}": data}), READ)


def nothing() -> Iterator[Hostile]:
    """A19: files with nothing in them."""
    blank = {"0": b"", "space": b" \n\t", "bom": b"\xef\xbb\xbf", "bom16": b"\xff\xfe", "nul": b"\0" * 9}
    for name, data in blank.items():
        for ending in ("txt", "md"):
            yield _one("A19", f"{name}.{ending}", data, "empty", "no-text", "binary", "unreadable-bytes")
    yield _one("A19", "blank.docx", packed(paragraph()), "no-text")
    yield _one("A19", "table.docx", packed(table(("", ""), ("", ""))), "no-text")
    yield _one("A19", "one.txt", b"x", READ)
    empty = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    told = pdf(b"<</Type/Catalog/Pages 2 0 R>>", empty, _FONT, stream(b""), page(4))
    yield _one("A19", "blank.pdf", told, "empty")


def glued(twins: dict[str, bytes]) -> Iterator[Hostile]:
    """A22: two files in one. One rule decides, and nothing of the other is run."""
    ends = (READ, "incomplete", *_DAMAGED, "office-missing", "active-content")
    for one, first in twins.items():
        for other, second in twins.items():
            if one != other:
                yield _one("A22", f"{one.rpartition('.')[2]}-{other.rpartition('.')[2]}", first + second, *ends)
    for name, head in {"gif.html": b"GIF89a<html><p>Met.", "js.txt": b"<script>alert(1)</script>Met."}.items():
        yield _one("A22", name, head, READ, "unsupported")


def noise(chance: random.Random) -> Iterator[Hostile]:
    """Bytes that are nothing, behind the first bytes of something."""
    starts = {
        "docx": b"PK\x03\x04",
        "pdf": b"%PDF-1.7\n",
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "rtf": b"{\\rtf1",
        "html": b"<html>",
    }
    for ending, start in starts.items():
        for n in range(8):
            data = start + chance.randbytes(chance.choice((1, 100, 5_000, 100_000)))
            ends = (READ, "incomplete", "password", "office-missing", "active-content", *_DAMAGED)
            yield _one("A09", f"noise-{n}.{ending}", data, *ends)


def comments() -> bytes:
    """A good file with comments, for a twin."""
    told = part("comments", f'<w:comment w:id="0">{paragraph("Hm.")}</w:comment>')
    return packed(paragraph("The Board met."), {"word/comments.xml": told})
