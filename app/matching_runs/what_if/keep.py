"""What was tried becomes so: decisions, seats and weights are written, and a new match is started with them."""

from __future__ import annotations

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.services import change_matching
from app.cohorts.services.settings import kind_of
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.matching_runs.models import Decision, LeftOut, MatchRun
from app.matching_runs.services import decide_two, start_run
from app.matching_runs.snapshot import policy_of, snapshot_of
from app.matching_runs.what_if.models import ChangeKind, WhatIfChange
from app.matching_runs.what_if.queries import decided_since
from app.matching_runs.what_if.services import forget_changes, open_list, what_went_in
from app.matching_runs.what_if.wanted import with_decisions
from app.pairings.services import set_seats
from app.people.models import Person

FIRST = (ChangeKind.WEIGHTS, ChangeKind.SEATS, ChangeKind.TAKE_IN, ChangeKind.LEAVE_OUT, ChangeKind.FORBID)
"""What must be so before two can be kept together."""


def keep_changes(run: MatchRun, expected: str, *, actor: Person) -> MatchRun:
    """Write down what was tried and start the match that comes of it: cold, by the same way as every other.

    Raises RuleBroken for an empty list, and Conflict where the list, or what went into the run, has changed since.
    """
    mine = open_list(run, expected, actor)
    if not mine:
        raise Conflict(_("There is nothing to keep: your list of changes is empty."))
    _refuse_changed(run)
    for each in sorted(mine, key=lambda each: (each.kind not in FIRST, each.id)):
        _make_so(run, each, actor)
    count = len(mine)
    forget_changes(run)
    record(actor, "what_if.kept", run, changes=count)
    return start_run(run.cohort, actor=actor)


def _refuse_changed(run: MatchRun) -> None:
    would_be = with_decisions(what_went_in(run), decided_since(run)[0]).asked_digest(run.policy_digest)
    if snapshot_of(run.cohort).asked_digest(policy_of(run.cohort).digest) != would_be:
        raise Conflict(
            _(
                "Sign-ups, seats, weights or rules have changed since this run, so that something else would come out "
                "than what you looked at. Match again, then try the changes on that result."
            )
        )


def _make_so(run: MatchRun, change: WhatIfChange, actor: Person) -> None:
    match change.kind:
        case ChangeKind.LOCK:
            decide_two(run, *change.pair, Decision.KEEP, actor=actor)
        case ChangeKind.FORBID:
            decide_two(run, *change.pair, Decision.FORBID, actor=actor)
        case ChangeKind.SEATS:
            set_seats(change.who, change.seats or 0, actor=actor)
        case ChangeKind.WEIGHTS:
            _weigh(run.cohort, change, actor)
        case ChangeKind.LEAVE_OUT:
            leave_out(run, change.who, actor=actor)
        case ChangeKind.TAKE_IN:
            take_in(run, change.who, actor=actor)


def leave_out(run: MatchRun, who: Enrolment, *, actor: Person) -> None:
    """Leave somebody out of the matches to come. They are not told: nothing about them has changed."""
    session().add(LeftOut(enrolment_id=who.id, left_out_by_id=actor.id, left_out_at=now()))
    session().flush()
    record(actor, "enrolment.left_out", run, enrolment=who.public_id)


def take_in(run: MatchRun, who: Enrolment, *, actor: Person) -> None:
    """Let somebody be matched again."""
    row = session().get(LeftOut, who.id)
    if row is not None:
        session().delete(row)
        session().flush()
    record(actor, "enrolment.taken_in", run, enrolment=who.public_id)


def _weigh(cohort: Cohort, change: WhatIfChange, actor: Person) -> None:
    stands = {rule.name: cohort.rules.get(rule.name, True) for rule in kind_of(cohort).rules if not rule.fixed}
    change_matching(cohort, change.weights, stands, cohort.aims, actor=actor)
