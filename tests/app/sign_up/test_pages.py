"""Signing up in a browser: begun by a button, saved step by step, looked through, confirmed, withdrawn."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort, Enrolment, Side
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState
from tests.client import PageClient
from tests.factories.people import skill
from tests.factories.sign_up import invited, opened

TWO_TABS = "This step was saved a moment ago, in another window. What you see here is not saved: look, and save it."


def sign_up_of(session: Session, person: Person) -> SignUp:
    session.rollback()
    return session.scalars(select(SignUp).where(SignUp.person_id == person.id)).one()


def path(sign_up: SignUp, *parts: object) -> str:
    return "/".join(["/sign-ups", sign_up.public_id, *map(str, parts)])


def test_letter_leads_to_a_page_that_writes_nothing(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    sign_up = invited(cohort, amara)

    answer = amaras.get(path(sign_up))

    assert answer.status_code == 200
    assert sign_up_of(session, amara).state is SignUpState.INVITED


def test_mentee_signs_up_from_the_first_page_to_the_receipt(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, ruth: Person
) -> None:
    forecasting = skill("Forecasting")
    begin = f"/cohorts/{cohort.public_id}/sign-up"
    amaras.submit(begin, side="mentee")
    sign_up = sign_up_of(session, amara)
    first, second, third = (path(sign_up, "steps", number) for number in (1, 2, 3))

    key = forecasting.public_id
    found = save(amaras, first, find="forecasting", do="find")
    added = save(amaras, first, add_skill=key)
    went_on = save(amaras, first, **{f"goal_{key}": "4", f"today_{key}": "2"}, values=["Humour"])
    save(amaras, second, do="go-on")
    save(amaras, third, languages="English", time_zone="Europe/Lisbon")
    version = hidden(amaras, path(sign_up, "look"), "version")
    answer = amaras.submit(path(sign_up, "look"), version=version)

    assert (found.status_code, added.status_code) == (200, 302)
    assert (went_on.headers["Location"]) == second
    assert answer.headers["Location"] == path(sign_up)
    enrolment = session.scalars(select(Enrolment).where(Enrolment.person_id == amara.id)).one()
    assert enrolment.answers["wants"] == [{"skill": key, "name": "Forecasting", "level": 4, "today": 2}]
    assert (enrolment.answers["values"], enrolment.needs) == (["Humour"], 1)
    assert session.get_one(Person, amara.id).languages == ["en"]
    assert amaras.get(path(sign_up)).status_code == 200


def test_every_page_can_be_opened_at_every_point(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, ruth: Person
) -> None:
    sign_up = opened(cohort, amara, Side.MENTOR)

    statuses = [amaras.get(path(sign_up, *parts)).status_code for parts in PAGES]
    begin = amaras.get(f"/cohorts/{cohort.public_id}/sign-up").status_code

    assert (statuses, begin) == ([302, 200, 200, 200, 404, 200, 200], 200)


PAGES: list[tuple[object, ...]] = [
    (), ("steps", 1), ("steps", 2), ("steps", 3), ("steps", 4), ("look",), ("withdraw",),
]  # fmt: skip


def hidden(amaras: PageClient, page: str, name: str) -> str:
    text = amaras.get(page).text
    field = text.split(f'name="{name}"', 1)[1].split('value="', 1)[1]
    return field.split('"', 1)[0]


def save(amaras: PageClient, page: str, **fields: Any) -> TestResponse:
    """Press a button of a step, as its page stands now."""
    return amaras.submit(page, **{"stand": hidden(amaras, page, "stand"), **fields})
