"""Whoever is erased signs in no more: password, devices, sign-ins and links are gone."""

from __future__ import annotations

from sqlalchemy import delete

from app.accounts.models import Account, KnownDevice, OneTimeToken, SignInSession
from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_sign_in(person: Person) -> None:
    """Take away all by which they proved who they are."""
    for table in (SignInSession, KnownDevice, OneTimeToken, Account):
        session().execute(delete(table).where(table.person_id == person.id))
