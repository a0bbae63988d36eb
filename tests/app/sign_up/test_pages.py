"""Signing up in a browser: begun by a button, saved step by step, looked through, confirmed, withdrawn."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.clock import today
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.pairings.models import Origin
from app.pairings.services import NewPair, make_pairings
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import enrolment_of
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import person as somebody
from tests.factories.people import report_to, skill
from tests.factories.sign_up import WANTS, done, entered, invited, opened
from tests.letters import words_of, written_letters

LATER = today() + timedelta(days=60)
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


def test_form_of_another_window_keeps_what_was_typed(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    sign_up = opened(cohort, amara)
    first = path(sign_up, "steps", 1)
    old = hidden(amaras, first, "stand")
    save(amaras, first, values=["Humour"], do="later")

    late = amaras.submit(first, stand=old, values=["Fairness"], do="later")
    twice = amaras.submit(first, stand=old, values=["Humour"], do="later")

    assert (late.status_code, twice.status_code) == (409, 302)
    assert TWO_TABS in late.text
    assert re.search(r'<input[^>]*checked[^>]*value="Fairness"', late.text)
    assert sign_up_of(session, amara).answers["values"] == ["Humour"]


def test_resuming_leads_to_the_step_where_one_stopped(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    sign_up = opened(cohort, amara, wants=WANTS)
    save(amaras, path(sign_up, "steps", 1), do="go-on")
    later = save(amaras, path(sign_up, "steps", 2), do="later")

    home, back = amaras.get("/").text, amaras.get(path(sign_up))

    assert later.headers["Location"] == "/"
    assert "Your sign-up for Autumn 2026 is not sent yet." in home
    assert back.headers["Location"] == path(sign_up, "steps", 2)


def test_return_key_finds_first_and_goes_on_afterwards(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    sign_up = opened(cohort, amara, wants=WANTS)
    first = path(sign_up, "steps", 1)

    found = save(amaras, first, do="auto", find="tax")
    went_on = save(amaras, first, do="auto", find="tax", looked_for="tax")

    assert (found.status_code, went_on.headers["Location"]) == (200, path(sign_up, "steps", 2))
    assert "in your own words" in found.text


def test_missing_answer_is_asked_for_and_what_was_typed_stays(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    sign_up = opened(cohort, amara)

    answer = save(amaras, path(sign_up, "steps", 1), values=["Humour"], do="go-on")

    assert answer.status_code == 422
    assert "Name one skill at least" in answer.text
    assert re.search(r'<input[^>]*checked[^>]*value="Humour"', answer.text)


def test_wishes_are_chosen_among_those_who_have_offered_seats(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, jonas: Person
) -> None:
    leila = somebody("Leila Haddad", email="leila@northmere.example")
    for each in (jonas, leila):
        done(cohort, each, Side.MENTOR)
    boss = somebody("Bea Boss", email="bea@northmere.example")
    done(cohort, boss, Side.MENTOR)
    report_to(boss, amara)
    sign_up = opened(cohort, amara)
    second = path(sign_up, "steps", 2)
    offered = amaras.get(second).text

    for press in ({"add_wish": jonas}, {"add_wish": leila}, {"raise_wish": leila}, {"add_wish": leila}):
        save(amaras, second, **{name: each.public_id for name, each in press.items()})

    assert ["I would like Jonas" in offered, "I would like Leila" in offered, "Bea Boss" in offered] == [
        True, True, False,
    ]  # fmt: skip
    assert sign_up_of(session, amara).answers["wishes"] == ["leila@northmere.example", "jonas@northmere.example"]


def test_nobody_is_listed_where_the_cohort_shows_nobody(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, jonas: Person
) -> None:
    done(cohort, jonas, Side.MENTOR)
    with transaction():
        session.merge(cohort).privacy = {"wish_list_shown": "nobody"}
    sign_up = opened(cohort, amara)
    second = path(sign_up, "steps", 2)

    before = amaras.get(second).text
    found = save(amaras, second, find="jonas", do="find").text

    assert ("Jonas" in before, "I would like Jonas Lindqvist" in found) == (False, True)
    assert "we do not say whether they do" in before


def test_receipt_names_what_was_agreed_and_whom_to_ask(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = done(cohort, amara, Side.MENTOR, seats=2)

    deliver()

    (letter,) = written_letters()
    words = words_of(letter)
    assert (letter["To"], letter["Subject"]) == ("amara@northmere.example", "You have signed up")
    assert "You have signed up for Autumn 2026 as a mentor and take up to 2 mentees." in words
    assert "- I take part because I want to. I can withdraw until the pairs are published." in words
    assert f"http://localhost{path(sign_up, 'withdraw')}" in words
    assert "ruth@northmere.example" in words


def test_letters_of_a_succession_cohort_do_not_say_what_it_is(session: Session, ruth: Person, amara: Person) -> None:
    secret = cohort_of(ruth, program_type="succession", phase=Phase.SIGN_UP, name="After us", starts_on=LATER)
    entered(secret, amara, Side.MENTEE, ruth, wants=WANTS)
    deliver()
    done(secret, amara)

    deliver()

    letters = written_letters()
    assert [str(each["Subject"]) for each in letters] == [
        "Please look through your sign-up, and confirm it",
        "You have signed up",
    ]
    assert [each for each in letters if "After us" in str(each) or "uccession" in str(each)] == []


def test_withdrawing_needs_one_button(amaras: PageClient, session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = done(cohort, amara)

    answer = amaras.submit(path(sign_up, "withdraw"))

    page = amaras.get(answer.headers["Location"]).text
    assert "You have withdrawn" in page
    assert "Sign up again" in page
    assert sign_up_of(session, amara).state is SignUpState.WITHDRAWN


def test_whoever_is_in_a_pair_ends_the_pair_instead(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, jonas: Person, ruth: Person
) -> None:
    mentor, sign_up = done(cohort, jonas, Side.MENTOR), done(cohort, amara)
    with transaction():
        mentee_row, mentor_row = enrolment_of(sign_up), enrolment_of(mentor)
        assert mentee_row is not None
        assert mentor_row is not None
        new = NewPair(mentee_id=mentee_row.id, mentor_id=mentor_row.id, reasons=[])
        make_pairings(session.merge(cohort), [new], origin=Origin.RUN, actor=session.merge(ruth), objection_until=None)

    answer = amaras.post(path(sign_up, "withdraw"), data={"csrf_token": amaras.token(path(sign_up))})

    assert answer.status_code == 422
    assert "You are in a pair." in answer.text
    assert sign_up_of(session, amara).state is SignUpState.DONE


def test_letters_are_made_stricter_for_oneself(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    done(cohort, amara)
    page = f"/cohorts/{cohort.public_id}"

    amaras.submit(f"{page}/letters", page=page, on="mentee-no")

    session.rollback()
    enrolment = session.scalars(select(Enrolment)).one()
    assert enrolment.answers["partner_in_letters"] == "no"
    assert "do not name your partner" in amaras.get(page).text


@pytest.mark.parametrize("number", [2, 5])
def test_step_costs_the_same_queries_for_any_number_of_mentors(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person, number: int
) -> None:
    for each in range(number):
        done(cohort, somebody(f"Mentor {each}", email=f"m{each}@northmere.example"), Side.MENTOR)
    sign_up = opened(cohort, amara, wishes=[f"m{each}@northmere.example" for each in range(min(number, 2))])

    with counted() as sent:
        amaras.get(path(sign_up, "steps", 2))

    assert len(sent) == 10
