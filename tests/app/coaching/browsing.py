"""Looking at pages of coaching as somebody, and comparing them."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from sqlalchemy import event

from app.core.db import db
from app.people.models import Person
from tests.client import PageClient


def browser(app: Flask, who: Person) -> PageClient:
    """Somebody signed in."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(who)
    return client


def digest_on(page: str) -> str:
    """The digest that a page offers to sign."""
    found = re.search(r'name="(?:sign-)?digest"[^>]*value="([0-9a-f]{64})"', page)
    return found[1] if found else ""


def steady(page: str) -> str:
    """A page without the token of its forms and the seconds that its sign-in has left."""
    return re.sub(r'value="[^"]{40,}"|seconds="[0-9]+"', "", page)


def counted(app: Flask, reader: PageClient, path: str) -> int:
    """How many questions a page asks the database, once it was opened before."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    reader.get(path)
    event.listen(db.engine, "before_cursor_execute", note)
    reader.get(path)
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)
