"""Whoever is erased leaves no word in the results of runs: what is kept is that two were put together, and how well.

Computed again, such a run comes to something else, and says that somebody may have been erased since.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import delete, or_, select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.matching_runs.models import MatchInput, MatchPair, MatchRun, RunState, Unplaced
from app.matching_runs.snapshot import Columns, Pair, Snapshot
from app.matching_runs.stored_input import packed, unpacked
from app.people.erasing import when_erased
from app.people.models import Person

IS_OPEN = MatchRun.state == RunState.OPEN


@when_erased
def forget_in_results(person: Person) -> None:
    """Take their row out of what runs were given, and the reasons out of what came of it."""
    cohorts = select(Enrolment.cohort_id).where(Enrolment.person_id == person.id)
    # A run that is about to store its result is waited for, or waits, and then asks who is erased.
    session().execute(select(MatchRun.id).where(MatchRun.cohort_id.in_(cohorts), IS_OPEN).with_for_update())
    theirs = select(Enrolment.id).where(Enrolment.person_id == person.id)
    either = or_(MatchPair.mentee_id.in_(theirs), MatchPair.mentor_id.in_(theirs))
    for pair in session().scalars(select(MatchPair).where(either)):
        pair.parts = [{**part, "unknown": True, "facts": {}} for part in pair.parts]
    session().execute(delete(Unplaced).where(Unplaced.enrolment_id.in_(theirs)))
    gone = set(session().scalars(select(Enrolment.public_id).where(Enrolment.person_id == person.id)))
    given_to = select(MatchRun.id).where(MatchRun.cohort_id.in_(cohorts))
    for stored in session().scalars(select(MatchInput).where(MatchInput.run_id.in_(given_to))):
        stored.content = packed(without(unpacked(stored.content), gone))
    session().flush()


def forget_erased_in(run: MatchRun) -> None:
    """The same for whoever was erased while a run was computed."""
    erased = select(Person).join(Enrolment, Enrolment.person_id == Person.id).where(Person.erased_at.is_not(None))
    for person in session().scalars(erased.where(Enrolment.cohort_id == run.cohort_id)):
        forget_in_results(person)


def without(given: Snapshot, gone: Collection[str]) -> Snapshot:
    """The same, had these enrolments never been there."""
    mentees, mentors = given.aside
    return replace(
        given,
        mentees=_rows_left(given.mentees, gone),
        mentors=_rows_left(given.mentors, gone),
        aside=(_rows_left(mentees, gone), _rows_left(mentors, gone)),
        kept=_pairs_left(given.kept, gone),
        excluded=_pairs_left(given.excluded, gone),
        excluded_aside=_pairs_left(given.excluded_aside, gone),
        stay=_pairs_left(given.stay, gone),
        ids={public_id: row for public_id, row in given.ids.items() if public_id not in gone},
    )


def _rows_left(table: Columns, gone: Collection[str]) -> Columns:
    stay = [at for at, each in enumerate(table["id"]) if each not in gone]
    return {name: [cells[at] for at in stay] for name, cells in table.items()}


def _pairs_left(pairs: Collection[Pair], gone: Collection[str]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if not {*pair} & {*gone})
