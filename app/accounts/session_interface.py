"""The browser's side of a sign-in: a cookie with a random key, one row each, and nothing in the cookie but the key.

Signed in, the session holds the CSRF token, derived from the key so that no page has to write it down, and the
flashes, kept in the row. Signed out, both live in a signed cookie of their own. Everything is read when it is first
asked for, so a style sheet costs no query. This file holds the one write that a GET may do besides the access journal:
``last_seen_at``, at most once a minute, and the flashes that were shown, in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, Request, Response, g, has_request_context
from flask import session as session_proxy  # noqa: TID251  this file is what the proxy stands for
from flask.sessions import SessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import update
from werkzeug.local import LocalProxy

from app.accounts.limits import Limits, ends_at, is_live, limits_for
from app.accounts.models import SignInSession
from app.accounts.queries import session_with_token, trusted_since
from app.accounts.services.sessions import DEVICE_KNOWN_FOR, SignedIn
from app.accounts.tokens import LONGEST, SHORTEST, keyed
from app.core.clock import now
from app.core.config import Config, current_config
from app.core.db import db
from app.core.transactions import FIRST_REFUSAL, own_transaction
from app.people.models import Person

CSRF, FLASHES = "csrf_token", "_flashes"
TOUCHED_EVERY = timedelta(minutes=1)


class BrowserSession(SessionMixin):
    """What ``flask.session`` is: a mapping, and the sign-in behind it."""

    def __init__(self, request: Request, config: Config) -> None:
        self._cookies = request.cookies
        self._names = CookieNames.of(config)
        self._content: dict[str, Any] | None = None
        self._row: SignInSession | None = None
        self._limits: Limits | None = None
        self._is_live = False
        self.token: str | None = None
        self.begun: SignedIn | None = None
        self.is_ending = False
        self.modified = False

    @property
    def was_asked(self) -> bool:
        """Whether anything in this request looked into the session."""
        return self._content is not None

    @property
    def sign_in(self) -> SignInSession | None:
        """The live sign-in; None for somebody signed out."""
        self._read()
        return self._row if self._is_live else None

    @property
    def person(self) -> Person | None:
        """Who is signed in."""
        sign_in = self.sign_in
        return sign_in.person if sign_in else None

    @property
    def last_person(self) -> Person | None:
        """Who is or was signed in with the key in this browser's cookie, unless they have left."""
        self._read()
        return self._row.person if self._row is not None and self._row.person.is_active else None

    @property
    def here(self) -> SignInSession:
        """The live sign-in, in a view that only somebody signed in reaches; ``here.person`` is who."""
        sign_in = self.sign_in
        if sign_in is None:
            raise RuntimeError("Nobody is signed in here.")
        return sign_in

    def ends_if_seen(self, moment: datetime) -> datetime:
        """When the live sign-in ends if ``moment`` is the last sign of its person."""
        return ends_at(self.here, limits=self._limits, seen=moment)

    @property
    def device_token(self) -> str | None:
        return self._cookies.get(self._names.device)

    def begin(self, signed_in: SignedIn) -> None:
        """Sign somebody in: from here on, this request already speaks as them, with a new key and CSRF token."""
        self.begun, self.token = signed_in, signed_in.session_token
        self._take(signed_in.row)
        self._content = {CSRF: csrf_secret(signed_in.session_token)}
        self.is_ending = False
        _forget_what_flask_remembers()

    def end(self) -> None:
        """Sign out in this browser; the row is ended by the service."""
        self.is_ending, self.begun = True, None
        self._take(None)
        self._content = {}
        _forget_what_flask_remembers()

    def _read(self) -> dict[str, Any]:
        if self._content is None:
            self.token = _plausible(self._cookies.get(self._names.session))
            self._content = {}
            self._take(session_with_token(self.token) if self.token else None)
            self._content = self._signed_in_content() or self._visitor_content()
        return self._content

    def _take(self, row: SignInSession | None) -> None:
        # Whether somebody is signed in is asked many times in a request, and answered once.
        self._row = row
        self._limits = limits_for(row.person, is_trusted=row.is_trusted) if row else None
        self._is_live = row is not None and is_live(row, self._limits)

    def _signed_in_content(self) -> dict[str, Any] | None:
        if self._row is None or self.token is None or not self._is_live:
            return None
        flashes = {FLASHES: [tuple(each) for each in self._row.flashes]} if self._row.flashes else {}
        return {CSRF: csrf_secret(self.token), **flashes}

    def _visitor_content(self) -> dict[str, Any]:
        try:
            content = visitor_signer().loads(self._cookies.get(self._names.visitor, ""))
        except BadSignature:
            return {}
        return content if isinstance(content, dict) else {}

    def __getitem__(self, key: str) -> Any:
        return self._read()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._read()[key] = value
        self.modified = True

    def __delitem__(self, key: str) -> None:
        del self._read()[key]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


