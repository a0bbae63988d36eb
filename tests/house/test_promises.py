"""No sentence of the house promises more than is true (requirement C-28)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from programs.promises import FORBIDDEN
from tests.house.test_sources import ROOT

ITS_OWN = ROOT / "programs" / "promises.py"
TOO_MUCH = [re.compile(r"[\W_]+".join(map(re.escape, re.split(r"[\W_]+", each))), re.IGNORECASE) for each in FORBIDDEN]


def test_no_sentence_promises_more_than_is_true() -> None:
    found = [f"{file.relative_to(ROOT)}: {words}" for file, text in sentences() for words in promised(text)]

    assert found == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Sealed end-to-end.",
        "An END‑TO‑END promise",
        "of\n    zero   knowledge",
        "It opens to nobody\nbut you two.",
        '{{ _("Military-grade sealing") }}',
    ],
)
def test_a_sentence_that_promises_too_much_is_found(sentence: str) -> None:
    assert promised(sentence)


def test_a_sentence_that_is_written_in_pieces_is_found() -> None:
    assert promised(" ".join(strings_of('words = _("It opens to nobody "\n    "but you two.")')))


def test_what_is_looked_through_holds_the_pages_and_the_promises() -> None:
    files = {file.relative_to(ROOT).as_posix() for file, _text in sentences()}

    assert {"templates/conversations/room.html", "app/conversations/forms.py", "README.md"} <= files
    assert len(files) > 400


def promised(text: str) -> list[str]:
    """What is said in a text though it is true of no mode that Ithaca has."""
    return [found[0] for each in TOO_MUCH for found in each.finditer(text)]


def sentences() -> Iterator[tuple[Path, str]]:
    """Every file that holds words for people: pages, letters, code, rules, and what one reads about Ithaca."""
    for folder in ("app", "programs", "templates"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in {".html", ".txt", ".toml", ".md", ".po"}:
                yield file, file.read_text(encoding="utf-8")
            elif file.suffix == ".py" and file != ITS_OWN:
                yield file, "\n".join(strings_of(file.read_text(encoding="utf-8")))
    for name in ("README.md", "CHANGELOG.md"):
        yield ROOT / name, (ROOT / name).read_text(encoding="utf-8")


def strings_of(code: str) -> Iterator[str]:
    """Every text of a program, put together where it is written in pieces."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
