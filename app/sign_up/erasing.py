"""Whoever is erased leaves no answer in a sign-up, and stands in nobody else's."""

from __future__ import annotations

import json

from sqlalchemy import String, cast, select, update

from app.cohorts.models import Enrolment
from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person
from app.sign_up.models import SignUp


@when_erased
def forget_sign_ups(person: Person) -> None:
    """Empty what they answered."""
    session().execute(update(SignUp).where(SignUp.person_id == person.id).values(answers={}, avoided=0))


@when_erased
def forget_wishes_for(person: Person) -> None:
    """Take their address off the lists of whom others would like."""
    if not person.email:
        return
    # Found roughly, by the text of the answers; the lists among them are then looked at.
    quoted = json.dumps(person.email)[1:-1]
    enrolments = select(Enrolment).where(cast(Enrolment.answers, String).contains(quoted, autoescape=True))
    sign_ups = select(SignUp).where(cast(SignUp.answers, String).contains(quoted, autoescape=True))
    for each in (*session().scalars(enrolments), *session().scalars(sign_ups)):
        wishes = each.answers.get("wishes") or []
        if person.email in wishes:
            each.answers = {**each.answers, "wishes": [email for email in wishes if email != person.email]}
    session().flush()
