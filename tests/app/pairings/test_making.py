"""Pairs are made on the lowest free seats, all of them or none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, EnrolmentState, ExcludedPair
from app.core.audit import AuditEvent
from app.core.errors import Conflict
from app.core.outbox import OutboxMail
from app.pairings.models import Ending, Origin, Pairing, Seat
from app.pairings.queries import free_seats, not_again, open_pairings, taken_seats
from app.pairings.services import NewPair, end_pairings, make_pairings
from app.people.models import DottedLine, Person, PersonState
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person, report_to


def make(session: Session, cohort: Cohort, *pairs: tuple[int, int]) -> list[Pairing]:
    """Make pairs of enrolments and commit them."""
    new = [NewPair(mentee_id=one, mentor_id=other) for one, other in pairs]
    made = make_pairings(session.merge(cohort), new, origin=Origin.RUN, actor=None, objection_until=None)
    session.commit()
    return made


def counted(session: Session, model: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_pairs_take_the_lowest_free_seats(session: Session, cohort: Cohort) -> None:
    leila = mentor(cohort, "Leila Haddad", seats=3)
    mentees = [mentee(cohort, name) for name in ("Priya Raman", "Tomasz Kern", "Ida Lund")]
    first, _second = make(session, cohort, *[(each.id, leila.id) for each in mentees[:2]])
    end_pairings([first], Ending.ENDED, actor=None)
    session.commit()

    (third,) = make(session, cohort, (mentees[2].id, leila.id))

    assert third.seat is not None
    assert third.seat.number == 1
    assert taken_seats(cohort) == {leila.id: 2}
    assert free_seats(cohort) == {leila.id: 1}
    assert counted(session, Seat) == 2


def test_pairs_are_made_with_an_event_each_and_no_letter(session: Session, cohort: Cohort) -> None:
    pairs = [(mentee(cohort, f"Mentee {n}").id, mentor(cohort, f"Mentor {n}").id) for n in range(3)]

    made = make(session, cohort, *pairs)

    assert [(each.mentee_id, each.mentor_id, each.place) for each in made] == [(*pair, 1) for pair in pairs]
    assert session.scalars(open_pairings(cohort)).unique().all() == made
    events = session.scalars(select(AuditEvent.object_id).where(AuditEvent.kind == "pairing.made")).all()
    assert sorted(filter(None, events)) == sorted(each.public_id for each in made)
    assert counted(session, OutboxMail) == 0


def test_one_seat_too_few_makes_none_of_the_pairs(session: Session, cohort: Cohort) -> None:
    leila, jonas = mentor(cohort, "Leila Haddad"), mentor(cohort, "Jonas Lindqvist")
    priya, tomasz, ida = (mentee(cohort, name) for name in ("Priya Raman", "Tomasz Kern", "Ida Lund"))

    with pytest.raises(Conflict, match="Ida Lund with Leila Haddad") as refused:
        make(session, cohort, (priya.id, leila.id), (tomasz.id, jonas.id), (ida.id, leila.id))

    assert "Priya" not in str(refused.value)
    assert counted(session, Pairing) == 0
    assert counted(session, Seat) == 0


def test_a_mentee_gets_no_more_mentors_than_wanted(session: Session, cohort: Cohort) -> None:
    priya = mentee(cohort, "Priya Raman", needs=2)
    mentors = [mentor(cohort, f"Mentor {n}") for n in range(3)]
    both = make(session, cohort, (priya.id, mentors[0].id), (priya.id, mentors[1].id))

    with pytest.raises(Conflict, match="Priya Raman with Mentor 2"):
        make(session, cohort, (priya.id, mentors[2].id))

    assert [each.place for each in both] == [1, 2]


def test_two_are_a_pair_once(session: Session, cohort: Cohort) -> None:
    priya, leila = mentee(cohort, "Priya Raman", needs=2), mentor(cohort, "Leila Haddad", seats=2)
    make(session, cohort, (priya.id, leila.id))

    with pytest.raises(Conflict, match="Priya Raman with Leila Haddad"):
        make(session, cohort, (priya.id, leila.id))


@pytest.mark.parametrize("obstacle", ["takes no more", "withdrawn", "left", "excluded", "line", "dotted", "said no"])
def test_what_stands_in_the_way_of_a_pair(session: Session, cohort: Cohort, ruth: Person, obstacle: str) -> None:
    priya, leila = mentee(cohort, "Priya Raman"), mentor(cohort, "Leila Haddad")
    low, high = sorted((priya.person_id, leila.person_id))
    if obstacle == "takes no more":
        session.merge(leila).takes_more = False
    elif obstacle == "withdrawn":
        session.merge(priya).state = EnrolmentState.WITHDRAWN
    elif obstacle == "left":
        session.merge(leila.person).state = PersonState.LEFT
    elif obstacle == "excluded":
        session.add(ExcludedPair(lower_id=low, higher_id=high))
    elif obstacle == "line":
        report_to(leila.person, ruth)
        report_to(ruth, priya.person)
    elif obstacle == "dotted":
        session.add(DottedLine(person_id=leila.person_id, boss_id=priya.person_id))
    else:
        end_pairings(make(session, cohort, (priya.id, leila.id)), Ending.NOT_THIS_ONE, actor=None)
        assert not_again(cohort) == {(priya.id, leila.id)}
    session.commit()

    with pytest.raises(Conflict, match="Priya Raman with Leila Haddad"):
        make(session, cohort, (priya.id, leila.id))


def test_a_mentor_may_stand_far_below_the_mentee(session: Session, cohort: Cohort) -> None:
    chain = [person(f"Step {n}") for n in range(4)]
    for boss, report in pairwise(chain):
        report_to(boss, report)
    top = mentee(cohort, chain[0])
    far, near = mentor(cohort, chain[3]), mentor(cohort, chain[2])

    made = make(session, cohort, (top.id, far.id))

    assert len(made) == 1
    with pytest.raises(Conflict, match="not possible"):
        make(session, cohort, (mentee(cohort, chain[1]).id, near.id))
