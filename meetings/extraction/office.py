"""Old Word files, rich text and OpenDocument: LibreOffice makes a Word file of each, and the Word reader reads that."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from meetings.extraction import docx
from meetings.extraction.blocks import Extract
from meetings.extraction.limits import Limits, Refused
from meetings.extraction.zipped import Members

PROGRAMS = ("soffice", "libreoffice")
_MISSING = (
    "Files of this kind (.doc, .rtf, .odt) are read by LibreOffice, which is not installed here. "
    "Save the file as .docx or as PDF and add that."
)
_SLOW = "LibreOffice took too long to open the file. Save it as .docx and add that."
_FAILED = "LibreOffice could not open the file: it is damaged or protected. Save it as .docx and add that."
_ACTIVE = (
    "The file holds macros or other parts that act by themselves. Save it as a plain .docx without them and add that."
)
_RTF_ACTS = re.compile(
    rb"\\obj(?:emb|link|autlink|ocx|html)\b|\\\*\\?objdata|\bDDE(?:AUTO)?\b|INCLUDETEXT|\\template\b", re.I
)
_OLE_ACTS = tuple(name.encode("utf-16-le") for name in ("Macros", "_VBA_PROJECT", "ObjectPool"))
_ODT_ACTS = re.compile(r"^(?:Basic|Scripts|Object \d+)/|\.(?:bin|class|jar)$")
_FILTERS = {"rtf": "Rich Text Format", "doc": "MS Word 97", "odt": "writer8"}
"""What LibreOffice opens a file as: left to itself it would take one that is damaged for plain text."""
_ENDINGS = {b"{\\rtf": "rtf", b"\xd0\xcf\x11\xe0": "doc", b"PK\x03\x04": "odt"}


def read(data: bytes, limits: Limits) -> Extract:
    """The blocks of a .doc, .rtf or .odt file.

    Raises Refused where it acts by itself, or LibreOffice is missing, takes too long or fails; and as `docx.read`.
    """
    return docx.read(to_docx(data, limits), limits)


def to_docx(data: bytes, limits: Limits) -> bytes:
    """The same as a Word file. Raises Refused."""
    ending = next(ending for start, ending in _ENDINGS.items() if data.startswith(start))
    _refuse_active(data, ending, limits)
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Refused("office-missing", _MISSING)
    with tempfile.TemporaryDirectory(prefix="boardarchive-office-") as home:
        source = Path(home) / f"note.{ending}"
        source.write_bytes(data)
        _convert(program, source, limits)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise Refused("damaged", _FAILED)
        return made.read_bytes()


def _refuse_active(data: bytes, ending: str, limits: Limits) -> None:
    acts = False
    if ending == "rtf":
        acts = _RTF_ACTS.search(data) is not None
    elif ending == "doc":
        acts = any(name in data for name in _OLE_ACTS)
    else:
        members = Members(data, limits)
        acts = any(_ODT_ACTS.search(name) for name in members.names)
        if b"encryption-data" in members.read("META-INF/manifest.xml"):
            raise Refused("password", "The file is protected by a password. Take the password off and add it again.")
    if acts:
        raise Refused("active-content", _ACTIVE)


def _convert(program: str, source: Path, limits: Limits) -> None:
    """Run LibreOffice with a profile of its own, which knows no macro to be trusted, and no way to the network."""
    home = source.parent
    order = [
        program,
        f"-env:UserInstallation=file://{home}/profile",
        "--headless", "--norestore", "--nolockcheck", "--nodefault",
        f"--infilter={_FILTERS[source.suffix[1:]]}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home), str(source),
    ]  # fmt: skip
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(home), "TMPDIR": str(home), **nowhere}
    nothing = subprocess.DEVNULL
    running = subprocess.Popen(  # noqa: S603 - our own words, and the name of a file of our own
        order, cwd=home, env=env, start_new_session=True, stdin=nothing, stdout=nothing, stderr=nothing
    )
    try:
        running.wait(limits.office_seconds)
    except subprocess.TimeoutExpired:
        raise Refused("timeout", _SLOW) from None
    finally:
        _kill(running)


def _kill(running: subprocess.Popen[bytes]) -> None:
    """End all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
