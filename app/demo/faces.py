"""The people of the tour on the page where a visitor chooses whom to be."""

from __future__ import annotations

from functools import partial

from app.accounts.demonstration import FACES, face
from app.demo.cast import CAST
from app.people.models import Person
from app.people.queries import person_by_email


def offer() -> None:
    """Hand the cast in, in place of the nameless faces that accounts offers by itself."""
    FACES.clear()
    for order, member in enumerate(CAST):
        face(member.email.split("@")[0], order, member.role, member.sentence, partial(_find, member.email))


def _find(email: str) -> Person | None:
    return person_by_email(email)
