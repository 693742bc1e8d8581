"""Scans: where ocrmypdf is installed, it reads the letters off the pictures of a PDF, and the PDF reader the rest."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from meetings.extraction.blocks import Extract, Finding
from meetings.extraction.limits import Limits, Refused

PROGRAM = "ocrmypdf"
READER = "meetings.extraction.ocr:read"
_LANGUAGE = "eng"
_FAILED = "The letters on the pictures of this scan could not be read. Scan it again more sharply, or type the text."
_SLOW = "Reading the letters off this scan took too long. Split the file and add its parts."


def is_there() -> bool:
    """Whether scans can be read on this machine."""
    return shutil.which(PROGRAM) is not None


def read(data: bytes, *, filename: str = "", limits: Limits) -> Extract:
    """The blocks of a PDF whose pages are pictures, with a finding that a machine has read them.

    Raises Refused where it cannot, takes too long or finds no letters; and as the PDF reader.
    """
    from meetings.extraction.pdf import read as read_pdf  # noqa: PLC0415 - who asks `is_there` loads no library

    found = read_pdf(_with_letters(data, limits), limits)
    message = "A machine has read the letters off a scan: compare names, numbers and dates with the paper."
    told = Finding(code="machine-read", message=message)
    findings = [finding for finding in found.findings if finding.code != told.code]
    return replace(found, findings=(told, *findings))


def _with_letters(data: bytes, limits: Limits) -> bytes:
    """The same PDF with the letters under its pictures."""
    with tempfile.TemporaryDirectory(prefix="boardarchive-ocr-") as home:
        source, made = Path(home) / "scan.pdf", Path(home) / "read.pdf"
        source.write_bytes(data)
        _run(source, made, limits)
        if not made.is_file():
            raise Refused("no-text", _FAILED)
        return made.read_bytes()


def _run(source: Path, made: Path, limits: Limits) -> None:
    home = str(source.parent)
    order = [PROGRAM, "--skip-text", "--rotate-pages", "--deskew", "--output-type", "pdf", "--optimize", "0"]
    order += ["--jobs", "2", "--quiet", "--language", _LANGUAGE, str(source), str(made)]
    env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"}
    nothing = subprocess.DEVNULL
    running = subprocess.Popen(  # noqa: S603 - our own words, and names of files of our own
        order, cwd=home, env=env, start_new_session=True, stdin=nothing, stdout=nothing, stderr=nothing
    )
    try:
        running.wait(limits.ocr_seconds)
    except subprocess.TimeoutExpired:
        raise Refused("timeout", _SLOW) from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
