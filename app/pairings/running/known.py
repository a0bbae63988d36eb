"""What is known about the people of a file, gathered once for all its rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import defer

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.bulk import among
from app.core.db import session
from app.pairings.models import Pairing, PairingState
from app.pairings.queries import not_again
from app.people.models import Person, PersonState


class Somebody(NamedTuple):
    """Somebody of the directory, in as few words as a file asks about them."""

    id: int
    email: str | None
    name: str
    state: PersonState

    @property
    def is_active(self) -> bool:
        """Whether they have not left."""
        return self.state is not PersonState.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """People by address, and in this cohort: enrolments by side and person, open pairs, and those that said no."""

    people: dict[str, Somebody]
    enrolments: dict[tuple[Side, int], Enrolment]
    pairs: set[tuple[int, int]]
    parted: set[tuple[int, int]]

    def enrolment(self, side: Side, person: Somebody) -> Enrolment | None:
        """As what somebody takes, or took, part in the cohort."""
        return self.enrolments.get((side, person.id))


def known_about(cohort: Cohort, addresses: Collection[str]) -> Known:
    """Read all of it: four queries, whatever the length of the file, of no more than is asked about somebody."""
    named = select(Person.id, Person.email, Person.name, Person.state).where(among(Person.email, sorted(addresses)))
    people = {person.email: person for person in starmap(Somebody, session().execute(named)) if person.email}
    here = select(Enrolment).where(Enrolment.cohort_id == cohort.id)
    here = here.where(among(Enrolment.person_id, [each.id for each in people.values()]))
    everybody = session().scalars(here.options(defer(Enrolment.answers)))
    together = select(Pairing.mentee_id, Pairing.mentor_id).where(
        Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN
    )
    return Known(
        people=people,
        enrolments={(each.role, each.person_id): each for each in everybody},
        pairs={(mentee_id, mentor_id) for mentee_id, mentor_id in session().execute(together)},
        parted=not_again(cohort),
    )
