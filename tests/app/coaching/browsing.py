"""Looking at pages of coaching as somebody, and comparing them."""

from __future__ import annotations

import re

from flask import Flask

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
    found = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', page)
    return found[1] if found else ""


def steady(page: str) -> str:
    """A page without the token of its forms and the seconds that its sign-in has left."""
    return re.sub(r'value="[^"]{40,}"|seconds="[0-9]+"', "", page)
