"""The content says what a file is, and in which encoding its words stand."""

import pytest

from meetings.extraction import Refused, extract
from meetings.extraction.limits import Limits
from meetings.extraction.sniff import decode, kind_of

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


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a Word, OpenDocument or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file or other Office file"),
        (b"{\\rtf1\\ansi Minutes}", "a rich text file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"SQLite format 3\x00", "a database"),
        (b"Minutes of the meeting", "text"),
        (b"PKs and quays", "text"),
    ],
)
def test_bytes_are_known_by_how_they_start(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        pytest.param(b"", "empty", "The file is empty.", id="no byte"),
        pytest.param(b" \r\n\t ", "no-text", "No text found: the file holds only blanks.", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", "no-text", "No text found: the file holds only blanks.", id="only a mark"),
        pytest.param(
            b"%PDF-1.7",
            "unsupported",
            "note.pdf is a PDF. Only plain text is read so far: save it as text and try again.",
            id="a PDF",
        ),
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
        extract(data, filename="note.pdf")

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
