"""The house itself: sizes, names and habits that architecture.md asks of every file."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
LONGEST_VIEW = 20
MEDIAN_VIEW = 8
MEDIAN_FUNCTION = 10
FORBIDDEN_NAMES = {"utils", "helpers", "helper", "manager", "common", "misc", "data", "info", "util"}
FIXED_TOP = {
    "pyproject.toml", "app", "matching", "programs", "templates", "migrations", "tests", "README.md", "dev",
    "requirements", "package.json", "package-lock.json", "CHANGELOG.md", "LICENSE", "benchmarks", ".ci",
}  # fmt: skip


def tracked(*patterns: str) -> list[Path]:
    """Files of the project, new ones included, without what git ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted(path for name in set(names) if (path := ROOT / name).is_file())


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def body_lines(function: ast.FunctionDef) -> int:
    """Lines of the body, the docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_view(function: ast.FunctionDef) -> bool:
    return any("bp." in ast.unparse(decorator) for decorator in function.decorator_list)


PYTHON = [path for path in tracked("*.py") if "versions" not in path.parts]


def test_every_file_is_at_most_300_lines() -> None:
    counted = {path: path.read_text().count("\n") for path in tracked("*.py", "*.html", "*.css", "*.js", "dev")}

    too_long = {str(path.relative_to(ROOT)): lines for path, lines in counted.items() if lines > LONGEST_FILE}

    # The four sheets of the look are one piece each, taken over as they were drawn.
    assert {name: lines for name, lines in too_long.items() if not name.startswith("app/static/")} == {}


def test_every_function_is_at_most_50_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{each.lineno} {each.name}"
        for path in PYTHON
        for each in functions(path)
        if body_lines(each) > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_functions_are_short_in_the_middle() -> None:
    sizes = [body_lines(each) for path in PYTHON if "tests" not in path.parts for each in functions(path)]

    assert statistics.median(sizes) < MEDIAN_FUNCTION


def test_views_are_glue() -> None:
    routes = [path for path in PYTHON if "routes" in str(path.relative_to(ROOT)) and "tests" not in path.parts]
    views = [(path, each) for path in routes for each in functions(path) if is_view(each)]
    sizes = [body_lines(each) for _, each in views]

    too_long = [f"{path.name}:{each.name}" for path, each in views if body_lines(each) > LONGEST_VIEW]

    assert too_long == []
    assert statistics.median(sizes) <= MEDIAN_VIEW


def test_names_say_what_a_file_is_about() -> None:
    vague = [path for path in PYTHON if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES]

    assert vague == []


def test_top_level_is_what_was_agreed() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}

    assert {name for name in top - FIXED_TOP if not name.startswith(".")} == set()


def test_imports_stand_at_the_top_or_say_why_not() -> None:
    hidden = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in PYTHON
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        if "lazy:" not in path.read_text().splitlines()[node.lineno - 1]
    }

    assert hidden == set()


@pytest.mark.parametrize("pattern", [r"(^|[ \"=(])/(home|root|work|farm)/", r"\bTODO\b|\bFIXME\b|\bXXX\b"])
def test_no_file_names_a_machine_or_leaves_work_undone(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.py", "*.html", "*.toml", "*.md", "*.css", "*.js", "dev", ".ci/*")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line) and path != Path(__file__)
    ]

    assert found == []


def test_locks_name_no_address() -> None:
    locks = [*tracked("requirements/*"), ROOT / "package-lock.json"]

    assert [path.name for path in locks if re.search(r"https?://", path.read_text())] == []
