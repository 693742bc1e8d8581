"""Run everything: the checks, the tests on both databases, the browser, the real notes. Behind `make test`.

Prints each step as it goes, goes on after one that fails, and ends with one table. Exit status 0 when nothing
failed, 1 when something did, 2 when REQUIRE names a component that nobody knows.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.cluster import NoPostgresError, cluster
from tests.here import CHROMIUM, CORPUS, OFFICE, ROOT

COMPONENTS = {"postgres", "chromium", "libreoffice"}
PATIENCE = 20.0
"""Seconds that an interrupted step has to tidy up."""

WORKERS = max(2, os.cpu_count() or 2)
"""So many processes share out the tests."""

SHOWN = 10
"""How many of the tests that failed the table names; the rest are in what pytest printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a step: how many tests passed, failed and were skipped, and why."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    why: tuple[str, ...] = ()


def failed(why: str) -> Outcome:
    """The outcome of a step that failed as one."""
    return Outcome(failed=1, why=(f"failed: {why}",))


def skipped(why: str) -> Outcome:
    """The outcome of a step that was left out."""
    return Outcome(skipped=1, why=(f"SKIPPED: {why}",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of everything: the environment of its steps, its own temporary folder, and what must be there."""

    env: dict[str, str]
    scratch: Path
    required: frozenset[str]


Step = Callable[[Run], Outcome]


# Running one thing


def status_of(run: Run, *words: str | Path, into: Path | None = None, **env: str) -> int:
    """The exit status of a command, run from the root of the project; its output goes to the terminal or a file."""
    with (
        open(into or os.devnull, "w") as file,
        subprocess.Popen(
            [str(word) for word in words],
            cwd=ROOT,
            env=run.env | env,
            stdout=file if into else None,
            start_new_session=True,
        ) as process,
    ):
        try:
            return process.wait()
        except BaseException:
            end(process)
            raise


def end(process: "subprocess.Popen[bytes]") -> None:
    """Interrupt a step and all it has started, and wait until it has tidied up."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def command(*words: str | Path) -> Step:
    """A step that is one command, right or wrong."""

    def step(run: Run) -> Outcome:
        status = status_of(run, *words)
        return failed(f"exit status {status}") if status else Outcome(passed=1)

    return step


def python(*words: str | Path) -> Step:
    """A step that is one command of the interpreter we run in."""
    return command(sys.executable, *words)


def pytest(run: Run, marks: str, *where: Path, **env: str) -> Outcome:
    """What pytest made of the tests so marked, of all or of those in some folders."""
    report = run.scratch / "report.xml"
    report.unlink(missing_ok=True)
    words = ["-m", "pytest", "--quiet", f"--numprocesses={WORKERS}", "--dist=loadgroup", f"--junit-xml={report}"]
    status = status_of(run, sys.executable, *words, "-m", marks, *where, **env)
    if status == 5:
        return skipped("there is no such test")
    return counted(status, report)


def counted(status: int, report: Path) -> Outcome:
    """The outcome from pytest's exit status and its JUnit report. A run that broke off is a failure."""
    cases = list(ET.parse(report).getroot().iter("testcase")) if report.exists() else []  # noqa: S314 - pytest's own
    skips = [skip.get("message", "") for case in cases for skip in case.iter("skipped")]
    wrong = [
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if not {"failure", "error"}.isdisjoint(part.tag for part in case)
    ]
    passed = len(cases) - len(skips) - len(wrong)
    if status and not wrong:
        wrong = [f"pytest ended with status {status}"]
    why = [f"failed: {name}" for name in wrong[:SHOWN]]
    why += [f"failed: and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
    why += [f"SKIPPED: {skips.count(reason)} x {reason}" for reason in dict.fromkeys(skips)]
    return Outcome(passed=passed, failed=len(wrong), skipped=len(skips), why=tuple(why))


def absent(run: Run, component: str, why: str) -> Outcome:
    """The outcome of a step that cannot run here: a failure if the caller requires it."""
    if component in run.required:
        return failed(f"required, but {why}")
    return skipped(why)


# The steps


def on_sqlite(run: Run) -> Outcome:
    """Every test but the browser's."""
    if "libreoffice" in run.required and not OFFICE:
        return failed("required, but LibreOffice is not installed")
    return pytest(run, "not browser and not long", DATABASE_URL="sqlite://:memory:")


def on_postgres(run: Run) -> Outcome:
    """The tests again, on the server that TEST_DATABASE_URL names or on one of their own."""
    return _on_postgres(run, "not browser and not once and not second and not long")


def long_on_sqlite(run: Run) -> Outcome:
    """The tests that take minutes, when they are asked for."""
    if not os.environ.get("LONG"):
        return skipped("make test LONG=1 runs what takes minutes")
    return pytest(run, "long", DATABASE_URL="sqlite://:memory:")


def long_on_postgres(run: Run) -> Outcome:
    """The same on PostgreSQL."""
    if not os.environ.get("LONG"):
        return skipped("make test LONG=1 runs what takes minutes")
    return _on_postgres(run, "(long or second) and not once")


def _on_postgres(run: Run, marks: str) -> Outcome:
    if url := os.environ.get("TEST_DATABASE_URL"):
        return pytest(run, marks, DATABASE_URL=url)
    try:
        with cluster() as url:
            return pytest(run, marks, DATABASE_URL=url)
    except NoPostgresError as problem:
        return absent(run, "postgres", str(problem))


def in_browser(run: Run) -> Outcome:
    """The tests that drive Chromium."""
    if not CHROMIUM:
        return absent(run, "chromium", "Chromium is not installed")
    return pytest(run, "browser and not long", ROOT / "tests" / "browser", DATABASE_URL="sqlite://:memory:")


def real_notes(run: Run) -> Outcome:
    """How well the five real notes are read, where they are at hand."""
    if not CORPUS.is_dir():
        return skipped("the real notes are not here (../shared/corpus)")
    out = run.scratch / "out.json"
    ingest = ["manage.py", "ingest", "--dry-run", "--json", CORPUS / "notes"]
    if status := status_of(run, sys.executable, *ingest, into=out):
        return failed(f"ingest ended with status {status}")
    return python(CORPUS / "score.py", CORPUS / "gold", out, "--min", "0.98")(run)


BIN = Path(sys.executable).parent
STEPS: dict[str, Step] = {
    "ruff check": python("-m", "ruff", "check", "."),
    "ruff format": python("-m", "ruff", "format", "--check", "."),
    "djade": command(BIN / "djade", "--check", "--target-version=5.2", *sorted((ROOT / "templates").rglob("*.html"))),
    "mypy": python("-m", "mypy"),
    "import contracts": command(BIN / "lint-imports"),
    "migrations": python("manage.py", "makemigrations", "--check", "--dry-run"),
    "check --deploy": python("manage.py", "check", "--deploy", "--fail-level=WARNING"),
    "tests on SQLite": on_sqlite,
    "tests on PostgreSQL": on_postgres,
    "browser tests": in_browser,
    "long, on SQLite": long_on_sqlite,
    "long, on PostgreSQL": long_on_postgres,
    "real notes": real_notes,
}


# The whole


def production(scratch: Path) -> dict[str, str]:
    """The environment of the checks: an archive on the open internet, whatever a developer has in .env."""
    return os.environ | {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "false",
        "HTTPS": "true",
        "HSTS_PRELOAD": "true",
        "ALLOWED_HOSTS": "archive.example.org",
        "CSRF_TRUSTED_ORIGINS": "",
        "DATABASE_URL": f"sqlite:///{scratch / 'checks.sqlite3'}",
        "SOURCES_DIR": str(scratch / "sources"),
        "STATIC_ROOT": str(scratch / "static"),
        "TMPDIR": str(scratch),
    }


def carried_out(run: Run) -> Iterator[tuple[str, Outcome, float]]:
    """Each step's name, its outcome, and the seconds it took."""
    for name, step in STEPS.items():
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        yield name, step(run), time.monotonic() - start


def table(rows: Iterable[tuple[str, Outcome, float]]) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'step':<22}{'passed':>8}{'failed':>8}{'SKIPPED':>9}{'seconds':>9}"
    for name, outcome, seconds in rows:
        yield f"{name:<22}{outcome.passed:>8}{outcome.failed:>8}{outcome.skipped:>9}{seconds:>9.0f}"
        yield from (f"    {reason}" for reason in outcome.why)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary folder, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="boardarchive-test-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run every step. The exit status."""
    required = frozenset(os.environ.get("REQUIRE", "").replace(",", " ").split())
    if unknown := required - COMPONENTS:
        print(f"REQUIRE knows {', '.join(sorted(COMPONENTS))}; not {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda number, _frame: sys.exit(128 + number))
    with scratch_folder() as scratch:
        rows = list(carried_out(Run(env=production(scratch), scratch=scratch, required=required)))
    total = [sum(getattr(outcome, kind) for _, outcome, _ in rows) for kind in ("passed", "failed", "skipped")]
    print("\n" + "\n".join(table(rows)))
    print("\n{} passed, {} failed, {} skipped".format(*total))
    return 1 if total[1] else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
