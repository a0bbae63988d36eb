"""Files of running pairs: kept for a day until their administrator has looked, then done whole or thrown away.

The caller commits. Nobody is written to: these people have been meeting already.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.services import locked, refuse_pairs
from app.core.audit import record
from app.core.bulk import portions, run_for_each
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.pairings.models import Origin, PairsDraft
from app.pairings.running.plan import Plan, plan_for
from app.pairings.running.reading import Row, from_stored, stored
from app.pairings.services.locking import AT_ONCE, locked_enrolments
from app.pairings.services.making import NewPair, make_pairings
from app.people.models import Person
from app.people_import.services.apply import lock_directory

KEPT = timedelta(days=1)


def keep_pairs_file(cohort: Cohort, rows: Sequence[Row], *, seats_grow: bool, actor: Person) -> PairsDraft:
    """Remember what was read; an earlier file of the same person for this cohort is forgotten.

    Raises RuleBroken in a cohort that is over.
    """
    refuse_pairs(cohort)
    forget_pairs_file(cohort, actor=actor)
    draft = PairsDraft(
        cohort=cohort, person_id=actor.id, rows=stored(rows), seats_grow=seats_grow, expires_at=now() + KEPT
    )
    session().add(draft)
    # Whoever reads such files in to learn who may not be put together leaves a trace, though nobody is named in it.
    record(actor, "cohort.pairs_checked", cohort, rows=len(rows))
    session().flush()
    return draft


def forget_pairs_file(cohort: Cohort, *, actor: Person) -> None:
    """Throw the file away that somebody has chosen for this cohort."""
    mine = (PairsDraft.cohort_id == cohort.id) & (PairsDraft.person_id == actor.id)
    session().execute(delete(PairsDraft).where(mine))


def forget_old_pairs_files() -> None:
    """Throw away files that nobody confirmed within a day."""
    session().execute(delete(PairsDraft).where(PairsDraft.expires_at < now()))


def plan_of(draft: PairsDraft) -> Plan:
    """What the file would do now."""
    return plan_for(draft.cohort, from_stored(draft.rows), seats_grow=draft.seats_grow)


def import_pairs(draft: PairsDraft, digest: str, *, actor: Person) -> int:
    """Do what the file says, all of it or nothing, and forget it; how many pairs were made.

    ``digest`` is that of the plan that was looked at. Raises RuleBroken for a file with problems, Conflict when
    something has changed so that something else would happen now.
    """
    lock_directory()
    cohort = locked(draft.cohort)
    refuse_pairs(cohort)
    plan = plan_of(draft)
    if plan.problems:
        raise RuleBroken(_("Some rows of this file cannot be done. Nothing was stored."))
    if plan.digest() != digest:
        raise Conflict(_("Something has changed since you looked at this page. Look once more; nothing was stored."))
    try:
        with session().begin_nested():
            _enrol(cohort, plan)
    except IntegrityError as error:
        raise Conflict(_("Somebody has signed up meanwhile. Look once more; nothing was stored.")) from error
    made = _make(cohort, plan, actor)
    record(actor, "cohort.pairs_imported", cohort, pairs=made)
    session().delete(draft)
    session().flush()
    return made


def _enrol(cohort: Cohort, plan: Plan) -> None:
    """Sign up whoever is missing."""
    mentees = [(Side.MENTEE, each, plan.needs[each], 0) for each in sorted(plan.joining[Side.MENTEE])]
    mentors = [(Side.MENTOR, each, 0, plan.seats_wanted[each]) for each in sorted(plan.joining[Side.MENTOR])]
    rows = (
        {"cohort_id": cohort.id, "role": role, "person_id": person_id, "needs": needs, "seats": seats}
        for role, person_id, needs, seats in (*mentees, *mentors)
    )
    run_for_each(insert(Enrolment), rows)
    session().flush()


def _make(cohort: Cohort, plan: Plan, actor: Person) -> int:
    ids = _enrolment_ids(cohort, plan)
    mentors = {ids[Side.MENTOR, person_id]: seats for person_id, seats in plan.seats_wanted.items()}
    # Both sides at once: whoever makes a pair meanwhile holds the mentee and asks for the mentor.
    people = locked_enrolments(set(ids.values()))
    for enrolment_id, seats in mentors.items():
        enrolment = people[enrolment_id]
        if enrolment.seats < seats:
            before, enrolment.seats = enrolment.seats, seats
            record(actor, "enrolment.seats_set", enrolment, before=before, after=enrolment.seats)
    session().flush()
    new = [
        NewPair(
            mentee_id=ids[Side.MENTEE, each.mentee.id],
            mentor_id=ids[Side.MENTOR, each.mentor.id],
            since_on=each.since_on,
        )
        for each in plan.new
    ]
    made = make_pairings(cohort, new, origin=Origin.IMPORT, actor=actor, objection_until=None)
    return len(made)


def _enrolment_ids(cohort: Cohort, plan: Plan) -> dict[tuple[Side, int], int]:
    people = {person.id for each in plan.new for person in (each.mentee, each.mentor)}
    ids: dict[tuple[Side, int], int] = {}
    for some in portions(sorted(people), AT_ONCE):
        rows = select(Enrolment.role, Enrolment.person_id, Enrolment.id)
        rows = rows.where(Enrolment.cohort_id == cohort.id, Enrolment.person_id.in_(some))
        ids |= {(role, person_id): enrolment_id for role, person_id, enrolment_id in session().execute(rows)}
    return ids
