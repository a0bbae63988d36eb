"""What is asked about changes that somebody tries out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.queries import participants
from app.core.bulk import portions
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.matching_runs.models import Decision, LeftOut, MatchRun, PairDecision
from app.matching_runs.queries import decided_pairs
from app.matching_runs.what_if.models import WhatIfChange
from app.people.models import Person
from app.people.names import fold

MOST_NAMED = 5
NAMES_AT_ONCE = 1_000


def changes_of(run: MatchRun, person: Person) -> Sequence[WhatIfChange]:
    """What somebody tries out on a run, in the order in which they did, with whom it is about."""
    mentee = joinedload(WhatIfChange.mentee).joinedload(Enrolment.person)
    mentor = joinedload(WhatIfChange.mentor).joinedload(Enrolment.person)
    mine = select(WhatIfChange).where(WhatIfChange.run_id == run.id, WhatIfChange.made_by_id == person.id)
    return session().scalars(mine.options(mentee, mentor).order_by(WhatIfChange.id)).all()


def left_out_of(cohort: Cohort) -> Sequence[Enrolment]:
    """Whom the matches of a cohort leave out, by name."""
    people = select(Enrolment).join(LeftOut, LeftOut.enrolment_id == Enrolment.id).join(Enrolment.person)
    people = people.where(Enrolment.cohort_id == cohort.id).options(joinedload(Enrolment.person))
    return session().scalars(people.order_by(Person.search_text, Enrolment.id)).all()


def decided_since(run: MatchRun) -> tuple[list[PairDecision], bool]:
    """What was decided about pairs since a run, and whether something was taken back that it had counted."""
    decided = session().scalars(decided_pairs(run.cohort)).all()
    before = {(each, *two) for each in Decision for two in run.decisions.get(each.value, ())}
    now = {(each.decision, each.mentee_id, each.mentor_id): each for each in decided}
    return [each for key, each in now.items() if key not in before], bool(before - now.keys())


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Public ids of enrolments to names."""
    named = select(Enrolment.public_id, Person.name).join(Enrolment.person)
    found: dict[str, str] = {}
    for some in portions(sorted(ids), NAMES_AT_ONCE):
        rows = session().execute(named.where(Enrolment.public_id.in_(some)))
        found |= dict(rows.all())
    return found


def participant(cohort: Cohort, side: Side, words: str, *, field: str) -> Enrolment:
    """The one on this side whom a name, a part of it, or an e-mail address means.

    Raises RuleBroken at ``field`` where it means nobody, or several.
    """
    asked = words.strip()
    if not asked:
        raise RuleBroken(_("Give a name or an e-mail address."), field=field)
    if "@" in asked:
        found = participants(cohort, side=side).where(Person.email == asked.lower())
    else:
        found = participants(cohort, side=side, wanted=asked)
    people = session().scalars(found.limit(MOST_NAMED + 1)).all()
    exact = [each for each in people if fold(each.person.name) == fold(asked)]
    if len(exact or people) == 1:
        return (exact or list(people))[0]
    raise RuleBroken(_several(people, asked) if people else _nobody(side, asked), field=field)


def _nobody(side: Side, asked: str) -> str:
    if side is Side.MENTEE:
        return _("Nobody among the mentees of this cohort is called “%(words)s”.", words=asked)
    return _("Nobody among the mentors of this cohort is called “%(words)s”.", words=asked)


def _several(people: Sequence[Enrolment], asked: str) -> str:
    named = ", ".join(f"{each.person.name} ({each.person.email})" for each in people[:MOST_NAMED])
    return _("“%(words)s” may be several: %(names)s. Give the e-mail address.", words=asked, names=named)
