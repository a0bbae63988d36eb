"""Letters that a test writes and asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.core.config import MailTransport, current_config
from app.core.mail import LETTERS, Letter, mail
from app.core.outbox import OutboxMail, send
from app.core.transactions import transaction

TEXT = '{% extends "mail/layout.txt" %}{% block content %}Your link: {{ url }}{% endblock %}'
HTML = '{% extends "mail/layout.html" %}{% block content %}<p><a href="{{ url }}">Accept</a></p>{% endblock %}'
URL = "https://example.org/accept/1"


def use_smtp(app: Flask, monkeypatch: pytest.MonkeyPatch, port: int, **settings: Any) -> None:
    config = replace(current_config(), mail=MailTransport.SMTP, smtp_host="127.0.0.1", smtp_port=port, **settings)
    monkeypatch.setitem(app.extensions, "ithaca.config", config)


def written(kind: str = "test", subject: str = "You are invited", **more: Any) -> None:
    """Let letters of this kind say the same for everybody."""
    LETTERS.pop(kind, None)
    mail(kind)(lambda **_ids: Letter(subject=subject, template="test", context={"url": URL}, **more))


def sent(to: str = "amara@example.org", kind: str = "test", **ids: Any) -> int:
    """Ask for a letter and commit; its row's id."""
    with transaction():
        return send(kind, to=to, **ids).id


def stored(session: Session, mail_id: int) -> OutboxMail:
    session.rollback()
    return session.get_one(OutboxMail, mail_id, populate_existing=True)
