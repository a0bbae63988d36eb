"""After a new password or address, old words stay shut until somebody else of the engagement says who it is (C-08)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.coaching.models import Drawer, Engagement
from app.core.audit import record
from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Domain, frozen_for, thaw_at
from app.core.vault.freezing import freeze_all
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut all that these people could open here, before the change commits."""
    for some in portions([each.person_id for each in changes]):
        names = session().scalars(select(Person.public_id).where(among(Person.id, some))).all()
        freeze_all(names, Domain.COACHING)


def is_shut(engagement: Engagement, person: Person) -> bool:
    """Whether what was written before is shut to somebody."""
    return any(frozen_for(person.public_id, engagement.lock(drawer)) is not None for drawer in Drawer)


def vouch(engagement: Engagement, person: Person, *, actor: Person) -> None:
    """Somebody has talked with them, and says that it is they: a day after the change old words open again.

    The client vouches for advisor and manager, the advisor for the client. Raises RuleBroken for oneself, and for
    whoever is shut out too.
    """
    known = {engagement.client_id, engagement.guide_id, engagement.sponsor_id}
    if person.id == actor.id or person.id not in known or is_shut(engagement, actor):
        raise RuleBroken(_("Somebody else of you has to say so, to whom nothing is shut."))
    for drawer in Drawer:
        if frozen_for(person.public_id, engagement.lock(drawer)) is not None:
            thaw_at(person.public_id, engagement.lock(drawer), now())
    record(actor, "engagement.vouched", engagement, person=person.public_id)
