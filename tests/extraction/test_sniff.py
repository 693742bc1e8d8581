"""The content says what a file is, and in which encoding its words stand."""

import zipfile
from io import BytesIO

import pytest

from meetings.extraction import Refused, extract
from meetings.extraction.limits import Limits
from meetings.extraction.sniff import NAMED, Kind, decode, kind_of

pytestmark = pytest.mark.once

WORDS = "The Board noted “Ann’s report” – £5."
UTF16_LE, UTF16_BE = WORDS.encode("utf-16-le"), WORDS.encode("utf-16-be")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(WORDS.encode(), "utf-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + WORDS.encode(), "utf-8", id="UTF-8 with a byte-order mark"),
        pytest.param(b"\xff\xfe" + UTF16_LE, "utf-16", id="UTF-16 little-endian with its mark"),
        pytest.param(b"\xfe\xff" + UTF16_BE, "utf-16", id="UTF-16 big-endian with its mark"),
        pytest.param(UTF16_LE, "utf-16-le", id="UTF-16 little-endian without a mark"),
        pytest.param(UTF16_BE, "utf-16-be", id="UTF-16 big-endian without a mark"),
        pytest.param(WORDS.encode("utf-32"), "utf-32", id="UTF-32"),
        pytest.param(WORDS.encode("cp1252"), "cp1252", id="Windows-1252"),
    ],
)
def test_the_same_words_come_out_of_every_encoding(data: bytes, encoding: str) -> None:
    assert decode(data) == (WORDS, encoding)


def test_a_guessed_encoding_is_told_to_the_clerk() -> None:
    assert [finding.code for finding in extract(WORDS.encode("cp1252")).findings] == ["encoding-guess"]
    assert extract(WORDS.encode()).findings == ()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str) -> bytes:
    """A zip file with members of these names."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(
                zipfile.ZipInfo(name), "application/vnd.oasis.opendocument.text" if name == "mimetype" else ""
            )
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\n\n%PDF-1.4\n", Kind.PDF),
        (zipped("word/document.xml"), Kind.DOCX),
        (zipped("mimetype", "content.xml"), Kind.OFFICE),
        (OLE + "WordDocument".encode("utf-16-le"), Kind.OFFICE),
        (b"{\\rtf1\\ansi Minutes}", Kind.OFFICE),
        (b"<!DOCTYPE html><html><body>Minutes</body></html>", Kind.HTML),
        (b'\xef\xbb\xbf\r\n<?xml version="1.0"?>\n<!-- saved from url --><HTML lang="en">', Kind.HTML),
        ("<html><p>Minutes".encode("utf-16"), Kind.HTML),
        (b"<table class='minutes'><tr><td>1", Kind.HTML),
        (b"<AI1>\n\n\t1\n\tWelcome", Kind.TEXT),
        (b"<b>1</b>\t<b>Welcome</b>", Kind.TEXT),
        (b"Minutes of the meeting", Kind.TEXT),
        (b"PKs and quays", Kind.TEXT),
    ],
)
def test_bytes_are_known_by_what_they_hold(data: bytes, kind: Kind) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "unsupported", "The file is a picture."),
        (b"\xff\xd8\xff\xe0", "unsupported", "The file is a picture."),
        (b"\x1f\x8b\x08", "unsupported", "The file is a compressed file."),
        (b"SQLite format 3\x00", "unsupported", "The file is a database."),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related",
            "unsupported",
            "a web page with its pictures in one file",
        ),
        (zipped("xl/workbook.xml"), "unsupported", "The file is a spreadsheet."),
        (zipped("ppt/presentation.xml"), "unsupported", "The file is slides."),
        (zipped("minutes.txt"), "unsupported", "The file is a zip file."),
        (b"PK\x03\x04\x14\x00", "damaged", "The file is damaged or was not sent to its end."),
        (OLE + b"Workbook", "unsupported", "The file is an old Office file, but none of Word."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password", "The file is protected by a password."),
    ],
)
def test_what_is_not_read_is_named(data: bytes, code: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        kind_of(data)

    assert (refusal.value.code, said in refusal.value.sentence) == (code, True)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped("word/document.xml"), "a.pdf"),
        (b"<html>", "a.docx"),
        (b"Minutes", "a.PDF"),
        (b"%PDF-1.7", "a.txt"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx"),
        (zipped("word/document.xml"), "a.doc"),
    ],
)
def test_a_name_that_says_something_else_is_pointed_out(data: bytes, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        kind_of(data, name)

    assert refusal.value.code == "type-mismatch"
    assert f"The name ends in .{name[2:].lower()}, but the file is {NAMED[kind_of(data)]}." in refusal.value.sentence


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped("word/document.xml"), "a.docx"),
        (zipped("word/document.xml"), "a"),
        (zipped("word/document.xml"), "a.2024"),
        (b"Minutes", "a.pdf.txt"),
        (b"<html>", "a.txt"),
        (b"Minutes", "a.html"),
        (b"{\\rtf1}", "a.doc"),
    ],
)
def test_a_name_that_fits_or_says_nothing_is_no_matter(data: bytes, name: str) -> None:
    assert kind_of(data, name) == kind_of(data)


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        pytest.param(b"", "empty", "The file is empty.", id="no byte"),
        pytest.param(b" \r\n\t ", "no-text", "No text found: the file holds only blanks.", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", "no-text", "No text found: the file holds only blanks.", id="only a mark"),
        pytest.param(
            bytes([0x80, 1, 2, 3, 4, 5]) * 20,
            "binary",
            "This is not a text file, and no reader for its kind is known.",
            id="bytes of no known kind",
        ),
        pytest.param(
            b"The price is \x81 pounds.",
            "unreadable-bytes",
            "The characters of this file cannot be read. Save it again as plain text in UTF-8 and try once more.",
            id="a byte that no encoding explains",
        ),
        pytest.param(
            b"\xff\xfeM",
            "unreadable-bytes",
            "The characters of this file cannot be read. Save it again as plain text in UTF-8 and try once more.",
            id="half a character of UTF-16",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, code: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        extract(data, filename="note.txt")

    assert (refusal.value.code, refusal.value.sentence, str(refusal.value)) == (code, sentence, sentence)


def test_a_lone_character_is_text() -> None:
    assert extract(b"x").text == "x"


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(size=2 * 1024 * 1024), "The file is larger than 2 MB, the most that is read."),
        (Limits(characters=1_000_000), "The file holds more than 1,000,000 characters, the most that is read."),
    ],
    ids=["bytes", "characters"],
)
def test_what_is_over_a_ceiling_is_refused_and_the_ceiling_is_named(limits: Limits, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        extract(b"x" * (2 * 1024 * 1024 + 1), limits=limits)

    assert (refusal.value.code, refusal.value.sentence) == ("too-large", sentence)
