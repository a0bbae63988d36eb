"""Letters: who writes which kind, and how one is put together. Sending them is the outbox's work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.encoders import encode_base64
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, render_template
from flask_mailman import EmailMultiAlternatives, Mail

from app.core.config import Config, current_config
from app.core.mail_choices import STOP, stop_key
from app.core.organisation import organisation

LETTERS: dict[str, Writer] = {}
OPTIONAL: dict[str, str] = {}
"""Kinds that taking part does not need, and that one can refuse: kind to what they are about."""
LINE_BREAKS = frozenset({"Cc", "Zl", "Zp"})
"""Classes of characters that end a line somewhere on a letter's way, and with it a header."""
GAP = re.compile(r"\n{3,}")


class UnsafeHeader(ValueError):
    """A name, subject or address holds a line break: sent on, it could add headers of its own."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; ``mimetype`` may carry parameters, ``text/calendar; method=REQUEST``."""

    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What to say: ``templates/mail/<template>.txt`` and ``.html`` are rendered with the context.

    ``reply_to`` is an address that answers go to instead of the sender's.
    """

    subject: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    reply_to: str | None = None


Writer = Callable[..., Letter | None]


def mail(kind: str, *, optional: str | None = None) -> Callable[[Writer], Writer]:
    """Register who writes letters of this kind, from ids, at the moment of sending.

    The writer runs inside the sender's transaction, which is committed before the letter leaves: a one-time link is
    made here. It may be called again for the same letter, after a failure: links made earlier stay good. None means
    that the letter is no longer to be sent. A kind that taking part does not need is ``optional``: the words say what
    these letters are about ("asking how a meeting went"), and each carries a link that ends them.
    """

    def register(writer: Writer) -> Writer:
        if LETTERS.setdefault(kind, writer) is not writer:
            raise RuntimeError(f"Two functions write the mail {kind}.")
        if optional is not None:
            OPTIONAL[kind] = optional
        return writer

    return register


def init_app(app: Flask, config: Config) -> None:
    """Prepare Flask-Mailman, which puts messages together; see ``post`` for how they leave."""
    app.config["MAIL_DEFAULT_SENDER"] = config.mail_from
    Mail(app)


def link(endpoint: str, **values: Any) -> str:
    """The full address of a page, for letters: no request is needed."""
    base = urlsplit(current_config().base_url)
    adapter = current_app.url_map.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)


def plain_text(template: str, context: Mapping[str, Any]) -> str:
    """The words of a letter; what is left out of it leaves no gap."""
    return GAP.sub("\n\n", render_template(f"mail/{template}.txt", **context).strip()) + "\n"


def compose(letter: Letter, *, to: str, message_id: str, kind: str = "") -> EmailMultiAlternatives:
    """The message, text and HTML, from the organisation's sender. Raises UnsafeHeader."""
    sender = organisation()
    name = sender.sender_name or sender.name or "Ithaca"
    address = sender.sender_address or current_config().mail_from
    stop_url = link(STOP, key=stop_key(to, kind)) if kind in OPTIONAL else None
    context = {**letter.context, "subject": letter.subject, "stop_url": stop_url, "optional": OPTIONAL.get(kind)}
    message = EmailMultiAlternatives(
        subject=one_line(letter.subject),
        body=plain_text(letter.template, context),
        from_email=formataddr((one_line(name), one_line(address))),
        to=[one_line(to)],
        reply_to=[one_line(letter.reply_to)] if letter.reply_to else None,
        headers=_headers(message_id, stop_url),
    )
    message.attach_alternative(render_template(f"mail/{letter.template}.html", **context), "text/html")
    for each in letter.attachments:
        message.attach(_part(each))
    return message


def _part(attachment: Attachment) -> MIMEBase:
    # By hand, for a calendar's mail program looks for the parameters of the type, which the library drops.
    head = EmailMessage()
    head["Content-Type"] = attachment.mimetype
    kind = head["Content-Type"]
    part = MIMEBase(kind.maintype, kind.subtype, **kind.params)
    part.set_payload(attachment.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=attachment.name)
    return part


def one_line(text: str) -> str:
    """The text, fit for a header. Raises UnsafeHeader where it is more than one line."""
    if any(unicodedata.category(character) in LINE_BREAKS for character in text):
        raise UnsafeHeader("A header of a letter is one line.")
    return text


def _headers(message_id: str, stop_url: str | None) -> dict[str, str]:
    # Auto-Submitted keeps out-of-office replies from answering (RFC 3834).
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    if stop_url:  # RFC 8058: mail programs show a button of their own
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
