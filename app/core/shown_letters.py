"""A letter as a page shows it before it leaves: the same words that its reader gets as plain text."""

from __future__ import annotations

from flask import render_template

from app.core.mail import Letter


def text_of(letter: Letter) -> str:
    """The plain text of a letter, without the line under it by which some kinds can be ended."""
    context = {**letter.context, "subject": letter.subject, "stop_url": None, "optional": None}
    return render_template(f"mail/{letter.template}.txt", **context).strip() + "\n"
