"""The import contracts hold, and would be broken by what they are there to prevent."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.here import ROOT

pytestmark = pytest.mark.once

LINT = Path(sys.executable).parent / "lint-imports"

DOOR = "The records are reached through the door"
PURE = "The pure floors know nothing of Django"
FLOORS = "A room may look down, never up"
PAGES = "Public pages cannot reach what changes the records"
APP = "The app does not know its configuration"
SANDBOX = "Libraries for documents are where the sandbox is"

FORBIDDEN = {
    "a view importing a model": ("views", "from meetings.models import Meeting", DOOR),
    "a feed importing a model": ("feeds", "from meetings.models import Meeting", DOOR),
    "a filter importing a model": ("filters", "from meetings.models import Meeting", DOOR),
    "the parser importing Django": ("minutes", "import django.utils.text", PURE),
    "the merge importing Django": ("filing.merge", "from django.db import transaction", PURE),
    "filing importing search": ("filing", "from meetings import search", FLOORS),
    "the reader importing the parser": ("extraction.blocks", "import meetings.minutes.structure", FLOORS),
    "a public page importing what publishes": ("views", "from meetings import publication", PAGES),
    "data importing what files": ("api", "from meetings import ingest", PAGES),
    "the web importing a library for documents": ("views", "import lxml.html", SANDBOX),
    "filing importing a library for documents": ("filing", "import pypdfium2", SANDBOX),
    "the app importing its configuration": ("public", "import boardarchive.settings", APP),
}
"""What is tried: in which room of `meetings`, the line, and the one contract that it breaks."""


def broken_contracts(tree: Path) -> tuple[int, set[str]]:
    """The exit status of the linter on a tree, and the names of the contracts it finds broken."""
    ended = subprocess.run([LINT, "--cache-dir", ".cache"], cwd=tree, capture_output=True, text=True, check=False)
    lines = ended.stdout.splitlines()
    return ended.returncode, {line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code and its contracts, spoilt in one place and put right again: the linter keeps the rest."""
    tree = tmp_path_factory.mktemp("tree")
    for package in ("boardarchive", "meetings"):
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


def test_every_contract_holds(tree: Path) -> None:
    assert broken_contracts(tree) == (0, set())


@pytest.mark.parametrize(("room", "line", "contract"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(tree: Path, room: str, line: str, contract: str) -> None:
    place = tree / "meetings" / room.replace(".", "/")
    spoilt = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    sound = spoilt.read_text()
    spoilt.write_text(f"{sound}\n{line}\n")
    found = broken_contracts(tree)
    spoilt.write_text(sound)

    assert found == (1, {contract})


def test_a_room_that_no_floor_names_breaks_the_house(tree: Path) -> None:
    unnamed = tree / "meetings" / "helpers.py"
    unnamed.write_text('"""Anything."""\n')
    status, _ = broken_contracts(tree)
    unnamed.unlink()

    assert status == 1


def test_every_room_but_one_is_kept_from_the_libraries_for_documents() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    kept = next(each["source_modules"] for each in contracts if each["name"] == SANDBOX)
    house = (ROOT / "meetings").iterdir()
    rooms = {path.stem for path in house if path.suffix == ".py" or (path / "__init__.py").exists()}

    assert {*kept} == {f"meetings.{room}" for room in rooms - {"__init__", "extraction", "migrations"}} | {
        "boardarchive"
    }


LIBRARIES = {
    "mammoth": {"docx"},
    "lxml": {"docx", "html", "framing"},
    "pypdfium2": {"pdf_pages", "pdf_drawing"},
}
"""Library for documents → the modules of the reader that knows it. Word files become HTML, so two readers know lxml."""


def imported(path: Path) -> set[str]:
    """The packages that a module imports when it runs, and not only for its types."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names if node.col_offset == 0}
        elif isinstance(node, ast.ImportFrom) and node.module and node.col_offset == 0:
            found.add(node.module.partition(".")[0])
    return found


def test_each_library_for_documents_is_known_to_one_reader() -> None:
    readers = {path.stem: imported(path) for path in (ROOT / "meetings" / "extraction").glob("*.py")}
    assert {name: {reader for reader, told in readers.items() if name in told} for name in LIBRARIES} == LIBRARIES


def test_importing_the_parser_does_not_import_django() -> None:
    ask = "import sys, meetings.extraction, meetings.minutes; print('django' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)

    assert ended.stdout == "False\n"
