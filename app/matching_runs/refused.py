"""What the match could not read, in its own words, with names where it counts rows."""

from __future__ import annotations

from sqlalchemy import select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.transactions import transaction
from app.matching_runs.snapshot import Snapshot
from app.people.models import Person
from matching import InputError
from programs.sentences import listed

MOST_NAMED = 5


def refusal(error: InputError, given: Snapshot) -> str:
    """A sentence for the administrator. What is not about cells of single people is told as the match tells it."""
    if not error.rows:
        return _("The match could not be made: %(reason)s. Nothing was stored.", reason=str(error))
    table = given.mentees if error.side == "mentees" else given.mentors
    names = _names([given.ids[table["id"][row - 1]] for row in error.rows[:MOST_NAMED]])
    more = len(error.rows) - MOST_NAMED
    if more > 0:
        names.append(ngettext("%(num)s more", "%(num)s more", more))
    return _(
        "What is known of %(names)s cannot be matched. The field “%(column)s” should be otherwise: %(fault)s. "
        "Nothing was stored.",
        names=listed(names),
        column=error.column,
        fault=error.fault,
    )


def _names(rows: list[int]) -> list[str]:
    of_rows = select(Enrolment.id, Person.name).join(Person, Person.id == Enrolment.person_id)
    with transaction():
        named = {each.id: each.name for each in session().execute(of_rows.where(Enrolment.id.in_(rows)))}
    return [named[row] for row in rows if row in named]
