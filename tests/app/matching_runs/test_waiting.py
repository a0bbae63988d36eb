"""What people without a partner are told: kind words, the next run, and nothing of anybody else."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.audiences import audience_named
from app.cohorts.models import Cohort, ExcludedPair
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.own_sections import where_one_waits
from app.matching_runs.waiting import waiting_of
from app.people.models import Person
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, learns, publish, take_back
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor


def person(session: Session, name: str) -> Person:
    session.rollback()
    return session.scalars(select(Person).where(Person.name == name)).one()


def test_a_mentee_is_told_why_and_when(
    session: Session, client: PageClient, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    publish(done, ruth, date(2199, 12, 7))
    client.sign_in(person(session, "Ida Lund"))

    home, page = client.get("/").text, client.get(f"/cohorts/{full.public_id}").text

    for text in (home, page):
        assert "You have no mentor yet" in text
        assert "Nobody in this cohort teaches what you named yet: Falconry." in text
        assert "The next run is on Saturday 7 December. You are in it without doing anything." in text
        assert "Leila Haddad" not in text
        assert "Jonas Lindqvist" not in text


def test_nothing_is_said_before_the_publication_and_after_it_was_taken_back(
    session: Session, done: MatchRun, ruth: Person
) -> None:
    ida = person(session, "Ida Lund")
    before = list(where_one_waits(ida))
    take_back(publish(done, ruth), ruth)

    told = [each.told for each in waiting_of(person(session, "Ida Lund"))]

    assert (before, told) == ([], [None])


def test_whoever_is_in_a_pair_is_told_nothing_of_waiting(session: Session, done: MatchRun, ruth: Person) -> None:
    publish(done, ruth)

    assert list(where_one_waits(person(session, "Priya Raman"))) == []
    assert list(where_one_waits(person(session, "Leila Haddad"))) == []


def test_an_exclusion_and_a_full_mentor_are_told_in_the_same_words(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth, program_type="functional-expertise", phase=Phase.MATCHING)
    one, other = mentee(here, "Full Up", wants=learns("Law")), mentee(here, "Kept Apart", wants=learns("Tax"))
    mentee(here, "Placed One", wants=learns("Law"), wishes=["law.teacher@northmere.example"])
    mentor(here, "Law Teacher", offers=learns("Law", level=6), wishes=["placed.one@northmere.example"])
    tax = mentor(here, "Tax Teacher", offers=learns("Tax", level=6))
    low, high = sorted((other.person_id, tax.person_id))
    with transaction():
        session.add(ExcludedPair(lower_id=low, higher_id=high))
    publish(finished(here, ruth), ruth)

    texts = {panel.text for name in ("Full Up", "Kept Apart") for panel in where_one_waits(person(session, name))}

    assert one.id != other.id
    assert texts == {"A mentor for you was not possible this time. You are in the next run without doing anything."}


def test_a_mentor_in_reserve_is_told_so(session: Session, client: PageClient, full: Cohort, ruth: Person) -> None:
    mentor(full, "Oskar Lund", offers=learns("Sailing"))
    publish(finished(full, ruth), ruth)
    client.sign_in(person(session, "Oskar Lund"))

    page = client.get(f"/cohorts/{full.public_id}").text

    assert "You are in reserve" in page
    assert f"/cohorts/{full.public_id}/my-seats" in page


def test_those_without_a_mentor_can_be_written_to(session: Session, done: MatchRun, full: Cohort, ruth: Person) -> None:
    mentor(full, "Oskar Lund", offers=learns("Sailing"))
    publish(done, ruth)

    groups = {}
    for name in ("unplaced", "reserve"):
        group = audience_named(name)
        assert group is not None
        groups[name] = [each.name for each in session.scalars(group.people(session.merge(full)))]

    assert groups == {"unplaced": ["Ida Lund"], "reserve": ["Oskar Lund"]}
