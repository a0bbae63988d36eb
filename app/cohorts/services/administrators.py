"""Who runs a cohort: two or more are best, one is the least. The caller commits."""

from __future__ import annotations

from sqlalchemy import func, select

from app.cohorts.models import Cohort, CohortAdministrator
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person, PersonState
from app.people.services import colleague_with


def add_administrator(cohort: Cohort, email: str, *, actor: Person) -> Person:
    """Let the person of this address run the cohort as well.

    Raises RuleBroken for an unknown address, for somebody who cannot sign in, and for somebody who runs it already.
    """
    person = colleague_with(email, field="email")
    name_administrator(cohort, person, actor=actor, field="email")
    return person


def name_administrator(cohort: Cohort, person: Person, *, actor: Person, field: str) -> None:
    """Let ``person`` run the cohort as well. Raises as ``add_administrator`` does, at the given field."""
    if not person.email:
        raise RuleBroken(_("%(name)s has no e-mail address and cannot sign in.", name=person.name), field=field)
    if session().get(CohortAdministrator, (cohort.id, person.id)) is not None:
        raise RuleBroken(_("%(name)s runs this cohort already.", name=person.name), field=field)
    session().add(CohortAdministrator(cohort_id=cohort.id, person_id=person.id, named_by_id=actor.id))
    session().flush()
    session().expire(cohort, ["administrators"])
    record(actor, "cohort.administrator_named", cohort, person=person.public_id)


def remove_administrator(named: CohortAdministrator, *, actor: Person) -> None:
    """Take the cohort out of somebody’s hands. Raises RuleBroken for the last one who works here."""
    cohort = named.cohort
    # Two who remove each other at the same moment wait for each other here.
    session().execute(select(Cohort.id).where(Cohort.id == cohort.id).with_for_update(key_share=True))
    others = (
        select(func.count())
        .select_from(CohortAdministrator)
        .join(CohortAdministrator.person)
        .where(CohortAdministrator.cohort_id == cohort.id, CohortAdministrator.person_id != named.person_id)
        .where(Person.state != PersonState.LEFT)
    )
    if not session().scalar(others):
        raise RuleBroken(
            _("%(name)s is the last who runs this cohort. Name somebody else first.", name=named.person.name)
        )
    session().delete(named)
    session().flush()
    session().expire(cohort, ["administrators"])
    record(actor, "cohort.administrator_removed", cohort, person=named.person.public_id)
