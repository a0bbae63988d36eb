"""Templates: nothing inline, no import left unused, every page with a title, no long page."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from tests.house.test_sources import ROOT, tracked

LONGEST_PAGE = 120
NOT_PAGES = {"layouts", "components", "mail"}


def templates() -> list[Path]:
    return tracked("templates/*.html", "templates/**/*.html")


def test_templates_hold_no_inline_code() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
    mails = ROOT / "templates" / "mail"

    # A mail program reads no style sheet, so letters alone carry their styles in themselves.
    found = [path.name for path in templates() if mails not in path.parents and inline.search(path.read_text())]

    assert found == []


def test_templates_use_what_they_import() -> None:
    unused = [f"{path.relative_to(ROOT)}: {name}" for path in templates() for name in unused_imports(path.read_text())]

    assert unused == []


def unused_imports(text: str) -> list[str]:
    imports = re.findall(r"{%-? from \S+ import (.+?)(?: with context)? -?%}", text, re.DOTALL)
    names = [each.split(" as ")[-1].strip() for line in imports for each in line.split(",")]
    return [name for name in names if len(re.findall(rf"\b{re.escape(name)}\b", text)) < 2]


def test_pages_extend_a_layout_and_say_their_title() -> None:
    pages = [path for path in templates() if path.relative_to(ROOT / "templates").parts[0] not in NOT_PAGES]
    whole = [path for path in pages if not path.name.startswith("_")]

    silent = [
        str(path.relative_to(ROOT))
        for path in whole
        if "{% extends" not in path.read_text() or "{% block title" not in path.read_text()
    ]

    assert silent == []


def test_pages_are_short() -> None:
    long = {path.name: n for path in templates() if (n := path.read_text().count("\n")) > LONGEST_PAGE}

    assert {name: n for name, n in long.items() if "components" not in name} == {}


def test_templates_compile(application: Flask) -> None:
    names = application.jinja_env.list_templates(extensions=["html", "txt"])

    assert [name for name in names if application.jinja_env.get_template(name) is None] == []
