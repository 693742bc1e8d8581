"""What reads documents stays out of the web process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.here import ROOT

pytestmark = pytest.mark.once


def test_no_reader_can_be_named_from_outside() -> None:
    here = ROOT / "meetings" / "extraction" / "sandbox.py"
    code = here.read_text()

    assert "environ" not in code
    callers = [path for path in (ROOT / "meetings").rglob("*.py") if "reader=" in path.read_text()]
    assert (callers, code.count("reader=")) == ([here], 1)
    assert re.findall(r"\w*\.?READER\b", code) == ["READER", "ocr.READER", "READER", "READER"]


def test_the_web_process_imports_no_library_for_documents(tmp_path: Path) -> None:
    code = """
import sys, django
django.setup()
from django.core.management import call_command
from django.urls import get_resolver
import boardarchive.wsgi
get_resolver().url_patterns
import meetings.admin, django.contrib.admin
from django.contrib import admin
admin.autodiscover()
call_command("migrate", verbosity=0)
from meetings.ingest import ingest
note = open("fixtures/notes/" + sys.argv[1], "rb").read()
outcomes = [ingest(note, filename="note.txt").outcome, ingest(b"%PDF-1.7", filename="note.pdf").outcome]
libraries = {"lxml", "mammoth", "pypdfium2", "pypdfium2_raw", "pdfplumber", "pdfminer", "PIL"}
print([str(each) for each in outcomes], sorted(libraries & {name.partition(".")[0] for name in sys.modules}))
"""
    note = min((ROOT / "fixtures" / "notes").glob("*.txt")).name
    ended = subprocess.run(
        [sys.executable, "-c", code, note],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/archive.sqlite3", "SOURCES_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout == "['filed', 'refused'] []\n"
