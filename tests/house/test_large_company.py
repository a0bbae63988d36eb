"""The benchmark of pages asks for all of them: what an address names is to be found in its large company."""

from __future__ import annotations

import re

from flask import Flask

from app.core.config import ROOT
from benchmarks.pages import rules

CAST = [
    *sorted((ROOT / "benchmarks" / "large").glob("*.py")),
    *(
        ROOT / "tests" / "factories" / f"{name}.py"
        for name in ("advising", "circles", "library", "stretch", "succession")
    ),
]
"""Where the parameters of addresses get their values: the cast, and the factories that it takes them from."""


def test_every_parameter_of_a_page_has_a_value(application: Flask) -> None:
    named = set(re.findall(r'"(\w+)"', "\n".join(file.read_text(encoding="utf-8") for file in CAST)))

    without = {name: rule.endpoint for rule in rules(application) for name in rule.arguments if name not in named}

    assert without == {}
