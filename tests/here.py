"""What is at hand on this machine, and where."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
"""The five real notes and their gold readings; they stand outside the project, and may be missing."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs. Debian keeps them off the PATH."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = packaged[-1] if packaged else shutil.which("initdb")
    return Path(found).parent if found else None
