"""Every code that a clerk may see is explained in docs/findings.md, and every explained code exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.here import ROOT

pytestmark = pytest.mark.once

PAGE = ROOT / "docs" / "findings.md"


def strings(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may be: itself, or either arm of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def given(node: ast.AST) -> Iterator[tuple[str, str]]:
    """(`finding` or `refusal`, code) where a piece of the program gives a code."""
    if (isinstance(node, ast.keyword) and node.arg == "code") or (
        isinstance(node, ast.Assign) and any(isinstance(name, ast.Name) and name.id == "code" for name in node.targets)
    ):
        yield from (("finding", code) for code in strings(node.value))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused" and node.args:
        yield from (("refusal", code) for code in strings(node.args[0]))


@cache
def nodes() -> list[tuple[Path, ast.AST]]:
    """Every piece of the program, with its file."""
    files = (ROOT / "meetings").rglob("*.py")
    return [(path, node) for path in files for node in ast.walk(ast.parse(path.read_text()))]


def in_use(kind: str) -> set[str]:
    """Every code of one kind in the program."""
    return {code for _, node in nodes() for each, code in given(node) if each == kind}


def explained(heading: str) -> list[list[str]]:
    """The rows of the table under one heading of the page."""
    section = PAGE.read_text().split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| `.*$", section, re.M)]


@pytest.mark.parametrize(("kind", "heading"), [("finding", "Findings"), ("refusal", "Refusals")])
def test_the_page_explains_every_code_in_use_and_no_other(kind: str, heading: str) -> None:
    rows = explained(heading)

    assert sorted(row[0].strip("`") for row in rows) == sorted(in_use(kind))
    assert [row[0] for row in rows if len(row) != 3 or not all(row)] == []


def test_every_finding_of_the_program_names_its_code_where_this_test_can_see_it() -> None:
    blind = [
        f"{path.name}:{node.lineno}"
        for path, node in nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
        if not any(keyword.arg == "code" for keyword in node.keywords)
    ]

    assert blind == []
