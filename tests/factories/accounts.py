"""Somebody who has a password, and somebody who is signed in."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import object_session

from app.accounts.models import Account
from app.accounts.passwords import hashed
from app.accounts.services import Browser, SignedIn, start_session
from app.accounts.session_interface import CookieNames
from app.core.config import current_config
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person

PASSWORD = "four words in a row"


def signed_in_cookie(app: Flask, person: Person) -> tuple[str, str]:
    """Name and value of the cookie of a sign-in that has just begun."""
    person_id = person.id
    if (open_one := object_session(person)) is not None:
        open_one.commit()
    with app.app_context():
        return CookieNames.of(current_config()).session, begin(person_id).session_token


def begin(person_id: int, browser: Browser | None = None, *, is_trusted: bool = False) -> SignedIn:
    """Begin a sign-in, through the same service as the sign-in page."""
    with transaction() as session:
        person = session.get_one(Person, person_id)
        return start_session(person, browser or Browser(user_agent="Test"), is_trusted=is_trusted)


def give_password(person: Person, password: str = PASSWORD) -> Account:
    """Let somebody sign in with a password."""
    with transaction() as session:
        account = Account(person_id=person.id, password_hash=hashed(password))
        session.add(account)
    db.session.refresh(account)
    return account
