"""Putting somebody forward: it is received, and whoever did it never learns more. The caller commits."""

from __future__ import annotations

from sqlalchemy import select

from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.nominations.letting_know import tell_nominee
from app.nominations.models import Nomination, Origin, Selection
from app.nominations.queries import is_open
from app.people.models import Person


def put_forward(nominee: Person, selection: Selection, words: str, *, origin: Origin, actor: Person) -> Nomination:
    """Put somebody forward, with words that they alone read unless they show them to the committee.

    It is received alike whether the nominee is before the committee already, has said no before, or sits there. Raises
    RuleBroken after the last day, for oneself, and for somebody whom the actor has put forward before.
    """
    if not is_open(selection):
        raise RuleBroken(_("Nobody can be put forward for this cohort any more."), field="selection")
    if nominee.id == actor.id:
        raise RuleBroken(_("Put yourself forward on your own page: it counts the same."), field="email")
    mine = Nomination.selection_id == selection.id, Nomination.nominee_id == nominee.id, Nomination.by_id == actor.id
    if session().scalar(select(Nomination.id).where(*mine)) is not None:
        raise RuleBroken(_("You have put %(name)s forward already. It was received.", name=nominee.name))
    made = Nomination(selection_id=selection.id, nominee_id=nominee.id, by_id=actor.id, origin=origin, words=words)
    session().add(made)
    session().flush()
    record(actor, "nomination.received", made)
    tell_nominee(nominee)
    return made
