"""The project refuses a dangerous configuration, and installs exactly what it says it does."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.here import ROOT

pytestmark = pytest.mark.once

PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLM",
    "ALLOWED_HOSTS": "archive.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code as somebody installs it: without the .env of the developer."""
    there = tmp_path_factory.mktemp("checkout")
    for package in ("boardarchive", "meetings", "templates", "static"):
        shutil.copytree(ROOT / package, there / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", there)
    return there


def manage(checkout: Path, *words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run manage.py in an environment that holds nothing else of ours."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* would answer to any name"),
        ({"ALLOWED_HOSTS": "archive.example.org,*"}, "ALLOWED_HOSTS=* would answer to any name"),
        ({"DEBUG": "true"}, "DEBUG shows the inside of the archive to every visitor"),
        ({"DEBUG": "flase"}, 'Environment variable "DEBUG" invalid'),
        ({"DATA_LICENCE_URL": "javascript:alert(1)"}, "DATA_LICENCE_URL must begin with https:// or http://"),
        ({"PAGES_MAX": "0"}, "A limit of what is read is below 1: nothing could be read."),
        ({"READING_MEMORY_MB": "64"}, "READING_MEMORY_MB is below 128"),
        ({"DATABASE_URL": "mysql://somewhere/archive"}, "DATABASE_URL must begin with sqlite:// or postgres://"),
    ],
    ids=[
        "no secret",
        "any host",
        "any host among others",
        "debugging in public",
        "a slip of the pen",
        "an address that runs a script",
        "a limit that lets nothing through",
        "no memory to read with",
        "a foreign database",
    ],
)
def test_a_dangerous_configuration_is_refused_in_one_sentence(
    checkout: Path, env: dict[str, str], sentence: str
) -> None:
    ended = manage(checkout, "check", **PRODUCTION | env)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"Not started: {sentence}")
    assert len(ended.stderr.splitlines()) == 1


def test_debugging_on_this_machine_alone_is_allowed(checkout: Path) -> None:
    env = PRODUCTION | {"DEBUG": "true", "ALLOWED_HOSTS": "localhost,127.0.0.1"}

    assert manage(checkout, "check", **env).returncode == 0


def test_production_with_nothing_but_a_secret_and_a_name_passes_the_deployment_checks(checkout: Path) -> None:
    ended = manage(checkout, "check", "--deploy", "--fail-level=WARNING", **PRODUCTION)

    assert (ended.returncode, ended.stdout) == (0, "System check identified no issues (1 silenced).\n")


def test_nothing_is_silenced_once_the_owner_has_asked_for_preloading(checkout: Path) -> None:
    ended = manage(checkout, "check", "--deploy", "--fail-level=WARNING", **PRODUCTION, HSTS_PRELOAD="true")

    assert (ended.returncode, ended.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_blank_settings_mean_their_defaults(checkout: Path) -> None:
    ask = "from django.conf import settings as s; print(s.SOURCES_DIR, s.STATIC_ROOT, s.DATABASES['default']['NAME'])"
    blank = {"SOURCES_DIR": "", "STATIC_ROOT": "", "DATABASE_URL": ""}
    ended = manage(checkout, "shell", "--no-imports", "--command", ask, **PRODUCTION | blank)
    var = checkout / "var"

    assert ended.stdout == f"{var / 'sources'} {checkout / 'staticfiles'} {var / 'archive.sqlite3'}\n"


# The locks


def locked(name: str) -> dict[str, str]:
    """Package → version of a lock."""
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    pins = [re.match(r"([\w.-]+)(?:\[[\w,]+\])?==(\S+)", line) for line in lines]
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


def declared() -> tuple[list[Requirement], list[Requirement]]:
    """What pyproject.toml asks for: to run, and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    development = project["optional-dependencies"]["dev"]
    return [Requirement(line) for line in project["dependencies"]], [Requirement(line) for line in development]


@pytest.mark.parametrize("name", ["base.txt", "dev.txt", "bench.txt"])
def test_a_lock_says_nothing_of_where_it_was_made(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()

    assert [said for said in ("://", "index-url", "find-links", "file:", "/") if said in text] == []


@pytest.mark.parametrize("name", ["base.txt", "dev.txt", "bench.txt"])
def test_every_locked_package_has_its_hashes(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text().replace("\\\n", " ")

    assert [line for line in text.splitlines() if not re.search(r"==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_the_locks_hold_what_the_project_asks_for(name: str) -> None:
    run, develop = declared()
    pins = locked(name)
    asked = run if name == "base.txt" else [*run, *develop]

    unmet = [str(one) for one in asked if not one.specifier.contains(pins.get(canonicalize_name(one.name), "0"))]

    assert unmet == []


def test_tests_run_on_the_very_versions_that_are_served() -> None:
    base, dev = locked("base.txt"), locked("dev.txt")

    assert {name: dev.get(name) for name in base} == base


def test_what_only_a_benchmark_needs_is_locked_by_itself() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]

    assert set(locked("bench.txt")) >= {canonicalize_name(Requirement(line).name) for line in groups["bench"]}
    assert locked("bench.txt").keys() & locked("dev.txt").keys() == set()


# The Makefile


def make(*words: str) -> str:
    ended = subprocess.run(
        ["make", "--no-print-directory", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ended.stdout


def test_make_alone_prints_help_and_does_nothing_else() -> None:
    assert make() == make("help")
    assert make().splitlines()[0].split() == ["make", "help", "Show", "this", "list"]