@dataclass(frozen=True, slots=True)
class CookieNames:
    """The three cookies: the sign-in's key, the known device's key, and what a signed-out visitor needs."""

    session: str
    device: str
    visitor: str

    @classmethod
    def of(cls, config: Config) -> CookieNames:
        """Under https, names that a browser accepts for exactly this host only."""
        prefix = "__Host-ithaca" if config.is_https else "ithaca"
        return cls(prefix, f"{prefix}-device", f"{prefix}-visitor")


class RowSessions(SessionInterface):
    """Opens and saves the session of each request."""

    def open_session(self, app: Flask, request: Request) -> BrowserSession:  # noqa: ARG002  Flask’s signature
        return BrowserSession(request, current_config())

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002  the same
        assert isinstance(session, BrowserSession)  # noqa: S101  opened above
        if not session.was_asked:
            return
        response.vary.add("Cookie")
        names = CookieNames.of(current_config())
        if session.is_ending:
            _drop(response, names.session)
        if session.begun is not None and response.status_code < FIRST_REFUSAL:
            _hand_over(response, names, session.begun)
        if session.sign_in is not None:
            _write(session)
        elif session.modified or session.is_ending:
            _save_visitor(response, names.visitor, session)


def browser_session() -> BrowserSession:
    """The session of this request."""
    proxy = cast("LocalProxy[BrowserSession]", session_proxy)
    return proxy._get_current_object()  # noqa: SLF001  the proxy's own way


def session_person() -> Person | None:
    """Who is signed in, as Flask-Login asks it; None outside a request."""
    return browser_session().person if has_request_context() else None


def is_here_trusted_since(person: Person, moment: datetime) -> bool:
    """Whether somebody asks from a browser that they had trusted already before a moment."""
    since = trusted_since(person, browser_session().device_token)
    return since is not None and since < moment


def csrf_secret(token: str) -> str:
    """The CSRF token of a sign-in, the same on every page of it, known to nobody without its key."""
    return keyed("csrf", token)


def visitor_signer() -> URLSafeSerializer:
    """Signs the cookie of somebody who is signed out: a CSRF token and flashes, nothing about a person."""
    return URLSafeSerializer(current_config().secret_key, salt="visitor")


def _plausible(token: str | None) -> str | None:
    return token if token and SHORTEST <= len(token) <= LONGEST else None


def _forget_what_flask_remembers() -> None:
    # Flask-Login keeps the person of this request, Flask-WTF its CSRF token.
    g.pop("_login_user", None)
    g.pop(CSRF, None)


def _write(session: BrowserSession) -> None:
    row = session.sign_in
    if row is None:
        return
    changes: dict[str, Any] = {}
    moment: datetime = now()
    if moment - row.last_seen_at >= TOUCHED_EVERY:
        changes["last_seen_at"] = moment
    if session.modified:
        changes["flashes"] = [list(each) for each in session.get(FLASHES, [])]
    if changes:
        statement = update(SignInSession).where(SignInSession.id == row.id).values(changes)
        db.session.rollback()
        with own_transaction() as own:
            own.execute(statement)


def _hand_over(response: Response, names: CookieNames, signed_in: SignedIn) -> None:
    expires = signed_in.row.expires_at if signed_in.row.is_trusted else None
    _set(response, names.session, signed_in.session_token, expires)
    _set(response, names.device, signed_in.device_token, now() + DEVICE_KNOWN_FOR)
    _drop(response, names.visitor)


def _save_visitor(response: Response, name: str, session: BrowserSession) -> None:
    content = dict(session)
    if content:
        _set(response, name, str(visitor_signer().dumps(content)), None)
    else:
        _drop(response, name)


def _set(response: Response, name: str, value: str, expires: datetime | None) -> None:
    secure = current_config().is_https
    response.set_cookie(name, value, expires=expires, path="/", secure=secure, httponly=True, samesite="Lax")


def _drop(response: Response, name: str) -> None:
    secure = current_config().is_https
    response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="Lax")
