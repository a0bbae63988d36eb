"""Who in the directory and in the cohort the rows of sign-up files may mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.bulk import among, portions
from app.core.db import session
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people_import.models import ImportedText
from app.people_import.rows import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """People by address and id, their enrolments in the cohort, and the last texts that files told of them."""

    by_email: Mapping[str, Person]
    by_external_id: Mapping[str, Person]
    enrolments: Mapping[tuple[int, Side], Enrolment]
    told: Mapping[int, str]

    def person_of(self, incoming: Incoming) -> tuple[Person | None, str | None]:
        """Whom a row means, None for somebody new; and why it cannot be taken, None where it can."""
        by_email = self.by_email.get(incoming.email or "")
        by_id = self.by_external_id.get(incoming.external_id or "")
        if by_email and by_id and by_email is not by_id:
            names = {"first": by_email.name, "second": by_id.name}
            return None, _("the e-mail address is that of %(first)s and the id that of %(second)s", **names)
        found = by_email or by_id
        if found is not None and not found.is_active:
            return found, _("%(name)s has left", name=found.name)
        if found is not None and _differs(found.external_id, incoming.external_id):
            return found, _("%(name)s has this e-mail address and another id", name=found.name)
        return found, None


def read_known(cohort: Cohort, rows: Sequence[Incoming]) -> Known:
    """Read everybody whom the rows may mean, a few thousand at once."""
    by_email = {str(each.email): each for each in _people(Person.email, {row.email for row in rows if row.email})}
    by_id = {
        str(each.external_id): each
        for each in _people(Person.external_id, {row.external_id for row in rows if row.external_id})
    }
    people = {each.id for each in (*by_email.values(), *by_id.values())}
    in_cohort = select(Enrolment).where(Enrolment.cohort_id == cohort.id)
    enrolled = session().scalars(in_cohort.where(among(Enrolment.person_id, sorted(people))))
    return Known(
        by_email=by_email,
        by_external_id=by_id,
        enrolments={(each.person_id, each.role): each for each in enrolled},
        told=_told(people),
    )


def _differs(kept: str | None, given: str | None) -> bool:
    return bool(kept and given and kept != given)


def _people(column: Any, keys: set[str]) -> Iterator[Person]:
    for some in portions(sorted(keys)):
        yield from session().scalars(select(Person).where(column.in_(some)))


def _told(person_ids: set[int]) -> dict[int, str]:
    told: dict[int, str] = {}
    for some in portions(sorted(person_ids)):
        rows = select(ImportedText.person_id, ImportedText.digest).where(ImportedText.person_id.in_(some))
        told.update((person_id, digest) for person_id, digest in session().execute(rows))
    return told
