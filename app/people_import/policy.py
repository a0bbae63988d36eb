"""Who may bring people in from a file."""

from __future__ import annotations

from typing import Any

from app.core.access import Action, Rule, allow
from app.people.models import Person
from app.people.policy import is_administrator
from app.people_import.models import PeopleImport


class ImportAction(Action):
    """What one can do with files of people."""

    RUN = "people-import:run", "Bring people in from a file, and see which imports there were"
    OPEN = "people-import:open", "See what a file of one’s own would change, and apply it"
    CONSENT = "people-import:consent", "Record and withdraw consent to a stated use of sensitive information"


def is_own_import(person: Person, obj: Any) -> bool:
    """A file holds what nobody else needs to see: only who chose it looks into it."""
    return is_administrator(person) and isinstance(obj, PeopleImport) and obj.created_by_id == person.id


POLICY: dict[Action, tuple[Rule, ...]] = {
    ImportAction.RUN: (is_administrator,),
    ImportAction.OPEN: (is_own_import,),
    ImportAction.CONSENT: (is_administrator,),
}
allow(POLICY)
