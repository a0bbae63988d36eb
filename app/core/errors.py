"""The two kinds of no, and the pages that say them.

A *policy* answers whether this person may; a *rule* whether the program allows it now. ``RuleBroken`` is the
rule's no: 422 and a sentence that a person understands. ``Conflict`` is a lost race: 409.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from app.core.audit import record_refusal
from app.core.db import db
from app.core.i18n import say
from programs.rules import RuleBroken

__all__ = ["Conflict", "RuleBroken", "init_app"]

PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
SECRET = re.compile("password|code|token|key")
KEPT_HEADERS = frozenset({"Retry-After", "Allow"})
SERVER_ERROR = 500


class Conflict(RuleBroken):
    """Somebody else was quicker: what they did and when, in one sentence."""

    status = 409


def init_app(app: Flask) -> None:
    """Give every failure a page in the house's words; nothing shows a trace."""
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, **context: Any) -> tuple[str, int]:
    db.session.rollback()
    name = status if status in PAGES else (SERVER_ERROR if status >= SERVER_ERROR else 400)
    return render_template(f"errors/{name}.html", **context), status


def _rule_broken(broken: RuleBroken) -> ResponseReturnValue:
    return _page(getattr(broken, "status", 422), sentence=say(broken), typed=_typed())


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or SERVER_ERROR) < 400:
        return error.get_response()
    if error.code == 403:
        record_refusal("access.denied")
    page, status = _page(error.code or SERVER_ERROR, sentence=None)
    return page, status, {name: value for name, value in error.get_headers() if name in KEPT_HEADERS}


def _database_away(error: Exception) -> ResponseReturnValue:
    _log(error)
    return render_template("errors/503.html", sentence=None, typed=_typed()), 503, {"Retry-After": "5"}


def _unexpected(error: Exception) -> ResponseReturnValue:
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, OperationalError):
        return _database_away(error.original_exception)  # before it was known where the request goes
    if isinstance(error, (RequestEntityTooLarge, InternalServerError)):
        return _http_error(error)
    _log(error)
    return _page(SERVER_ERROR, sentence=None, typed=_typed())


def _typed() -> list[str]:
    """The words of a form that could not be stored, for whoever typed them to take along; nothing that opens a door."""
    sent = request.form.items(multi=True) if request.mimetype in FORMS else ()
    return [text for name, text in sent if " " in text.strip() and not SECRET.search(name)]


def _log(error: Exception) -> None:
    # The class and the place, never the values: a message may quote what somebody typed.
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    place = f"{frame.f_code.co_filename}:{line}"
    logging.getLogger("ithaca").error("unexpected_error", extra={"error": type(error).__name__, "place": place})
