"""Signing in: credentials, sessions, links that work once."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager
from flask_wtf.csrf import CSRFError
from werkzeug.routing import BaseConverter

from app.accounts import erasing, letters, routes, sweeping
from app.accounts.routes import demonstration as demonstration_routes
from app.accounts.routes import navigation, signed_out
from app.accounts.session_interface import RowSessions, session_person
from app.accounts.throttle import TooManyAttempts
from app.accounts.tokens import LONGEST, SHORTEST
from app.core.config import config_of

__all__ = ["erasing", "init_app", "letters", "navigation", "sweeping"]


class TokenConverter(BaseConverter):
    """``<token:token>``: the key of a link that works once."""

    regex = f"[A-Za-z0-9_-]{{{SHORTEST},{LONGEST}}}"


class SignIns(LoginManager):  # type: ignore[misc]  # Flask-Login is untyped
    """Flask-Login's ``current_user`` out of our own session rows: no remember cookie, no marks in the session."""

    def _load_user(self) -> None:
        self._update_request_context_with_user(session_person())


def init_app(app: Flask) -> None:
    """Keep sessions in rows, know who is signed in, and answer forms that came too late."""
    app.session_interface = RowSessions()
    app.login_manager = SignIns()  # type: ignore[attr-defined]  # where Flask-Login looks for it
    app.url_map.converters["token"] = TokenConverter
    app.register_blueprint(routes.bp)
    app.register_error_handler(CSRFError, signed_out.stale_form)
    app.register_error_handler(TooManyAttempts, signed_out.too_hasty)
    if config_of(app).demo:
        app.register_blueprint(demonstration_routes.bp)
