"""Old Word files, rich text and OpenDocument say the same as the text that they were made of."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from meetings.extraction import Limits, Refused, extract, office
from meetings.extraction.sandbox import extract_safely
from meetings.minutes import parse
from tests.extraction.alike import differing
from tests.extraction.built_docx import of_note, packed, paragraph, run
from tests.here import CORPUS, OFFICE, ROOT

FORMATS = {"odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97"}
SAMPLES = sorted(path for path in (ROOT / "fixtures" / "notes").iterdir() if not path.name.startswith("."))
REAL = sorted((CORPUS / "notes").glob("*.txt")) if CORPUS.is_dir() else []

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed"),
]


def made(folder: Path, ending: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """Word files by name, turned into another format by LibreOffice."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    order = [
        str(OFFICE),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        FORMATS[ending],
    ]
    subprocess.run([*order, "--outdir", folder, *sorted(folder.glob("*.docx"))], check=True, capture_output=True)
    return {name: (folder / f"{name}.{ending}").read_bytes() for name in files}


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], bytes]:
    """A note in another format; all notes are turned at once, since LibreOffice takes a second to start."""
    held: dict[str, dict[str, bytes]] = {}

    def find(path: Path, ending: str) -> bytes:
        if ending not in held:
            files = {each.stem: of_note(extract(each.read_bytes())) for each in (*SAMPLES, *REAL)}
            held[ending] = made(tmp_path_factory.mktemp(ending), ending, files)
        return held[ending][path.stem]

    return find


FORMAT = [pytest.param(ending, marks=pytest.mark.xdist_group(f"office-{ending}")) for ending in FORMATS]


@pytest.mark.parametrize("ending", FORMAT)
@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sample_note_says_the_same(path: Path, ending: str, twin: Callable[[Path, str], bytes]) -> None:
    told = parse(extract(twin(path, ending), filename=f"note.{ending}"))
    assert differing(parse(extract(path.read_bytes())), told) == ([], [])


@pytest.mark.real_notes
@pytest.mark.parametrize("ending", FORMAT)
@pytest.mark.parametrize("path", REAL or [None], ids=[path.stem[:3] for path in REAL] or ["none"])
def test_a_real_note_says_the_same(path: Path | None, ending: str, twin: Callable[[Path, str], bytes]) -> None:
    if path is None:
        pytest.skip("the real notes are not here")
    told = parse(extract(twin(path, ending), filename=f"note.{ending}"))
    assert differing(parse(extract(path.read_bytes())), told) == ([], [])


@pytest.mark.parametrize("ending", FORMAT)
def test_what_was_deleted_or_hidden_does_not_come_back(ending: str, tmp_path: Path) -> None:
    gone = (
        '<w:del w:id="1" w:author="Jo" w:date="2021-05-20T00:00:00Z"><w:r><w:delText>quince</w:delText></w:r></w:del>'
    )
    body = paragraph("The Board ", gone, run("damson", "<w:vanish/>"), run("noted the tolls."))
    data = made(tmp_path, ending, {"note": packed(body + paragraph())})["note"]
    found = extract(data)
    assert found.text.split() == ["The", "Board", "noted", "the", "tolls."]
    assert {"tracked-changes", "hidden-text"} >= {finding.code for finding in found.findings} != set()


def test_it_is_opened_inside_the_sandbox(
    monkeypatch: pytest.MonkeyPatch,  # as root LibreOffice is another user, whom the tests' own folder keeps out
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/tmp")  # noqa: S108 - a folder of its own is made in it
    found = extract_safely(b"{\\rtf1 The Board met.}", filename="note.rtf")
    assert found.text.strip() == "The Board met."


def code(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refusal:
        extract(data, limits=limits or Limits())
    return refusal.value.code


def test_nothing_is_left_behind_and_what_takes_too_long_is_ended(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,  # where temporary files go is a setting of the process
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert extract(b"{\\rtf1 The Board met.}").text.strip() == "The Board met."
    assert code(b"{\\rtf1 The Board met.}", Limits(office_seconds=0.01)) == "timeout"
    assert list(tmp_path.iterdir()) == []


def test_what_acts_by_itself_is_not_opened() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
        archive.writestr("Basic/Standard/Module1.xml", "<x/>")
    assert code(file.getvalue()) == "active-content"
    assert code(b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}") == "active-content"
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument_VBA_PROJECT".encode("utf-16-le")
    assert code(old) == "active-content"


def test_a_file_that_cannot_be_opened_is_refused_in_a_sentence() -> None:
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")) == "damaged"


def test_without_the_program_a_clerk_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,  # a machine without LibreOffice, on one that has it
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Refused, match=r"Save the file as \.docx or as PDF and add that"):
        office.to_docx(b"{\\rtf1 The Board met.}", Limits())
