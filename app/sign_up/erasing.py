"""Whoever is erased leaves no answer in a sign-up."""

from __future__ import annotations

from sqlalchemy import update

from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person
from app.sign_up.models import SignUp


@when_erased
def forget_sign_ups(person: Person) -> None:
    """Empty what they answered."""
    session().execute(update(SignUp).where(SignUp.person_id == person.id).values(answers={}, avoided=0))
