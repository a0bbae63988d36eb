"""A result becomes pairs: at once or not at all, and once. The caller commits; no letter leaves before.

Everything happens in the request of whoever confirms, in one transaction: a worker or server that is killed in the
middle leaves nothing behind, and there is no half-way state that anybody could see or would have to repair.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert

from app.cohorts.services import locked, move_cohort
from app.core.audit import record
from app.core.bulk import run_for_each
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.outbox import send_many
from app.core.wording import number
from app.matching_runs.models import MatchRun, PublishedPair
from app.matching_runs.publishable import refuse_unready, road_to_running
from app.matching_runs.queries import all_of, pairs_of
from app.matching_runs.recipients import Recipients, recipients_of
from app.matching_runs.still_possible import refuse_broken
from app.pairings.letters import send_placed
from app.pairings.models import Origin, Pairing
from app.pairings.services import NewPair, make_pairings
from app.people.models import Person
from programs.working_days import add_working_days

TIME_TO_OBJECT = 5
"""Working days in which either side may say “not this one”."""


def publish_run(
    run: MatchRun, expected: str, next_run_on: date | None, *, actor: Person, knows_unproven: bool = False
) -> list[Pairing]:
    """Make the pairs of a result and tell everybody whom it concerns.

    ``expected`` is the digest of the recipients that were looked at; ``next_run_on`` is what the unplaced are told.
    A result that is not proven, because its run was stopped early, is published only by somebody who has said that
    they know: ``knows_unproven``.
    Raises Conflict when somebody was quicker or something has changed since, naming whom it is about, RuleBroken for
    a result that cannot be published.
    """
    cohort = locked(run.cohort)
    session().refresh(run)
    refuse_unready(run, cohort, reader=actor)
    _refuse_past(next_run_on)
    _refuse_unproven(run, knows_unproven=knows_unproven)
    pairs = all_of(pairs_of(run))
    refuse_broken(run, pairs)
    new = [NewPair(mentee_id=each.mentee_id, mentor_id=each.mentor_id, reasons=each.parts) for each in pairs]
    objection_until = add_working_days(today(organisation().time_zone), TIME_TO_OBJECT)
    made = make_pairings(cohort, new, origin=Origin.RUN, actor=actor, objection_until=objection_until)
    run_for_each(insert(PublishedPair), ({"run_id": run.id, "pairing_id": each.id} for each in made))
    recipients = _looked_at(run, expected)
    run.published_at, run.published_by_id = now(), actor.id
    cohort.next_run_on = next_run_on
    session().flush()
    for then in road_to_running(cohort):
        move_cohort(cohort, then, actor=actor)
    sent = send_placed(made) + _tell_the_others(run, recipients)
    record(actor, "run.published", run, number=run.number, pairs=len(made), letters=sent)
    return made


def _looked_at(run: MatchRun, expected: str) -> Recipients:
    recipients = recipients_of(run)
    if recipients.digest(run) != expected:
        raise Conflict(
            _(
                "Something has changed since you looked: now it would be %(count)s letters. Look at them once more; "
                "nothing was published.",
                count=number(recipients.letters),
            )
        )
    return recipients


def _tell_the_others(run: MatchRun, recipients: Recipients) -> int:
    told = 0
    for kind, people in (("not_placed", recipients.unplaced), ("in_reserve", recipients.reserve)):
        letters = ((each.person.email or "", {"run_id": run.id, "enrolment_id": each.id}) for each in people)
        told += send_many(kind, letters)
    return told


def _refuse_past(next_run_on: date | None) -> None:
    if next_run_on is not None and next_run_on <= today(organisation().time_zone):
        raise RuleBroken(_("Choose a day after today, or leave it empty."), field="next_run_on")


def _refuse_unproven(run: MatchRun, *, knows_unproven: bool) -> None:
    if not (run.is_proven or knows_unproven):
        raise RuleBroken(
            _("This run was stopped early. Say that you know it, or match again and let it finish."), field="unproven"
        )
