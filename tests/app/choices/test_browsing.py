"""The mentors of a cohort: everybody who agreed to be shown, by what is looked for, at a constant price."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.choices.browsing import Sought, mentors_shown, offered_in
from app.choices.services import choose_form
from app.cohorts.models import Cohort, Enrolment, ExcludedPair, PrivacyChange
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.organisation import Organisation
from app.core.transactions import transaction
from app.people.models import Person
from programs.choice import FormOfChoice
from programs.phases import Phase
from tests.app.choices.conftest import colleague
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentor
from tests.factories.people import person

MOST_QUERIES = 12
LAW = [{"skill": "", "name": "Contract law", "level": 6}]


def names(priya: Enrolment, **sought: object) -> list[str]:
    db.session.rollback()
    cohort = db.session.merge(priya.cohort)
    found = mentors_shown(cohort, db.session.merge(priya.person), Sought(**sought))  # type: ignore[arg-type]  # words and a yes, by the name of the field
    return [each.person.name for each in db.session.scalars(found)]


def test_mentors_are_found_by_what_is_looked_for(priya: Enrolment) -> None:
    cohort = priya.cohort
    mentor(
        cohort, person("Ada Berg", email="ada@x.example", site="Porto", department="Law", languages=["pt"]), offers=LAW
    )
    full = mentor(cohort, person("Bo Dahl", email="bo@x.example", site="Malmö", department="Sales"), wishes=["law@x"])
    with transaction() as session:
        session.merge(full).takes_more = False

    assert names(priya) == ["Ada Berg", "Bo Dahl"]
    assert names(priya, words="dahl") == ["Bo Dahl"]
    assert names(priya, skill="Contract law") == ["Ada Berg"]
    assert names(priya, site="Malmö") == ["Bo Dahl"]
    assert names(priya, department="Law", language="Portuguese") == ["Ada Berg"]
    assert names(priya, is_free=True) == ["Ada Berg"]
    assert (names(priya, language="Klingon"), names(priya, skill="law@x")) == ([], [])
    assert offered_in(cohort).sites == ["Malmö", "Porto"]


def test_an_exclusion_takes_nobody_off_the_list(priya: Enrolment, leila: Enrolment) -> None:
    low, high = sorted((priya.person_id, leila.person_id))
    with transaction() as session:
        session.add(ExcludedPair(lower_id=low, higher_id=high))

    assert names(priya) == ["Leila Haddad"]


def test_a_cohort_that_shows_no_mentors_shows_none(client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    with transaction() as session:
        session.merge(priya.cohort).privacy = {"wish_list_shown": "nobody"}
    client.sign_in(priya.person)
    path = f"/cohorts/{priya.cohort.public_id}/mentors"

    assert "no list of mentors is shown" in client.get(path).text
    assert client.get(f"{path}/{leila.public_id}").status_code == 404


def test_a_page_of_mentors_costs_the_same_queries(client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    with transaction() as session:
        session.add(Organisation(name="Northmere"))
        session.merge(leila).answers = {"offers": LAW}
    client.sign_in(priya.person)
    path = f"/cohorts/{priya.cohort.public_id}/mentors?free=1&skill=contract+law"

    def queries() -> int:
        counted: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            counted.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        client.get(path)
        event.remove(db.engine, "before_cursor_execute", note)
        return len([each for each in counted if each.startswith(("SELECT", "WITH"))])

    queries()
    for_one = queries()
    for number in range(9):
        mentor(priya.cohort, colleague(f"Mentor {number}"), offers=LAW)

    assert for_one == queries()
    assert for_one <= MOST_QUERIES


def test_a_form_of_choice_is_settled_before_the_launch(session: Session, ruth: Person) -> None:
    cohort = cohort_of(ruth, program_type="functional-expertise")
    with transaction() as here:
        mine = here.merge(cohort)
        choose_form(mine, "matched", actor=here.merge(ruth))

    cohort = session.get_one(Cohort, cohort.id)
    assert cohort.form_of_choice is FormOfChoice.MATCHED
    assert "wishes" not in cohort.questions
    assert cohort.questions != []
    cohort.phase = Phase.SIGN_UP
    with pytest.raises(RuleBroken, match="back to preparation"):
        choose_form(cohort, "ranked", actor=session.merge(ruth))
    with pytest.raises(RuleBroken, match="forms that are offered"):
        choose_form(session.merge(cohort_of(ruth, program_type="onboarding")), "ranked", actor=session.merge(ruth))


def test_a_setting_that_was_loosened_on_a_leap_day_holds_like_any_other(priya: Enrolment, leila: Enrolment) -> None:
    leap_day = datetime(2024, 2, 29, 12, tzinfo=UTC)
    with transaction() as session:
        cohort = session.merge(priya.cohort)
        cohort.privacy = {"wish_list_shown": "nobody"}
        session.add(
            PrivacyChange(
                cohort_id=cohort.id,
                setting="wish_list_shown",
                before="nobody",
                after="mentees",
                is_tighter=False,
                changed_at=leap_day,
                changed_by_id=cohort.created_by_id,
            )
        )

    assert names(priya) == ["Leila Haddad"]
