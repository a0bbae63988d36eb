"""A cohort is made in one transaction, made again from another, put away and brought back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortAdministrator, Enrolment
from app.cohorts.services import (
    Outline,
    archive,
    change_matching,
    change_practice,
    change_questions,
    copy_cohort,
    create_cohort,
)
from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import load_starter_skills
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.app.cohorts.test_cohorts import FORM
from tests.app.cohorts.test_settings import soon
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor


def skills() -> None:
    with transaction():
        load_starter_skills()


def newest(session: Session) -> Cohort:
    session.rollback()
    return session.scalars(select(Cohort).order_by(Cohort.id.desc())).first() or pytest.fail("no cohort")


def test_a_cohort_names_the_skills_it_is_about(session: Session, signed_in: PageClient, ruth: Person) -> None:
    skills()
    typed = {"competencies": "survey design,  Questionnaires, Working across cultures", "audience": "Everybody."}

    answer = signed_in.submit("/cohorts/new", **FORM | typed)

    made = newest(session)
    assert [each.name for each in made.competencies] == ["Survey design", "Working across cultures"]
    assert made.audience == "Everybody."
    assert "Survey design, Working across cultures" in signed_in.get(answer.location).text
    details = f"{answer.location}/settings/details"
    assert 'value="Survey design, Working across cultures"' in signed_in.get(details).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Survey desing", "Do you mean “Survey design”"),
        ("Zzz", "is not in the list of skills."),
        ("Survey design, Working across cultures, Zzz", "“Zzz” is not in the list"),
    ],
)
def test_a_skill_that_nobody_knows_is_refused_with_what_may_be_meant(
    session: Session, signed_in: PageClient, typed: str, sentence: str
) -> None:
    skills()

    answer = signed_in.submit("/cohorts/new", **FORM | {"competencies": typed})

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert session.scalar(select(func.count()).select_from(Cohort)) == 0


def test_a_launch_that_fails_in_the_middle_leaves_nothing(session: Session, ruth: Person) -> None:
    skills()
    outline = Outline(
        program_type="succession",
        name="Next",
        starts_on=date(2026, 11, 1),
        competencies=("Survey design",),
        second="ruth@northmere.example",
    )

    with pytest.raises(RuleBroken), transaction():
        create_cohort(outline, actor=ruth)

    session.rollback()
    kinds = session.scalars(select(AuditEvent.kind).where(AuditEvent.kind.like("cohort.%"))).all()
    assert (session.scalars(select(Cohort)).all(), session.scalars(select(CohortAdministrator)).all()) == ([], [])
    assert kinds == []


def test_a_copy_has_the_settings_and_nobody(
    session: Session, signed_in: PageClient, ruth: Person, noor: Person
) -> None:
    skills()
    first = cohort_of(
        ruth, noor, program_type="functional-expertise", starts_on=soon(40), competencies=("Survey design",)
    )
    with transaction():
        of = session.merge(first)
        change_matching(of, {"skills": 50, "wishes": 20}, {"common_language": False}, {"floor": 20}, actor=ruth)
        change_questions(of, {"wants", "wishes"}, actor=ruth)
        change_practice(of, {"seats_cap": 2}, actor=ruth)
    mentee(first, "Priya Raman")
    mentor(first, "Leila Haddad")

    answer = signed_in.submit(f"/cohorts/{first.public_id}/copy", name="Again", starts_on=soon(200).isoformat())

    copy, source = newest(session), session.merge(first)
    session.refresh(source)
    assert answer.location == f"/cohorts/{copy.public_id}"
    for name in ("purpose", "audience", "weights", "rules", "aims", "questions", "privacy", "practice"):
        assert getattr(copy, name) == getattr(source, name), name
    assert [each.name for each in copy.competencies] == ["Survey design"]
    assert (copy.phase, copy.starts_on, copy.ends_on - copy.starts_on) == (
        Phase.DRAFT,
        soon(200),
        source.ends_on - source.starts_on,
    )
    assert [each.person_id for each in copy.administrators] == [ruth.id]
    assert session.scalars(select(Enrolment.cohort_id)).all() == [source.id, source.id]


def test_a_copy_begins_soon_refuses_what_a_new_cohort_refuses(ruth: Person, cohort: Cohort) -> None:
    with pytest.raises(RuleBroken) as refused, transaction():
        copy_cohort(cohort, " ", soon(10), actor=ruth)

    assert refused.value.field == "name"


def test_only_who_runs_both_makes_a_copy(client: PageClient, ruth: Person, noor: Person, cohort: Cohort) -> None:
    answers = []
    for who in (ruth, noor):
        client.sign_in(who)
        answers.append(client.get(f"/cohorts/{cohort.public_id}/copy").status_code)

    assert answers == [200, 404]


def test_a_cohort_that_has_ended_is_put_away_and_brought_back(
    session: Session, signed_in: PageClient, ruth: Person
) -> None:
    ended = cohort_of(ruth, phase=Phase.CLOSED, name="Autumn 2024")
    url = f"/cohorts/{ended.public_id}"

    signed_in.submit(f"{url}/put-away", page=url)
    lists = [signed_in.get(page).text for page in ("/cohorts", "/", "/cohorts/put-away")]
    page = signed_in.get(url)
    signed_in.submit(f"{url}/bring-back", page=url)

    assert ["Autumn 2024" in each for each in lists[1:]] == [False, True]
    assert 'aria-label="Open Autumn 2024"' not in lists[0]
    assert (page.status_code, "This cohort is put away." in page.text) == (200, True)
    assert 'aria-label="Open Autumn 2024"' in signed_in.get("/cohorts").text


@pytest.mark.parametrize("phase", [Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING, Phase.CLOSING])
def test_a_cohort_that_people_are_in_is_not_put_away(session: Session, ruth: Person, phase: Phase) -> None:
    made = cohort_of(ruth, phase=phase)

    with pytest.raises(RuleBroken), transaction():
        archive(session.merge(made), actor=ruth)

    assert newest(session).archived_at is None


def test_the_list_of_what_is_put_away_costs_the_same_for_any_length(
    session: Session, signed_in: PageClient, ruth: Person
) -> None:
    for number in range(12):
        made = cohort_of(ruth, phase=Phase.CLOSED, name=f"Cohort {number}")
        with transaction():
            archive(session.merge(made), actor=ruth)
    signed_in.get("/cohorts/put-away")

    with counted() as asked:
        signed_in.get("/cohorts/put-away")

    assert len(asked) == 5
