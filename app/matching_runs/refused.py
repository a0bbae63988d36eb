"""What the match could not read, in its own words, with names where it counts rows."""

from __future__ import annotations

from sqlalchemy import select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.core.transactions import transaction
from app.matching_runs.ruling import enumerated
from app.matching_runs.snapshot import Snapshot
from app.people.models import Person
from matching import InputError

MOST_NAMED = 5
FIELDS = {
    "consented": _l("agreed to take part"),
    "department": _l("department"),
    "dotted": _l("dotted-line managers"),
    "experience": _l("experience"),
    "free": _l("free seats"),
    "function": _l("job family"),
    "id": _l("sign-up"),
    "interests": _l("interests"),
    "languages": _l("languages"),
    "level": _l("level"),
    "line": _l("reporting line"),
    "load": _l("mentees so far"),
    "manager": _l("manager"),
    "needs": _l("mentors wanted"),
    "offered": _l("skills offered"),
    "office": _l("office"),
    "person": _l("person"),
    "previous": _l("former pairs"),
    "seats": _l("seats"),
    "site": _l("site"),
    "target_roles": _l("roles aimed for"),
    "team": _l("team"),
    "tenure_days": _l("days in the company"),
    "time_zone": _l("time zone"),
    "values": _l("ways of working"),
    "wanted": _l("skills wanted"),
    "wishes": _l("wishes"),
}
"""Every column that a match is given, as people call it."""
FAULTS = {
    "a reporting line that leads back to itself": _l("it leads back to where it began"),
    "expected a list": _l("it should be a list"),
    "expected a number": _l("it should be a number"),
    "expected a single value": _l("it should be one thing only"),
    "expected a time zone such as Europe/Lisbon": _l("it should be a time zone such as Europe/Lisbon"),
    "expected a whole number from 0": _l("it should be a whole number from 0"),
    "expected skills with levels": _l("it should be skills with levels"),
    "expected yes or no": _l("it should be yes or no"),
    "id used twice": _l("it is there twice"),
    "no id": _l("it is missing"),
}
"""What a match finds wrong with cells."""


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
        "What is known of %(names)s cannot be matched. Look at “%(field)s”: %(fault)s. Nothing was stored.",
        names=enumerated(names),
        field=FIELDS.get(error.column, error.column),
        fault=FAULTS.get(error.fault, error.fault),
    )


def _names(rows: list[int]) -> list[str]:
    of_rows = select(Enrolment.id, Person.name).join(Person, Person.id == Enrolment.person_id)
    with transaction():
        named = {each.id: each.name for each in session().execute(of_rows.where(Enrolment.id.in_(rows)))}
    return [named[row] for row in rows if row in named]
