"""Every kind of letter as it would be written now, in text and HTML; beside the style guide, in production never.

A kind is shown with the ids that its area hands in, or with those of the last letter of that kind. What writing it
changes, such as a new link, is taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, render_template
from flask.typing import ResponseReturnValue
from flask_mailman import EmailMultiAlternatives
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.core.access import public
from app.core.config import Config
from app.core.db import session
from app.core.mail import LETTERS, OPTIONAL, compose
from app.core.outbox import OutboxMail
from app.core.web import LetterResponse

SOMEBODY = "amara.okafor@example.org"
Ids = dict[str, Any]
_PREVIEWS: dict[str, Callable[[], Ids | None]] = {}


def preview(kind: str) -> Callable[[Callable[[], Ids | None]], Callable[[], Ids | None]]:
    """Register the function below: the ids of something that a letter of this kind could be about, None for nothing."""

    def register(finder: Callable[[], Ids | None]) -> Callable[[], Ids | None]:
        _PREVIEWS[kind] = finder
        return finder

    return register


def init_app(app: Flask, config: Config) -> None:
    """Show letters beside the style guide, in production never."""
    if config.is_production:
        return
    app.add_url_rule("/style-guide/letters", "styleguide.letters", letters)
    app.add_url_rule("/style-guide/letters/<path:kind>/text", "styleguide.letter_text", letter_text)
    app.add_url_rule("/style-guide/letters/<path:kind>/html", "styleguide.letter_html", letter_html)


@public
def letters() -> ResponseReturnValue:
    """List every kind of letter."""
    written = set(session().scalars(select(OutboxMail.kind).distinct()))
    kinds = [(kind, kind in written or kind in _PREVIEWS, OPTIONAL.get(kind)) for kind in sorted(LETTERS)]
    return render_template("styleguide/letters.html", kinds=kinds)


@public
def letter_text(kind: str) -> ResponseReturnValue:
    """Show a letter as plain text, with its headers."""
    message = _letter(kind)
    heading = "\n".join(f"{name}: {value}" for name, value in message.message().items())
    return Response(f"{heading}\n\n{message.body}", mimetype="text/plain")


@public
def letter_html(kind: str) -> ResponseReturnValue:
    """Show a letter as a mail program does, with its styles in its elements."""
    return LetterResponse(str(_letter(kind).alternatives[0][0]), mimetype="text/html")


def _letter(kind: str) -> EmailMultiAlternatives:
    if kind not in LETTERS:
        raise NotFound
    ids = _PREVIEWS[kind]() if kind in _PREVIEWS else None
    ids = ids if ids is not None else _last_of(kind)
    if ids is None:
        raise NotFound
    trial = session().begin_nested()
    try:
        letter = LETTERS[kind](**ids)
        if letter is None:
            raise NotFound
        return compose(letter, to=SOMEBODY, message_id="<preview@localhost>", kind=kind)
    finally:
        trial.rollback()


def _last_of(kind: str) -> Ids | None:
    of_kind = select(OutboxMail.params).where(OutboxMail.kind == kind, OutboxMail.recipient != "")
    return session().scalar(of_kind.order_by(OutboxMail.id.desc()).limit(1))
