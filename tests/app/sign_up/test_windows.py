"""When one can sign up, who may see what, and what the home page says of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Side
from app.core.access import can
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.organisation import organisation_for_change
from app.core.panels import Place, panels_of
from app.core.transactions import transaction
from app.core.wording import day_year
from app.people.models import Person
from app.sign_up.models import SignUp
from app.sign_up.policy import SignUpAction, sign_ups_visible_to
from app.sign_up.windows import opens_to, why_closed
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import person as somebody
from tests.factories.sign_up import WANTS, done, entered, invited, opened

ASK = "Ask Ruth Baptiste if you would like to come in late: they can still add you."


def set_to(session: Session, cohort: Cohort, **fields: object) -> Cohort:
    with transaction():
        row = session.merge(cohort)
        for name, value in fields.items():
            setattr(row, name, value)
    session.rollback()
    return session.get_one(Cohort, cohort.id)


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (1, True)])
def test_sign_up_is_open_until_the_end_of_its_last_day(
    session: Session, cohort: Cohort, days: int, is_open: bool
) -> None:
    with transaction():
        organisation_for_change().time_zone = "Pacific/Kiritimati"
    there = today("Pacific/Kiritimati")

    row = set_to(session, cohort, sign_up_closes_on=there + timedelta(days=days))

    assert (why_closed(row) is None) == is_open


@pytest.mark.parametrize(
    ("phase", "sentence"),
    [
        (Phase.DRAFT, "This cohort is being prepared. Sign-up has not opened yet."),
        (Phase.MATCHING, f"Sign-up has ended and pairs are being made. {ASK}"),
        (Phase.RUNNING, f"The pairs of this cohort have begun. {ASK}"),
        (Phase.CLOSING, "This cohort is closing or has ended. Ask Ruth Baptiste about the next one."),
        (Phase.CLOSED, "This cohort is closing or has ended. Ask Ruth Baptiste about the next one."),
    ],
)
def test_sign_up_says_why_it_is_closed_and_what_to_do(
    session: Session, cohort: Cohort, phase: Phase, sentence: str
) -> None:
    assert why_closed(set_to(session, cohort, phase=phase)) == sentence


def test_latecomer_who_was_invited_signs_up_in_a_running_cohort(
    session: Session, cohort: Cohort, amara: Person, jonas: Person
) -> None:
    late = invited(cohort, amara)
    set_to(session, cohort, phase=Phase.RUNNING)

    done(cohort, amara)

    with pytest.raises(RuleBroken, match="The pairs of this cohort have begun"):
        opened(cohort, jonas)
    assert session.get_one(SignUp, late.id).done_at is not None


def test_rolling_cohort_is_always_open(session: Session, ruth: Person, amara: Person) -> None:
    here = cohort_of(ruth, program_type="onboarding", phase=Phase.RUNNING)

    done(here, amara)

    assert why_closed(set_to(session, here, phase=Phase.MATCHING)) is None


def test_entry_can_be_confirmed_while_pairs_are_made(
    session: Session, cohort: Cohort, amara: Person, ruth: Person
) -> None:
    sign_up = entered(cohort, amara, Side.MENTEE, ruth, wants=WANTS)

    row = set_to(session, cohort, phase=Phase.MATCHING)

    assert why_closed(row, session.get_one(SignUp, sign_up.id)) is None


def test_form_that_comes_after_the_close_keeps_nothing_and_says_why(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    sign_up = opened(cohort, amara)
    page = f"/sign-ups/{sign_up.public_id}/steps/1"
    token = amaras.token(page)
    set_to(session, cohort, phase=Phase.MATCHING)

    answer = amaras.post(page, data={"csrf_token": token, "values": ["Humour"], "do": "later"})

    assert answer.status_code == 422
    assert "pairs are being made" in answer.text
    session.rollback()
    assert session.get_one(SignUp, sign_up.id).answers == {}


def test_policy_and_scope_agree(session: Session, cohort: Cohort, amara: Person, jonas: Person, ruth: Person) -> None:
    hidden = cohort_of(ruth, program_type="onboarding", phase=Phase.SIGN_UP)
    for each in (amara, jonas):
        invited(cohort, each)
        invited(hidden, each)
    set_to(session, hidden, phase=Phase.DRAFT)

    every = session.query(SignUp).all()
    for person in (amara, jonas, ruth):
        may = {each.id for each in every if can(person, SignUpAction.FILL, each)}
        assert may == {each.id for each in session.scalars(sign_ups_visible_to(person))}


@pytest.mark.parametrize(
    ("program_type", "phase", "status"),
    [
        ("onboarding", Phase.DRAFT, 404),
        ("onboarding", Phase.RUNNING, 200),
        ("functional-expertise", Phase.SIGN_UP, 200),
        ("high-potential", Phase.SIGN_UP, 404),
        ("succession", Phase.SIGN_UP, 404),
    ],
)
def test_cohort_is_shown_to_whom_it_is_open(
    amaras: PageClient, session: Session, ruth: Person, program_type: str, phase: Phase, status: int
) -> None:
    here = cohort_of(ruth, program_type=program_type, phase=phase, starts_on=today() + timedelta(days=60))

    assert amaras.get(f"/cohorts/{here.public_id}/sign-up").status_code == status


def test_home_page_offers_what_is_open_and_asks_for_what_was_begun(
    session: Session, cohort: Cohort, amara: Person, jonas: Person, ruth: Person
) -> None:
    closed = cohort_of(ruth, program_type="functional-expertise", phase=Phase.SIGN_UP, name="Too late")
    set_to(session, closed, sign_up_closes_on=today() - timedelta(days=1))
    invited(closed, amara)
    invited(cohort, amara)

    hers, his = panels_of(session.merge(amara)), panels_of(session.merge(jonas))

    assert [each.title for each in hers[Place.TURN]] == ["You are invited to Autumn 2026."]
    assert [each.title for each in his[Place.DOOR] if each.endpoint == "sign_up.begin"] == ["Autumn 2026"]
    assert [each.title for each in hers[Place.DOOR] if each.endpoint == "sign_up.begin"] == []


def test_functional_expertise_opens_after_half_a_year_unless_one_is_invited_by_name(
    session: Session, client: PageClient, cohort: Cohort
) -> None:
    hired = today() - timedelta(days=20)
    ida = somebody("Ida Lund", email="ida@northmere.example", start_on=hired)
    client.sign_in(ida)
    url = f"/cohorts/{cohort.public_id}/sign-up"
    opens_on = day_year(hired + timedelta(days=180))

    home, road, page = client.get("/").text, client.get("/your-road").text, client.get(url).text
    refused = client.submit(url, page=url, side="mentee")

    assert (cohort.name in home, cohort.name in road) == (False, False)
    assert f"As a mentee you can take part from {opens_on} on." in page
    assert ("Begin as a mentee" in page, "Begin as a mentor" in page) == (False, True)
    assert (refused.status_code, opens_on in refused.text) == (422, True)
    assert session.scalars(select(SignUp)).all() == []
    invited(cohort, ida, Side.MENTEE)
    assert "Begin as a mentee" in client.get(url).text
    assert client.submit(url, page=url, side="mentee").status_code == 302


def test_half_a_year_is_over_on_its_day_and_unknown_days_shut_nobody_out(session: Session, cohort: Cohort) -> None:
    days = [today() - timedelta(days=180), today() - timedelta(days=179), None]
    people = [somebody(f"Person {number}", start_on=day) for number, day in enumerate(days)]

    assert [opens_to(each, cohort) is None for each in people] == [True, False, True]
