"""The two of a pair write wherever something can be written, by HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.house.matrix import Address
from tests.wall.forms import Form, Words, forms_of
from tests.wall.stage import PAIR, Stage, sealed_endpoints
from tests.world import Who

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
TYPED = ("text", "words", "title", "code", "steps")
TOO_LONG = 400


def write_everywhere(stage: Stage, words: Words, at: frozenset[str] | None = None) -> int:
    """Fill in every form of the pages ``at``, of all that keep words sealed by default, as both. Returns how many."""
    writers = PAIR[:1] if stage.is_short else PAIR
    return sum(_write(stage, who, words, at or sealed_endpoints()) for who in writers)


def _write(stage: Stage, who: Who, words: Words, at: frozenset[str]) -> int:
    client = stage.client(who)
    sent: set[str] = set()
    token = ""
    for address in _addresses(stage, at, "GET"):
        path = stage.path(address)
        page = client.get(path)
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        token = next(iter(TOKEN.findall(page.text)), token)
        for form in forms_of(page.text, path):
            endpoint = _endpoint(stage, form.action)
            if endpoint in at:
                form.send(client, words)
                sent.add(endpoint)
                if not stage.is_short:
                    _too_long(form, client, words)
    return len(sent) + _without_a_form(stage, client, token, words, at - sent)


def _too_long(form: Form, client: FlaskClient, words: Words) -> None:
    """The same with more than a line takes: what is refused is shown again, and kept nowhere."""
    refused = Form(form.action, form.carried, form.written)
    refused.send(client, lambda has_room: words(has_room) + "x" * TOO_LONG)


def _without_a_form(stage: Stage, client: FlaskClient, token: str, words: Words, at: frozenset[str]) -> int:
    """What only a script posts, such as a draft."""
    others = list(_addresses(stage, at, "POST"))
    for address in others:
        fields = {name: words(False) for name in TYPED} | {"place": "letter", "version": "0", "csrf_token": token}
        client.post(stage.path(address), data=fields)
    return len(others)


def _addresses(stage: Stage, at: frozenset[str], method: str) -> Iterator[Address]:
    rules = sorted(stage.app.url_map.iter_rules(), key=lambda rule: rule.endpoint)
    for rule in rules:
        if rule.endpoint in at and method in (rule.methods or ()):
            yield Address(rule.endpoint, method, "own" if rule.arguments else "-")


def _endpoint(stage: Stage, action: str) -> str:
    adapter = stage.app.url_map.bind("localhost")
    try:
        return str(adapter.match(action.split("?", maxsplit=1)[0], method="POST")[0])
    except (HTTPException, RequestRedirect):
        return ""
