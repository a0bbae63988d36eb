"""A letter as a page shows it before it leaves: the same words that its reader gets as plain text."""

from __future__ import annotations

from app.core.mail import Letter, plain_text


def text_of(letter: Letter) -> str:
    """The plain text of a letter, without the line under it by which some kinds can be ended."""
    context = {**letter.context, "subject": letter.subject, "stop_url": None, "optional": None}
    return plain_text(letter.template, context)
