"""What a run is given: who takes part, their lines, their wishes, and whom never to put together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, EnrolmentState, ExcludedPair
from app.core.clock import today
from app.core.transactions import transaction
from app.matching_runs.snapshot import MENTEE_COLUMNS, MENTOR_COLUMNS, Snapshot, snapshot_of
from app.people.models import DottedLine, Person, PersonSkill
from app.people.services import mark_left, merge_skills, set_manager
from matching import Policy
from matching.policy import CriterionSpec, RuleSpec
from tests.app.cohorts.conftest import counted
from tests.app.matching_runs.conftest import finished, learns
from tests.app.matching_runs.test_runs import pairs
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody
from tests.factories.people import skill


def snapshot(session: Session, cohort: Cohort) -> Snapshot:
    session.rollback()
    found = snapshot_of(session.merge(cohort))
    session.rollback()
    return found


@pytest.mark.parametrize("name", ["onboarding", "functional-expertise", "high-potential", "succession"])
def test_every_column_that_a_policy_names_is_there(name: str) -> None:
    policy = Policy.shipped(name)
    named: dict[str, set[str]] = {"mentee": set(), "mentor": set()}
    specs: list[CriterionSpec | RuleSpec] = [*policy.criteria, *policy.rules]
    for spec in specs:
        for side, columns in spec.columns.items():
            named[side] |= {columns} if isinstance(columns, str) else set(columns)
        named["mentor"] |= {spec.options["seats"]} if "seats" in spec.options else set()
        for option in ("person", "manager", "dotted", "line", "place"):
            if option in spec.options:
                named["mentee"].add(spec.options[option])
                named["mentor"].add(spec.options[option])

    assert named["mentee"] - MENTEE_COLUMNS.keys() == set()
    assert named["mentor"] - MENTOR_COLUMNS.keys() == set()


def test_who_left_or_withdrew_is_not_matched(session: Session, cohort: Cohort) -> None:
    stays, withdrawn, gone = (mentee(cohort, name) for name in ("Ada Stay", "Bo Out", "Cy Gone"))
    with transaction():
        session.merge(withdrawn).state = EnrolmentState.WITHDRAWN
        mark_left(session.get_one(Person, gone.person_id), actor=None)

    assert snapshot(session, cohort).mentees["id"] == [stays.public_id]


def test_lines_reach_beyond_those_who_take_part(session: Session, cohort: Cohort) -> None:
    top, middle, low = (somebody(name) for name in ("Top Boss", "Middle Boss", "Low Worker"))
    dotted = somebody("Dotted Boss")
    mentee(cohort, low)
    mentor(cohort, top)
    with transaction():
        set_manager(session.merge(low), session.merge(middle), actor=None)
        set_manager(session.merge(middle), session.merge(top), actor=None)
        session.add(DottedLine(person_id=low.id, boss_id=dotted.id))

    given = snapshot(session, cohort)

    assert (given.mentees["line"], given.mentees["manager"]) == ([[middle.id, top.id]], [middle.id])
    assert (given.mentees["dotted"], given.mentors["line"]) == ([[dotted.id]], [[]])


def test_nobody_is_mentored_by_their_own_line_or_by_themselves(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth)
    boss, report, friend = (somebody(name) for name in ("Boss", "Report", "Friend"))
    for each in (report, boss):
        mentee(here, each)
    for each in (boss, friend):
        mentor(here, each, seats=2)
    with transaction():
        set_manager(session.merge(report), session.merge(boss), actor=None)

    run = finished(here, ruth)

    assert pairs(session, run) == {("Report", "Friend"), ("Boss", "Friend")}


def test_wishes_lead_to_those_who_take_part(session: Session, cohort: Cohort) -> None:
    leila = mentor(cohort, "Leila Haddad")
    wishes = ["nobody@northmere.example", "leila.haddad@northmere.example"]
    mentee(cohort, "Priya Raman", wishes=wishes)

    assert snapshot(session, cohort).mentees["wishes"] == [[leila.public_id]]


def test_skills_go_by_their_name_of_today(session: Session, cohort: Cohort, ruth: Person) -> None:
    old, new = skill("Forecasting"), skill("Cash-flow forecasting")
    mentee(cohort, "Priya Raman", wants=[{"skill": old.public_id, "name": "Forecasting", "level": 4}, *learns("Tax")])
    with transaction():
        merge_skills(session.merge(old), session.merge(new), actor=session.merge(ruth))

    assert snapshot(session, cohort).mentees["wanted"] == [{"Cash-flow forecasting": 4, "Tax": 4}]


def test_a_mentor_who_named_no_skills_offers_those_of_the_profile(session: Session, cohort: Cohort) -> None:
    law, tax = skill("Law"), skill("Tax")
    leila = mentor(cohort, "Leila Haddad")
    jonas = mentor(cohort, "Jonas Lindqvist", offers=learns("Baking"))
    with transaction():
        for person_id, skill_id, level in (
            (leila.person_id, law.id, 6),
            (leila.person_id, tax.id, 0),
            (jonas.person_id, law.id, 6),
        ):
            session.add(PersonSkill(person_id=person_id, skill_id=skill_id, level=level))

    given = snapshot(session, cohort).mentors
    assert dict(zip(given["id"], given["offered"], strict=True)) == {
        leila.public_id: {"Law": 6},
        jonas.public_id: {"Baking": 4},
    }


def test_excluded_pairs_are_never_made_in_either_direction(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth)
    priya, tomasz = mentee(here, "Priya Raman"), mentee(here, "Tomasz Kern")
    leila, jonas = mentor(here, "Leila Haddad"), mentor(here, "Jonas Lindqvist")
    with transaction():
        for one, other in ((priya, leila), (tomasz, jonas)):
            low, high = sorted((one.person_id, other.person_id))
            session.add(ExcludedPair(lower_id=low, higher_id=high))

    run = finished(here, ruth)

    assert pairs(session, run) == {("Priya Raman", "Jonas Lindqvist"), ("Tomasz Kern", "Leila Haddad")}


def test_tenure_counts_the_days_since_the_first(session: Session, cohort: Cohort) -> None:
    somebody_new = somebody("Ada New", start_on=today() - timedelta(days=400))
    mentor(cohort, somebody_new)
    mentor(cohort, "Bo Unknown")

    assert sorted(snapshot(session, cohort).mentors["tenure_days"], key=str) == [400, None]


def test_a_snapshot_costs_the_same_queries_for_any_number(session: Session, full: Cohort) -> None:
    with counted() as five:
        snapshot(session, full)
    for number in range(30):
        mentee(full, f"Mentee {number}")

    with counted() as many:
        snapshot(session, full)

    assert (len(five), len(many)) == (11, 11)
