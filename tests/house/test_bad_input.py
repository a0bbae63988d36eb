"""Whatever is typed into any form, asked of any address or sent as any file: a sentence, never an error of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import html5lib
import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.core.config import config_of
from app.core.db import db
from tests.client import HTML, PageClient
from tests.house.matrix import addresses
from tests.world import Who, Whose, World, build_world

TYPED = {
    "long": "x" * 30_000,
    "nul": "a\x00b",
    "odd": "<script>alert('x')</script>{{ 7*7 }} 🌊🧭⛵ \u202eשלום '; DROP TABLE person; --",
    "number": "99999999999999999999",
    "minus": "-1",
    "date": "2024-02-30",
    "newlines": "a\r\nBcc: everybody@example.org",
    "list": "[]",
}
ASKED = (
    "page=0&q=%00",
    "page=99999999999999&q=%25_%5C",
    "page=-1&q=" + "x" * 3000,
    "page=x&q=%ff%fe",
    "next=//evil",
)
STRANGE = ("application/json", "text/plain", "application/xml", "multipart/form-data; boundary=", "")
# PostgreSQL is the stricter of the two: it is given everything, and SQLite what it reads otherwise.
TOLD_APART = {"nul", "number", "date"}
# Signing out would end the visit of all other forms.
LEFT_OUT = {"/sign-out", "/sign-ins/end-others"}


@dataclass
class FoundForm:
    """A form as a browser sees it: where it goes, and what can be typed."""

    action: str
    is_multipart: bool
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


@pytest.fixture
def is_strict(app: Flask) -> bool:
    return not config_of(app).is_sqlite


@pytest.fixture
def world(app: Flask) -> World:
    with app.app_context():
        return build_world(db.session())


def pages(app: Flask, world: World) -> list[str]:
    """Every page that can be asked for, with the objects of this cohort."""
    known = world.parameters[Whose.OWN]
    found = []
    for address in addresses(app):
        rule = next(app.url_map.iter_rules(address.endpoint))
        if address.method == "GET" and address.whose in {"-", Whose.OWN} and rule.arguments <= known.keys():
            found.append(path_of(app, rule, known))
    return sorted(set(found))


def path_of(app: Flask, rule: Rule, known: dict[str, str]) -> str:
    with app.test_request_context():
        built = rule.build({name: known[name] for name in rule.arguments})
    assert built is not None, rule
    return built[1]


def forms(text: str, page: str) -> Iterator[FoundForm]:
    for element in html5lib.parse(text).iter(f"{HTML}form"):
        if (element.get("method") or "get").lower() != "post":
            continue
        form = FoundForm(element.get("action") or page, element.get("enctype") == "multipart/form-data")
        for part in element.iter():
            name, kind = part.get("name"), part.get("type") or "text"
            if not name or part.tag not in {f"{HTML}input", f"{HTML}textarea", f"{HTML}select"}:
                continue
            if kind == "file":
                form.files.append(name)
            elif name == "csrf_token":
                form.fields[name] = part.get("value") or ""
            else:
                form.typed.append(name)
        if form.action not in LEFT_OUT:
            yield form


@pytest.mark.every_case
@pytest.mark.parametrize("who", [Who.ADMINISTRATOR, Who.MENTEE, Who.HR_LEAD])
def test_no_form_breaks(app: Flask, world: World, who: Who, *, is_strict: bool) -> None:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(world[who])
    found: dict[str, FoundForm] = {}
    for page in pages(app, world):
        response = client.get(page)
        if response.status_code == 200 and response.mimetype == "text/html":
            found |= {form.action: form for form in forms(response.text, page)}

    broken = []
    values = {name: value for name, value in TYPED.items() if is_strict or name in TOLD_APART}
    for form in found.values():
        for name, value in values.items():
            content: dict[str, Any] = {**form.fields, **dict.fromkeys(form.typed, value)}
            content |= {each: (io.BytesIO(value.encode()), f"{name}.csv") for each in form.files}
            kind = "multipart/form-data" if form.is_multipart else "application/x-www-form-urlencoded"
            status = client.post(form.action, data=content, content_type=kind).status_code
            if status >= 500:
                broken.append((form.action, name, status))

    assert len(found) > 2
    assert broken == []


def test_no_address_breaks(app: Flask, world: World, *, is_strict: bool) -> None:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(world[Who.ADMINISTRATOR])

    broken = [
        (page, asked, status)
        for page in pages(app, world)
        for asked in (ASKED if is_strict else ASKED[:2])
        if (status := client.get(f"{page}?{asked}").status_code) >= 500
    ]

    assert broken == []


# What cannot be read never comes to a database.
@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_no_strange_body_breaks(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(world[Who.ADMINISTRATOR])
    known = world.parameters[Whose.OWN]
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)

    broken = []
    for address in addresses(app):
        rule = next(app.url_map.iter_rules(address.endpoint))
        if address.method == "POST" and address.whose in {"-", Whose.OWN} and rule.arguments <= known.keys():
            path = path_of(app, rule, known)
            broken += [
                (path, kind)
                for kind in (() if path in LEFT_OUT else STRANGE)
                if client.post(path, data=b'{"a": [[[1', content_type=kind).status_code >= 500
            ]

    assert broken == []
