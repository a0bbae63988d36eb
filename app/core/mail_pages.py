"""The page behind “no more letters of this kind”. Opening it changes nothing: mail scanners open every link."""

from __future__ import annotations

from flask import Blueprint, Flask, abort, render_template
from flask.typing import ResponseReturnValue

from app.core.access import public
from app.core.mail import OPTIONAL
from app.core.mail_choices import Letters, is_refused, letters_behind, refuse, want_again
from app.core.transactions import transactional
from app.core.web import csrf

bp = Blueprint("letters", __name__, url_prefix="/letters")


def init_app(app: Flask) -> None:
    """Serve the page.

    Mail programs press its button by themselves (RFC 8058), without a cookie and so without a token against forgery.
    """
    app.register_blueprint(bp)
    csrf.exempt(app.view_functions["letters.stop_now"])


@bp.get("/stop/<key:key>")
@public
def stop(key: str) -> ResponseReturnValue:
    return _page(key, _letters(key))


@bp.post("/stop/<key:key>")
@public
@transactional
def stop_now(key: str) -> ResponseReturnValue:
    letters = _letters(key)
    refuse(letters)
    return _page(key, letters)


@bp.post("/want/<key:key>")
@public
@transactional
def want(key: str) -> ResponseReturnValue:
    letters = _letters(key)
    want_again(letters)
    return _page(key, letters)


def _letters(key: str) -> Letters:
    letters = letters_behind(key)
    if letters is None or letters.kind not in OPTIONAL:
        abort(404)
    return letters


def _page(key: str, letters: Letters) -> ResponseReturnValue:
    about = OPTIONAL[letters.kind]
    return render_template("letters/stop.html", key=key, letters=letters, about=about, refused=is_refused(letters))
