"""The letters that the application under test has written into its mail folder."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from flask import Flask

from app.core.config import config_of, current_config
from app.core.post import NEWEST, mail_folder


def written_letters() -> list[EmailMessage]:
    """All of them, the oldest first."""
    files = sorted(path for path in mail_folder(current_config()).glob("*.eml") if path.name != NEWEST)
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]


def words_of(letter: EmailMessage) -> str:
    """What it says to whoever reads plain text."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def empty_mail_folder(app: Flask) -> None:
    """Throw away what earlier tests have left there."""
    for letter in mail_folder(config_of(app)).glob("*.eml"):
        letter.unlink()
