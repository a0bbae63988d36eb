"""The wish to lead: one question, asked again after a year, and left without a trace. The caller commits.

The log says that somebody answered, and not who.
"""

from __future__ import annotations

from sqlalchemy import select

from app.core.audit import record
from app.core.db import session
from app.nominations.models import NominationFile, Proposal, WishToLead
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
    record(None, OWN)


def step_out(person: Person) -> None:
    """As if the question had never been answered: nothing is left of it, and no committee reads on.

    Whoever was not taken is spared the talk; for the committee it is as if it had taken place.
    """
    wish = wish_of(person)
    if wish is not None:
        session().delete(wish)
        session().flush()
    for file in _take_back_all(person):
        if file.outcome is Proposal.NOT_NOW:
            file.talk_held_on = file.talk_held_on or day_here()
    session().flush()
    record(None, OWN)


def _take_back_all(person: Person) -> list[NominationFile]:
    """Take back what is undecided, and the day of the yes out of the rest, which is returned."""
    own = NominationFile.nominee_id == person.id, NominationFile.approved_at.is_not(None)
    files = session().scalars(select(NominationFile).where(*own)).all()
    decided = [each for each in files if each.outcome is not None]
    for file in files:
        if file.outcome is None:
            take_back(file)
        else:
            file.shown = {**file.shown, "wish_on": ""}
    session().flush()
    return decided
