"""What has to be so at every turn of the five years, whoever has done what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.arrivals.models import ClosedRecord
from app.cohorts.models import Cohort, Enrolment, Side
from app.core.db import db
from app.pairings.models import Pairing, PairingState
from app.people.models import Person
from app.succession.models import Pick
from programs.catalogue import PROGRAM_TYPES
from programs.readiness import CAP


@dataclass
class Watch:
    """Looks at all pairs and all records; remembers what there was, so that nothing gets lost."""

    pairs: set[int] = field(default_factory=set)
    closed: set[tuple[int, str]] = field(default_factory=set)
    taken: set[tuple[int, int, Side]] = field(default_factory=set)

    def looks(self) -> None:
        """Assert all of it."""
        db.session.rollback()
        pairs = list(db.session.scalars(select(Pairing)))
        no_seat_too_many([each for each in pairs if each.state is PairingState.OPEN])
        nobody_twice([each for each in pairs if each.state is PairingState.OPEN])
        nobody_with_their_boss([each for each in pairs if each.id not in self.pairs])
        self.nothing_is_lost({each.id for each in pairs})

    def nothing_is_lost(self, pairs: Collection[int]) -> None:
        """Every pair, every part that somebody took and every closed record is still there."""
        closed = {(each.person_id, each.program_type) for each in db.session.scalars(select(ClosedRecord))}
        taken = {(each.person_id, each.cohort_id, each.role) for each in db.session.scalars(select(Enrolment))}
        assert self.pairs <= set(pairs)
        assert self.closed <= closed
        assert self.taken <= taken
        self.pairs, self.closed, self.taken = set(pairs), closed, taken


def no_seat_too_many(pairs: Collection[Pairing]) -> None:
    """No mentor has more mentees than seats or than the program allows, no executive brings on a third."""
    held = Counter(each.mentor_id for each in pairs)
    rows = select(Enrolment, Cohort.program_type).join(Cohort, Cohort.id == Enrolment.cohort_id)
    for mentor, kind in db.session.execute(rows.where(Enrolment.role == Side.MENTOR)):
        assert held[mentor.id] <= mentor.seats <= PROGRAM_TYPES[kind].seats_cap, mentor.person.name
    chosen = select(Pick.executive_id, func.count()).where(Pick.slot.is_not(None)).group_by(Pick.executive_id)
    assert all(count <= CAP for _executive, count in db.session.execute(chosen))


def nobody_twice(pairs: Collection[Pairing]) -> None:
    """In a cohort nobody has two mentors at once, nor takes part on both sides; and no two are a pair twice."""
    learn = [(each.cohort_id, each.mentee.person_id) for each in pairs]
    teach = {(each.cohort_id, each.mentor.person_id) for each in pairs}
    couples = [frozenset({each.mentee.person_id, each.mentor.person_id}) for each in pairs]
    assert len(set(learn)) == len(learn)
    assert not teach & set(learn)
    assert len(set(couples)) == len(couples)


def nobody_with_their_boss(pairs: Collection[Pairing]) -> None:
    """Nobody mentors whom they answer for, at whatever distance, nor whom they answer to."""
    managers = {each.id: each.manager_id for each in db.session.execute(select(Person.id, Person.manager_id))}
    for each in pairs:
        mentee, mentor = each.mentee.person_id, each.mentor.person_id
        assert mentor not in line_above(mentee, managers), each.mentor.person.name
        assert mentee not in line_above(mentor, managers)[:2], each.mentor.person.name
        assert mentee != mentor


def line_above(person: int, managers: dict[int, int | None]) -> list[int]:
    """Everybody above somebody, the nearest first."""
    above: list[int] = []
    while (boss := managers[above[-1] if above else person]) is not None:
        above.append(boss)
    return above
