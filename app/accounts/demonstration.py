"""Whom one can be in the demonstration: each area hands in the people that show its pages best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import lazy_gettext as _l
from app.people.models import Appointment, Person, PersonState, Role

Finder = Callable[[], Person | None]


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody to sign in as: what they are, what they see, and how to find them."""

    key: str
    order: int
    role: Any
    sentence: Any
    find: Finder


FACES: dict[str, Face] = {}


def face(key: str, order: int, role: Any, sentence: Any, find: Finder) -> None:
    """Offer somebody on the demonstration's page; a later one of the same key takes the place of an earlier."""
    FACES[key] = Face(key, order, role, sentence, find)


def faces_found() -> list[tuple[Face, Person]]:
    """The faces that this installation has people for, in their order."""
    found = ((each, each.find()) for each in sorted(FACES.values(), key=lambda each: (each.order, each.key)))
    return [(each, person) for each, person in found if person is not None and person.is_active]


def _first_holder(role: Role) -> Finder:
    held = (
        select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.role == role, Appointment.ended_at.is_(None), Person.state == PersonState.ACTIVE)
        .order_by(Appointment.id)
        .limit(1)
    )
    return lambda: session().scalar(held)


face(
    "administrator", 10, _l("Program administrator"),
    _l("Runs cohorts, matches them, and sees who needs a hand."), _first_holder(Role.ADMINISTRATOR),
)  # fmt: skip
face(
    "executive", 50, _l("Executive"),
    _l("Chooses protégés for key roles, and sees no conversation."), _first_holder(Role.EXECUTIVE),
)  # fmt: skip
face(
    "hr-lead", 60, _l("HR lead"),
    _l("Sees the directory and figures about groups, never about one person."), _first_holder(Role.HR_LEAD),
)  # fmt: skip
face(
    "coach", 70, _l("Coach"),
    _l("Works with clients who asked for it."), _first_holder(Role.COACH),
)  # fmt: skip
