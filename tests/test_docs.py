"""What is written about the project is true of it, and whole."""

import re
from pathlib import Path

import pytest

from tests.here import ROOT

pytestmark = pytest.mark.once

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ROOT_PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")


def settings_read() -> set[str]:
    """The variables that the configuration asks the environment for."""
    text = "".join((ROOT / "boardarchive" / name).read_text() for name in ("settings.py", "serving.py"))
    return set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", text))


def settings_described() -> set[str]:
    return set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def targets() -> set[str]:
    """What `make` can be asked for, apart from files and what only other targets ask for."""
    return set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_setting_is_described_and_every_description_is_of_a_setting() -> None:
    assert settings_described() == settings_read()


def test_a_copy_of_the_example_changes_nothing() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == []


def test_every_target_of_the_makefile_is_in_the_readme_or_contributing() -> None:
    told = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()

    assert {target for target in targets() if f"make {target}" not in told} == {"help"}


def test_every_target_that_is_written_about_exists() -> None:
    written = {target for page in PAGES for target in re.findall(r"`make ([a-z-]+)", page.read_text())}

    assert written - targets() == set()


@pytest.mark.parametrize("name", [*ROOT_PAGES, "LICENSE"])
def test_the_root_has_its_pages(name: str) -> None:
    assert (ROOT / name).read_text().strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []
