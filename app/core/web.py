"""What every answer carries and every request may cost: headers, limits, typed URLs, the proxy in front."""

from __future__ import annotations

from flask import Flask, Response, abort, request
from flask_wtf import CSRFProtect
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
)
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from app.core.actor import current_actor
from app.core.config import Config
from app.core.db import PUBLIC_ID_LENGTH

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A letter has its styles in its elements, for mail programs read no style sheet. Only its preview is served like this.
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
A_YEAR = 31_536_000
FORM_MEMORY = 1_000_000
FORM_PARTS = 2_000
csrf = CSRFProtect()


class LetterResponse(Response):
    """The preview of a letter."""


class PublicIdConverter(BaseConverter):
    """``<pid:person_id>``: a public id; anything else is no page."""

    regex = f"[0-9a-z]{{{PUBLIC_ID_LENGTH}}}"


class WordConverter(BaseConverter):
    """``<word:piece>``: a name in small letters, such as that of a file or a public id."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class SignedKeyConverter(BaseConverter):
    """``<key:key>``: something that this installation has signed, as it stands in the link of a letter."""

    regex = r"[A-Za-z0-9_.\-]{20,600}"


def init_app(app: Flask, config: Config) -> None:
    """Set limits, headers and cookies for every answer, errors and static files included."""
    app.url_map.converters["pid"] = PublicIdConverter
    app.url_map.converters["word"] = WordConverter
    app.url_map.converters["key"] = SignedKeyConverter
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=(config.max_upload_mb + 1) * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=FORM_MEMORY,
        MAX_FORM_PARTS=FORM_PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=A_YEAR,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, which our own Referrer-Policy keeps browsers from sending
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.is_https,
        PREFERRED_URL_SCHEME="https" if config.is_https else "http",
    )
    if config.trusted_proxies:
        hops = config.trusted_proxies
        behind_proxies = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = behind_proxies  # type: ignore[method-assign]  # as Flask's documentation asks
    app.before_request(_limit_body)
    app.before_request(_refuse_nul)
    csrf.init_app(app)
    headers = _headers(config)

    @app.after_request
    def protect(response: Response) -> Response:
        headers.set_headers(response)
        if isinstance(response, LetterResponse):
            response.headers["Content-Security-Policy"] = LETTER_POLICY
        response.headers.pop("Server", None)
        if request.endpoint != "static" and (current_actor() or "Cache-Control" not in response.headers):
            response.headers["Cache-Control"] = "no-store"
        return response


def _limit_body() -> None:
    """Only a file may be large. Of a plain form, the framework would hold all that MAX_CONTENT_LENGTH lets through."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = FORM_MEMORY


def _refuse_nul() -> None:
    """No address that a person follows holds a NUL, and PostgreSQL cannot even compare with one."""
    asked = (part for pair in request.args.items(multi=True) for part in pair)
    if "\x00" in request.path or any("\x00" in part for part in asked):
        abort(400)


def _headers(config: Config) -> Secure:
    return Secure(
        csp=ContentSecurityPolicy().set(CONTENT_SECURITY_POLICY),
        hsts=StrictTransportSecurity().max_age(A_YEAR).include_subdomains() if config.is_https else None,
        xcto=XContentTypeOptions(),
        referrer=ReferrerPolicy().set("no-referrer"),
        coop=CrossOriginOpenerPolicy().set("same-origin"),
        corp=CrossOriginResourcePolicy().set("same-origin"),
        permissions=PermissionsPolicy().set("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    )
