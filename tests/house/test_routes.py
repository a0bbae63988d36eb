"""Every route: declared access, kebab-case and typed addresses, and a GET that writes nothing."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.core.access import UndeclaredAccess, declared_access, refuse_undeclared

SEGMENT = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*(\.csv|\.ics|\.txt)?$")
PARAMETER = re.compile(r"^<(pid|int|path|token|key|word):[a-z_]+>(\.csv|\.ics|\.txt)?$")


def test_every_view_declares_its_access(application: Flask) -> None:
    silent = [name for name, view in application.view_functions.items() if declared_access(view) is None]

    assert silent == []


def test_a_view_without_access_keeps_the_application_from_starting() -> None:
    app = Flask("another")
    app.add_url_rule("/open", "open", lambda: "")

    with pytest.raises(UndeclaredAccess, match="open"):
        refuse_undeclared(app)


def test_addresses_are_kebab_case_and_typed(application: Flask) -> None:
    odd = [
        rule.rule
        for rule in application.url_map.iter_rules()
        if rule.endpoint != "static"
        for part in rule.rule.strip("/").split("/")
        if part and not SEGMENT.match(part) and not PARAMETER.match(part)
    ]

    assert odd == []


def test_views_that_write_own_a_transaction_and_views_that_read_own_none(application: Flask) -> None:
    wrong = []
    for rule in application.url_map.iter_rules():
        view = application.view_functions[rule.endpoint]
        writes = bool(rule.methods and rule.methods & {"POST", "PUT", "PATCH", "DELETE"})
        if rule.endpoint != "static" and writes != getattr(view, "is_transactional", False):
            wrong.append(rule.endpoint)

    assert wrong == []
