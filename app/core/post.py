"""How letters leave the house: to a mail server, or, in development, into files that a person can read."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email import message_from_bytes, policy
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask import current_app
from flask_mailman import EmailMultiAlternatives
from flask_mailman.backends.base import BaseEmailBackend
from flask_mailman.backends.smtp import EmailBackend
from flask_mailman.utils import DNS_NAME

from app.core.clock import now
from app.core.config import Config, MailTransport, SmtpSecurity, current_config

SMTP_SECONDS = 30.0
FOR_GOOD = 500
ABOUT_SERVER = frozenset({421, 454, 530, 534, 535, 538})
"""Codes that speak of the server or of our account there, at whatever point they come."""
NEWEST = "newest.eml"
READABLE = policy.SMTPUTF8.clone(linesep="\n", max_line_length=0, refold_source="all")


class VerifiedSmtp(EmailBackend):  # type: ignore[misc]  # Flask-Mailman is untyped
    """Flask-Mailman's SMTP, with the server's certificate checked: smtplib by itself checks none for STARTTLS."""

    connection: smtplib.SMTP | None

    def open(self) -> bool:
        """Connect unless connected. Raises OSError or SMTPException."""
        if self.connection:
            return False
        verified = ssl.create_default_context()
        options = {"local_hostname": DNS_NAME.get_fqdn(), "timeout": self.timeout}
        if self.use_ssl:
            self.connection = smtplib.SMTP_SSL(self.host, self.port, context=verified, **options)
        else:
            self.connection = smtplib.SMTP(self.host, self.port, **options)
        if self.use_tls:
            self.connection.starttls(context=verified)
        if self.username:
            self.connection.login(self.username, self.password)
        return True


class Files(BaseEmailBackend):  # type: ignore[misc]  # Flask-Mailman is untyped
    """Each letter is a file named by its time; ``newest.eml`` is always the last one."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def send_messages(self, email_messages: list[EmailMultiAlternatives]) -> int:
        """Write the letters; only the owner may read them, they hold sign-in links."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            content = message_from_bytes(message.message().as_bytes(), policy=READABLE).as_bytes()
            to = "".join(c if c.isalnum() or c in "@.+-_" else "_" for c in message.to[0])
            for name in (f"{now():%Y-%m-%dT%H-%M-%S.%f}-{to[:60]}.eml", NEWEST):
                path = self.folder / name
                path.touch(mode=0o600)
                path.write_bytes(content)
        return len(email_messages)


class Reach(StrEnum):
    """How far a failure reaches."""

    FOR_GOOD = "this letter, for good"
    FOR_NOW = "this letter, for now"
    SERVER = "the mail server"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a letter did not leave; the name holds a class and a code, never what the server wrote."""

    reach: Reach
    name: str
    code: int | None = None


class Post:
    """One conversation with the mail server, begun when first needed and kept for the letters that follow."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def open(self) -> Trouble | None:
        """Reach the server; what went wrong, if anything."""
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return Trouble(Reach.SERVER, type(error).__name__)
        return None

    def send(self, message: EmailMultiAlternatives) -> Trouble | None:
        """Hand the message over; None when the server took it."""
        try:
            self._backend.send_messages([message])
        except (OSError, ValueError, smtplib.SMTPException) as error:
            trouble = _trouble(error)
            if trouble.reach is Reach.SERVER:
                self._hang_up()
            return trouble
        return None

    def close(self) -> None:
        """Say goodbye; a server that does not answer is left."""
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            self._hang_up()

    def _hang_up(self) -> None:
        connection = getattr(self._backend, "connection", None)
        if connection is not None:
            connection.close()
            self._backend.connection = None


def post() -> Post:
    """The way letters leave this installation."""
    config = current_config()
    return Post(_files(config) if config.mail is MailTransport.FILES else _smtp(config))


def mail_folder(config: Config) -> Path:
    """Where the letters of a development machine lie."""
    return config.instance / "mail"


def _files(config: Config) -> Files:
    return Files(mail_folder(config))


def _smtp(config: Config) -> VerifiedSmtp:
    return VerifiedSmtp(
        mailman=current_app.extensions["mailman"],
        host=config.smtp_host,
        port=config.smtp_port,
        username=config.smtp_user,
        password=config.smtp_password,
        use_tls=config.smtp_security is SmtpSecurity.STARTTLS,
        use_ssl=config.smtp_security is SmtpSecurity.TLS,
        timeout=SMTP_SECONDS,
    )


def _trouble(error: Exception) -> Trouble:
    code = _code(error)
    name = f"{type(error).__name__} {code}" if code else type(error).__name__
    about_letter = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
    if isinstance(error, (ValueError, smtplib.SMTPNotSupportedError)):
        return Trouble(Reach.FOR_GOOD, name)
    if code is None or code in ABOUT_SERVER or not isinstance(error, about_letter):
        return Trouble(Reach.SERVER, name, code)
    return Trouble(Reach.FOR_GOOD if code >= FOR_GOOD else Reach.FOR_NOW, name, code)


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _answer in error.recipients.values())
    return int(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else None
