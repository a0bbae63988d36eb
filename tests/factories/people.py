"""People, their roles and skills, written through the same services as real use; everything is committed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person, Role, Skill, SkillState, SkillSynonym
from app.people.names import fold
from app.people.services import add_person, appoint, set_manager

T = TypeVar("T")


def person(name: str = "Amara Okafor", /, *, role: Role | None = None, **fields: Any) -> Person:
    """Somebody active with a name; with ``role`` they hold it."""
    with transaction():
        made = add_person(actor=None, name=name, **fields)
        if role is not None:
            appoint(made, role, actor=None)
    return loaded(made)


def administrator(name: str = "Ruth Baptiste") -> Person:
    """Somebody who administers this installation."""
    return person(name, role=Role.ADMINISTRATOR)


def report_to(manager: Person, *people: Person) -> None:
    """Let all of them report to the manager."""
    with transaction():
        for each in people:
            set_manager(each, manager, actor=None)
    for each in (manager, *people):
        loaded(each)


def skill(
    name: str = "Budgeting",
    *,
    area: str = "Finance",
    state: SkillState = SkillState.APPROVED,
    called: Sequence[str] = (),
) -> Skill:
    """A skill of the list, with the other words for it."""
    with transaction() as session:
        made = Skill(name=name, folded=fold(name), area=area, state=state)
        made.synonyms = [SkillSynonym(name=word, folded=fold(word)) for word in called]
        session.add(made)
    return loaded(made)


def loaded(row: T) -> T:
    """The row with its columns read, and no transaction left open that would keep SQLite's one writer waiting."""
    session = db.session()
    session.refresh(row)
    session.expire_on_commit = False
    session.commit()
    session.expire_on_commit = True
    return row
