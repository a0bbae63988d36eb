"""The blueprint of all pages about people."""

from __future__ import annotations

from flask import Blueprint, request

bp = Blueprint("people", __name__)

LONGEST_QUERY = 200


def asked_words() -> str:
    """What somebody looks for (``?q=``), without anything that cannot be shown."""
    return "".join(letter for letter in request.args.get("q", "")[:LONGEST_QUERY] if letter.isprintable()).strip()
