"""The wish to lead: one question, asked again after a year, and left without a trace. The caller commits."""

from __future__ import annotations

from sqlalchemy import select

from app.core.audit import record
from app.core.db import session
from app.nominations.models import NominationFile, WishToLead
from app.nominations.queries import day_here, wish_of
from app.nominations.services.standing import take_back
from app.people.models import Person
from programs.nominations import Wish

OWN = "wish_to_lead.own"


def say(person: Person, said: Wish) -> None:
    """Answer the question, today. Anything but a yes takes back what a committee reads of them."""
    wish = wish_of(person)
    if wish is None:
        session().add(WishToLead(person_id=person.id, said=said, said_on=day_here()))
    else:
        wish.said, wish.said_on = said, day_here()
    session().flush()
    if said is not Wish.YES:
        _take_back_all(person)
    record(person, OWN)


def step_out(person: Person) -> None:
    """As if the question had never been answered: nothing is left of it, and no committee reads on."""
    wish = wish_of(person)
    if wish is not None:
        session().delete(wish)
        session().flush()
    _take_back_all(person)
    record(person, OWN)


def _take_back_all(person: Person) -> None:
    own = NominationFile.nominee_id == person.id, NominationFile.outcome.is_(None)
    for file in session().scalars(select(NominationFile).where(*own, NominationFile.approved_at.is_not(None))).all():
        take_back(file)
