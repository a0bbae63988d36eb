"""Filling every form that a page shows, as somebody with a keyboard would, whatever area it belongs to."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import html5lib
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.client import HTML

LARGE = 600 * 1024
"""Above this an upload does not stay in memory."""
Words = Callable[[bool], str]
"""What one writes next; True where there is room for more than a line."""


@dataclass
class Form:
    """A form of a page: where it goes, what it carries, and where one writes."""

    action: str
    carried: dict[str, str] = field(default_factory=dict)
    written: dict[str, bool] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def send(self, client: FlaskClient, words: Words) -> TestResponse:
        """Fill it in and send it."""
        fields: dict[str, Any] = {**self.carried, **{name: words(has_room) for name, has_room in self.written.items()}}
        for number, name in enumerate(self.files):
            line = f"{words(True)}\n"
            size = LARGE if number == 0 else len(line)
            content = (line * (size // len(line) + 1))[:size]
            fields[name] = FileStorage(io.BytesIO(content.encode()), filename=f"{words(False)}.txt")
        # In memory: the client's own way leaves the file open in which it puts a large body.
        boundary, body = encode_multipart(fields)
        return client.post(self.action, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def forms_of(page: str, here: str) -> Iterator[Form]:
    """Every form of a page in which one can write or choose a file."""
    tree = html5lib.HTMLParser().parse(page)
    for element in tree.iter(f"{HTML}form"):
        if (element.get("method") or "get").lower() == "post":
            form = _form(element, element.get("action") or here)
            if form.written or form.files:
                yield form


def _form(element: Any, action: str) -> Form:
    form = Form(action)
    for each in element.iter():
        name, kind = each.get("name"), each.get("type", "text")
        if not name or not isinstance(each.tag, str):
            continue
        tag = each.tag.removeprefix(HTML)
        if tag == "textarea" or (tag == "input" and kind in {"text", "search", "email", "url", "tel"}):
            form.written[name] = tag == "textarea"
        elif tag == "input" and kind == "file":
            form.files.append(name)
        elif tag == "input" and kind in {"hidden", "date", "number", "time"}:
            form.carried[name] = each.get("value") or ""
        elif tag == "input" and kind == "radio":
            form.carried.setdefault(name, each.get("value") or "")
        elif tag == "select":
            chosen = next((option.get("value") for option in each.iter(f"{HTML}option") if option.get("value")), "")
            form.carried[name] = chosen or ""
    return form
