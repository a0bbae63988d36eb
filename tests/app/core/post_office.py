"""A real mail server in this process that takes, refuses or drops letters as a test asks."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 OK"


class Mailbox:
    """Answers each letter with the next of ``answers``, the last one for ever; ``DROP`` hangs up without a word."""

    DROP = "drop"

    def __init__(self) -> None:
        self.answers = [TAKEN]
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refused: set[str] = set()
        self.when_data_comes: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  the same
        self.when_data_comes()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == self.DROP:
            assert server.transport is not None
            server.transport.close()
            return "421 Gone"
        if answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.letters.append(message_from_bytes(content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        return answer


@contextmanager
def mail_server(mailbox: Mailbox, *, port: int | None = None, certificate: Path | None = None) -> Iterator[int]:
    """Run the server on a port of this machine, a free one unless it is named, and hand the port out."""
    port = port or free_port()
    options: dict[str, Any] = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        options["tls_context"] = context
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port
