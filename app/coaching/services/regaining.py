"""After a new password or address old words stay shut (C-08).

They open by a device that was trusted before, or once somebody else of the engagement says who it is; a day later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.accounts.session_interface import is_here_trusted_since
from app.coaching.models import Engagement
from app.coaching.services.consents import living
from app.core.audit import record
from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Domain, Freeze, freeze_all, frozen_within, thaw_at
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut all that these people could open here, before the change commits."""
    for some in portions([each.person_id for each in changes]):
        names = session().scalars(select(Person.public_id).where(among(Person.id, some))).all()
        freeze_all(names, Domain.COACHING)


def shut_to(engagement: Engagement, person: Person) -> tuple[datetime, datetime | None] | None:
    """Since when, and until when if a way back was taken, what was written before is shut to somebody."""
    found = _frozen(engagement, person)
    if not found:
        return None
    ends = [each.opens_at for each in found]
    return max(each.since for each in found), None if None in ends else max(each for each in ends if each)


def is_shut(engagement: Engagement, person: Person) -> bool:
    """Whether what was written before is shut to somebody."""
    return bool(_frozen(engagement, person))


def refuse_if_shut(engagement: Engagement) -> None:
    """What is shut to its client is not theirs to destroy: somebody else may sit there. Raises RuleBroken."""
    if is_shut(engagement, engagement.client):
        raise RuleBroken(_("What was written before is shut to you for now. Show first that it is you."))


def waits(engagement: Engagement, person: Person) -> bool:
    """Whether something is shut to somebody who has taken no way back yet."""
    shut = shut_to(engagement, person)
    return shut is not None and shut[1] is None


def vouch(engagement: Engagement, person: Person, *, actor: Person) -> None:
    """Somebody has talked with them, and says that it is they: a day after the change old words open again.

    The client vouches for whomever they let in, the coach or advisor for the client. Raises RuleBroken for oneself, and
    for whoever is shut out too.
    """
    if person.id not in {each.id for each in those_besides(engagement, actor)} or is_shut(engagement, actor):
        raise RuleBroken(_("Somebody else of you has to say so, to whom nothing is shut."))
    _thaw(engagement, person)
    record(actor, "engagement.vouched", engagement, person=person.public_id)


def those_besides(engagement: Engagement, person: Person) -> list[Person]:
    """Everybody who opens something of it, without one."""
    let_in = {each.person.id: each.person for each in living(engagement)}
    return [each for each in ({engagement.client.id: engagement.client} | let_in).values() if each.id != person.id]


def may_show_by_device(engagement: Engagement, person: Person) -> bool:
    """Whether something is shut to somebody whose browser is one that they trusted before the change."""
    shut = shut_to(engagement, person)
    return shut is not None and is_here_trusted_since(person, shut[0])


def show_by_device(engagement: Engagement, person: Person) -> None:
    """Show by the browser that one is who one was. Raises RuleBroken in one that was not trusted before."""
    if not may_show_by_device(engagement, person):
        raise RuleBroken(_("This is not a device that you trusted before. Try it in one that you did."))
    _thaw(engagement, person)
    record(person, "engagement.way_back", engagement, by="device")


def _frozen(engagement: Engagement, person: Person) -> list[Freeze]:
    return frozen_within(person.public_id, Domain.COACHING, engagement.public_id)


def _thaw(engagement: Engagement, person: Person) -> None:
    for each in _frozen(engagement, person):
        thaw_at(person.public_id, engagement.lock(each.owner), now())
