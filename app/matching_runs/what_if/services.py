"""Changes are tried, undone, kept and thrown away. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete

from app.cohorts.models import Enrolment, Side
from app.cohorts.services import locked, refuse_when_over
from app.cohorts.services.matching import refuse_settled_matching
from app.core.audit import record
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.matching_runs.models import MatchRun, PairDecision, RunState
from app.matching_runs.queries import last_result, open_run
from app.matching_runs.recipients import fingerprint
from app.matching_runs.snapshot import Snapshot
from app.matching_runs.stored_input import input_of
from app.matching_runs.what_if.models import ChangeKind, WhatIfChange
from app.matching_runs.what_if.queries import changes_of, decided_since
from app.matching_runs.what_if.refusing import refuse_impossible
from app.matching_runs.what_if.wanted import wanted_of
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES, policy_for

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A change that somebody would like to try."""

    kind: ChangeKind
    mentee: Enrolment | None = None
    mentor: Enrolment | None = None
    seats: int | None = None
    weights: dict[str, Any] = field(default_factory=dict)


def digest_of(run: MatchRun, changes: Sequence[WhatIfChange]) -> str:
    """The same as long as the list is the same."""
    return fingerprint([run.public_id, *(each.id for each in changes)])


def refuse_closed(run: MatchRun) -> list[PairDecision]:
    """What was decided about pairs since the run; raise, with what to do instead, where nothing can be tried on it."""
    refuse_when_over(run.cohort)
    if run.published_at is not None:
        raise Conflict(_("This run is published. What would be different, a new run shows."))
    newest, at_work = last_result(run.cohort), open_run(run.cohort)
    if newest is not None and newest.id != run.id:
        raise Conflict(_("Run %(number)s is newer. Try changes there.", number=newest.number))
    if at_work is not None and at_work.standing is RunState.OPEN:
        raise Conflict(_("A match is at work: run %(number)s. Try changes on its result.", number=at_work.number))
    if not run.is_proven:
        raise RuleBroken(_("This match was stopped before it was proven. Let one run to its end, then try changes."))
    decided, was_taken_back = decided_since(run)
    if was_taken_back:
        raise Conflict(_("A decision that this run had counted was taken back. Match again, then try changes there."))
    return decided


def try_change(run: MatchRun, proposed: Proposed, expected: str, *, actor: Person) -> WhatIfChange:
    """Put a change on somebody’s list; one about the same is replaced.

    ``expected`` is the digest of the list that was looked at. Raises RuleBroken, naming rules and people, for what
    cannot be, Conflict for a list that has changed meanwhile.
    """
    mine = open_list(run, expected, actor)
    given = what_went_in(run)
    _refuse_out_of_bounds(run, given, proposed)
    row = WhatIfChange(
        run_id=run.id,
        made_by_id=actor.id,
        kind=proposed.kind,
        mentee_id=proposed.mentee.id if proposed.mentee else None,
        mentor_id=proposed.mentor.id if proposed.mentor else None,
        seats=proposed.seats,
        weights=proposed.weights,
    )
    for each in mine:
        if each.subject == row.subject:
            session().delete(each)
    session().add(row)
    session().flush()
    _refuse_all(run, given, actor)
    record(actor, "what_if.tried", run, change=str(row.kind))
    return row


def undo_changes(run: MatchRun, which: str, expected: str, *, actor: Person) -> int:
    """Take one change off the list, by its number, or ``EVERYTHING``; how many are left.

    Raises RuleBroken where what stays needs it, and Conflict as above.
    """
    mine = open_list(run, expected, actor)
    gone = [each for each in mine if which in (EVERYTHING, str(each.id))]
    for each in gone:
        session().delete(each)
    session().flush()
    if len(gone) < len(mine):
        _refuse_all(run, what_went_in(run), actor)
    record(actor, "what_if.undone", run, changes=len(gone))
    return len(mine) - len(gone)


def forget_changes(run: MatchRun) -> None:
    """Clear all lists of a run: what was kept has made them old."""
    session().execute(delete(WhatIfChange).where(WhatIfChange.run_id == run.id))


def what_went_in(run: MatchRun) -> Snapshot:
    """What the run was given. Raises RuleBroken for one that does not hold it any more."""
    given = input_of(run)
    if given is None:
        raise RuleBroken(_("What went into this run is not kept any more. Match again, then try changes there."))
    return given


def open_list(run: MatchRun, expected: str, actor: Person) -> Sequence[WhatIfChange]:
    """Somebody’s list, locked. Raises as ``refuse_closed`` does, and Conflict where it is not what they looked at."""
    locked(run.cohort)
    refuse_closed(run)
    mine = changes_of(run, actor)
    if digest_of(run, mine) != expected:
        raise Conflict(
            _("Your list of changes is not what you looked at: it was changed in another window. Look once more.")
        )
    return mine


def _refuse_all(run: MatchRun, given: Snapshot, actor: Person) -> None:
    refuse_impossible(run, given, wanted_of(changes_of(run, actor), decided_since(run)[0]))


def _refuse_out_of_bounds(run: MatchRun, given: Snapshot, proposed: Proposed) -> None:
    aside = {*given.aside[0]["id"], *given.aside[1]["id"]}
    for name, who in (("mentee", proposed.mentee), ("mentor", proposed.mentor)):
        if who is not None and who.public_id not in given.ids:
            raise RuleBroken(_not_in_the_run(who), field=name)
        if who is not None and proposed.kind is ChangeKind.TAKE_IN and who.public_id not in aside:
            raise RuleBroken(_("%(name)s is in this run already.", name=who.person.name))
    if proposed.kind is ChangeKind.SEATS and proposed.mentor is not None:
        _refuse_seats(run, given, proposed.mentor, proposed.seats or 0)
    if proposed.kind is ChangeKind.WEIGHTS:
        refuse_settled_matching(run.cohort)
        policy_for(PROGRAM_TYPES[run.cohort.program_type], proposed.weights, run.cohort.rules)


def _refuse_seats(run: MatchRun, given: Snapshot, mentor: Enrolment, seats: int) -> None:
    most = max(run.cohort.seats_cap, mentor.seats)
    if not 0 <= seats <= most:
        raise RuleBroken(_("A whole number from 0 to %(most)s.", most=most), field="seats")
    table = given.mentors if mentor.public_id in given.mentors["id"] else given.aside[1]
    at = table["id"].index(mentor.public_id)
    if seats < table["load"][at]:
        name = mentor.person.name
        raise RuleBroken(_("%(name)s is in more pairs already. Those stay.", name=name), field="seats")
    if not mentor.takes_more:
        name = mentor.person.name
        raise RuleBroken(_("%(name)s takes nobody more at present: that is theirs to say.", name=name), field="seats")


def _not_in_the_run(who: Enrolment) -> str:
    name = who.person.name
    if who.role is Side.MENTEE:
        return _("%(name)s was not in this run: they have whom they need, or signed up later.", name=name)
    return _("%(name)s was not in this run. Match again first.", name=name)
