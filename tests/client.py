"""A test client that signs in as somebody and reads every page with a browser's strictness."""

from __future__ import annotations

import re
from contextvars import Context
from typing import Any

import html5lib
from flask import has_app_context, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from app.accounts.session_interface import CSRF, CookieNames
from app.core.config import config_of
from app.core.db import db
from app.people.models import Person

HTML = "{http://www.w3.org/1999/xhtml}"
UNLABELLED = frozenset({"hidden", "submit", "button", "image", "reset"})
# What a page says, and what its attributes hold but for those that the checks read: none of it makes a page wrong.
WORDS = re.compile(r">\s*[^\s<&][^<&]*")
VALUES = re.compile(r"""\b(?!(?:id|for|type|src|style|on\w+)=)([\w-]+)="[^"&]+\"""")
KEY = re.compile(r"\b[0-9a-z]{16}\b")
SEEN: set[int] = set()
"""Shapes of pages that nothing was wrong with; to parse a page takes longer than to make it."""


class PageClient(FlaskClient):
    """Checks each HTML page it fetches, and puts the CSRF token into each form it posts."""

    def sign_in(self, person: Person) -> None:
        """Sign in through the same service as the sign-in page, without its password."""
        from tests.factories.accounts import signed_in_cookie  # noqa: PLC0415  # lazy: accounts imports the app

        name, value = signed_in_cookie(self.application, person)
        self.set_cookie(name, value)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # A request starts without the test's own context (its ``g``, its database session), as a browser's does,
        # and must not wait for a transaction that the test has left open.
        if has_app_context():
            db.session.commit()
        response = Context().run(super().open, *args, **{"buffered": True, **kwargs})
        if response.mimetype == "text/html" and response.status_code not in range(300, 400):
            check_once(response.text)
        return response

    def token(self, path: str = "/sign-in") -> str:
        """A CSRF token: of the sign-in, which has one for all of its pages, else out of the page at ``path``."""
        if own := Context().run(self._own_token):
            return own
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path).text)
        assert found, f"{path} has no form"
        return found[1]

    def _own_token(self) -> str:
        name = CookieNames.of(config_of(self.application)).session
        cookie = self.get_cookie(name)
        headers = {"Cookie": f"{name}={cookie.value}"} if cookie else {}
        with self.application.test_request_context(headers=headers):
            return str(generate_csrf()) if CSRF in session else ""

    def submit(self, path: str, /, *, page: str | None = None, **fields: Any) -> TestResponse:
        """Post a form as a browser would: with a token of its page (by default: the same address)."""
        return self.post(path, data={"csrf_token": self.token(page or path), **fields})


def check_once(text: str) -> None:
    """Check a page, unless one that differs from it in words only was found to be right."""
    keys: dict[str, int] = {}
    shape = VALUES.sub(r'\1="…"', WORDS.sub(">…", text))
    numbered = hash(KEY.sub(lambda found: str(keys.setdefault(found[0], len(keys))), shape))
    if numbered not in SEEN:
        check_page(text)
        SEEN.add(numbered)


def check_page(text: str) -> None:
    """Fail unless this is valid HTML with a title, one h1, labelled fields, unique ids and nothing inline."""
    is_fragment = "<html" not in text[:500].lower()
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parseFragment(text) if is_fragment else parser.parse(text)
    errors = [(place, code) for place, code, _ in parser.errors if code != "expected-doctype-but-got-start-tag"]
    assert errors == [], errors[:5]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids)), sorted({each for each in ids if ids.count(each) > 1})
    _check_nothing_inline(elements)
    _check_labels(elements)
    if not is_fragment:
        assert sum(element.tag == f"{HTML}h1" for element in elements) == 1, "one h1"
        titles = [element for element in elements if element.tag == f"{HTML}title"]
        assert any((element.text or "").strip() for element in titles), "a title"


def _check_nothing_inline(elements: list[Any]) -> None:
    for element in elements:
        assert element.tag != f"{HTML}style", "a style element"
        assert element.tag != f"{HTML}script" or element.get("src"), "an inline script"
        inline = [name for name, _ in element.items() if str(name) == "style" or str(name).startswith("on")]
        assert inline == [], (element.tag, inline)


def _check_labels(elements: list[Any]) -> None:
    labelled = {element.get("for") for element in elements if element.tag == f"{HTML}label"}
    wrapped = {id(child) for element in elements if element.tag == f"{HTML}label" for child in element.iter()}
    for element in elements:
        if element.tag not in {f"{HTML}input", f"{HTML}select", f"{HTML}textarea"}:
            continue
        if element.get("type") in UNLABELLED:
            continue
        has_name = element.get("aria-label") or element.get("aria-labelledby")
        assert has_name or element.get("id") in labelled or id(element) in wrapped, dict(element.items())
