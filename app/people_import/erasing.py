"""Whoever is erased leaves nothing of what files told about them."""

from __future__ import annotations

from sqlalchemy import delete

from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person
from app.people_import.models import ArrivalAddress, ConsentedValue, ImportedText


@when_erased
def forget_what_files_told(person: Person) -> None:
    """Take away sensitive values and the digest of their text."""
    for table in (ArrivalAddress, ConsentedValue, ImportedText):
        session().execute(delete(table).where(table.person_id == person.id))
