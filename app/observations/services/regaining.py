"""After a new password or address what was written before stays shut (C-08), until it is clear who sits there.

A device that was trusted before shows it, or the other of the two says so; a day after the change at the soonest it
opens. Whoever was let in is named anew by the mentee.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.accounts.session_interface import is_here_trusted_since
from app.core.audit import record
from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Domain, Freeze, freeze_all, frozen_within, thaw_at
from app.observations.models import lock_of
from app.pairings.models import Pairing
from app.pairings.queries import partner_of
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut what these people could open here, before the change commits."""
    for some in portions([each.person_id for each in changes]):
        freeze_all(session().scalars(select(Person.public_id).where(among(Person.id, some))).all(), Domain.OBSERVATIONS)


def shut_since(pairing: Pairing, person: Person) -> datetime | None:
    """Since when something of a pair is shut to somebody; None: nothing is."""
    return max((each.since for each in _frozen(pairing, person)), default=None)


def opens_at(pairing: Pairing, person: Person) -> datetime | None:
    """When it opens again, if a way back was taken."""
    ends = [each.opens_at for each in _frozen(pairing, person)]
    return None if not ends or None in ends else max(each for each in ends if each)


def waits(pairing: Pairing, person: Person) -> bool:
    """Whether something is shut to somebody who has taken no way back yet."""
    return shut_since(pairing, person) is not None and opens_at(pairing, person) is None


def may_show_by_device(pairing: Pairing, person: Person) -> bool:
    """Whether this is a browser that they trusted before the change."""
    since = shut_since(pairing, person)
    return since is not None and is_here_trusted_since(person, since)


def show_by_device(pairing: Pairing, person: Person) -> None:
    """Show by the browser that one is who one was. Raises RuleBroken in one that was not trusted before."""
    if not may_show_by_device(pairing, person):
        raise RuleBroken(_("You did not trust this device before the change. Try one that you did."))
    _thaw(pairing, person)
    record(person, "observation.way_back", pairing, by="device")


def vouch(pairing: Pairing, actor: Person) -> None:
    """Say that the other of the two is who they were. Raises RuleBroken for one to whom it is shut as well."""
    if shut_since(pairing, actor) is not None:
        raise RuleBroken(_("It is shut to you as well. Show first that it is you."))
    _thaw(pairing, partner_of(actor, pairing))
    record(actor, "observation.vouched", pairing)


def _frozen(pairing: Pairing, person: Person) -> list[Freeze]:
    return frozen_within(person.public_id, Domain.OBSERVATIONS, pairing.public_id)


def _thaw(pairing: Pairing, person: Person) -> None:
    for each in _frozen(pairing, person):
        thaw_at(person.public_id, lock_of(pairing, each.owner), now())
