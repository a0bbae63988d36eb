"""A mentee agrees that one person, named, sees when meetings take their time; and takes it back. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from app.cohorts.models import Enrolment
from app.core.audit import record
from app.core.bulk import portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.managers.models import BusyAgreement
from app.managers.queries import NOTHING, busy_choice
from app.people.models import Person


def agree_to_busy_times(enrolment: Enrolment, manager_public_id: str, *, actor: Person) -> None:
    """Let the manager whom the mentee saw on the page, and nobody else, see when meetings take time.

    Raises Conflict where they report to somebody else by now, RuleBroken where nobody was named and where the cohort
    shows managers nothing.
    """
    if not manager_public_id:
        raise RuleBroken(_("Say whom you let see it."))
    # Whoever changes the line at this moment waits, or is waited for.
    mine = select(Person).where(Person.id == enrolment.person_id).with_for_update(of=Person)
    manager = session().scalars(mine.execution_options(populate_existing=True)).one().manager
    if manager is None or manager.public_id != manager_public_id:
        raise Conflict(_("You report to somebody else by now. Look once more before you agree."))
    if busy_choice(enrolment) == NOTHING:
        raise RuleBroken(_("This program shows managers nothing of the meetings."))
    agreed = _agreed(enrolment)
    if agreed is not None and agreed.manager_id == manager.id:
        return
    end_agreement(enrolment, actor=actor)
    session().add(BusyAgreement(enrolment_id=enrolment.id, manager_id=manager.id))
    session().flush()
    record(actor, "busy_times.agreed", enrolment, manager=manager.public_id)


def end_agreement(enrolment: Enrolment, *, actor: Person) -> None:
    """Show nothing any more, from the next request on."""
    agreed = _agreed(enrolment)
    if agreed is not None:
        agreed.ended_at = now()
        session().flush()
        record(actor, "busy_times.ended", enrolment)


def end_agreements_of(person_ids: Sequence[int]) -> None:
    """Show nothing of these people any more: what they agreed to was for one manager and not for the next."""
    for some in portions(person_ids):
        theirs = select(Enrolment.id).where(Enrolment.person_id.in_(some))
        still = BusyAgreement.enrolment_id.in_(theirs), BusyAgreement.ended_at.is_(None)
        session().execute(update(BusyAgreement).where(*still).values(ended_at=now()))


def _agreed(enrolment: Enrolment) -> BusyAgreement | None:
    found = select(BusyAgreement).where(BusyAgreement.enrolment_id == enrolment.id)
    return session().scalar(found.where(BusyAgreement.ended_at.is_(None)))
