"""Sign-up files that wait: their columns explained, looked through, confirmed once, forgotten."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, SignUpDraft
from app.cohorts.services import forget_old_drafts
from app.core.clock import now
from app.core.transactions import transaction
from app.people.models import Person
from programs.phases import Phase
from tests.app.cohorts.files import MENTEES, choose, confirm
from tests.app.cohorts.stored import count, enrolment_of
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of


def test_columns_that_are_not_understood_are_asked_about(
    session: Session, signed_in: PageClient, cohort: Cohort
) -> None:
    odd = "email,name,shoe size,wheelhouse\nada@x.example,Ada,42,Tax\n"

    asked = choose(signed_in, cohort, None, odd)
    page = signed_in.get(asked.location)
    answer = signed_in.submit(asked.location, mentors_0="email", mentors_1="name", mentors_2="", mentors_3="offers")
    kept = json.dumps(session.scalars(select(SignUpDraft.files)).one())
    session.rollback()
    confirm(signed_in, answer.location)

    assert asked.location.endswith("/columns")
    assert "not understood" in page.text
    assert "shoe" not in kept
    assert enrolment_of(session, "ada@x.example").answers["offers"][0]["name"] == "Tax"


@pytest.mark.parametrize(
    "chosen",
    [
        {"mentees_0": "", "mentees_1": "name", "mentees_2": ""},
        {"mentees_0": "email", "mentees_1": "email", "mentees_2": ""},
        {"mentees_0": "email", "mentees_1": "interests", "mentees_2": "interests"},
        {"mentees_0": "email", "mentees_1": "name", "mentees_2": "manager"},
    ],
)
def test_columns_that_cannot_be_so_are_asked_again(
    session: Session, signed_in: PageClient, cohort: Cohort, chosen: dict[str, str]
) -> None:
    asked = choose(signed_in, cohort, "email,name,shoe size\nada@x.example,Ada,42\n").location

    answer = signed_in.submit(asked, **chosen)

    assert answer.status_code == 422
    assert "shoe size" in json.dumps(session.scalars(select(SignUpDraft.files)).one())


def test_a_changed_directory_is_shown_once_more(
    session: Session, signed_in: PageClient, cohort: Cohort, amara: Person
) -> None:
    check = choose(signed_in, cohort, MENTEES).location
    page = signed_in.get(check).text
    digest = page.split('name="digest"')[1].split('value="')[1].split('"')[0]
    with transaction():
        session.merge(amara).level = 5

    answer = signed_in.submit(check, digest=digest)

    assert answer.status_code == 409
    assert "Something has changed since you looked" in answer.text
    assert count(session, Enrolment) == 0


def test_a_second_click_finds_nothing_to_do(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    check = choose(signed_in, cohort, MENTEES).location

    first = confirm(signed_in, check)
    again = signed_in.post(check, data={"csrf_token": signed_in.token("/cohorts/new"), "digest": "x"})

    assert (first.status_code, again.status_code) == (302, 404)
    assert count(session, Enrolment) == 2


@pytest.mark.parametrize("phase", [Phase.CLOSING, Phase.CLOSED])
def test_a_cohort_that_is_over_takes_nobody(
    session: Session, signed_in: PageClient, ruth: Person, phase: Phase
) -> None:
    over = cohort_of(ruth, phase=phase)

    answer = choose(signed_in, over, MENTEES)

    assert answer.status_code == 422
    assert count(session, SignUpDraft) == 0


def test_files_are_forgotten_after_a_day(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    check = choose(signed_in, cohort, MENTEES).location
    with transaction():
        session.execute(text("UPDATE sign_up_draft SET expires_at = :then"), {"then": now().replace(year=2020)})

    gone = signed_in.get(check).status_code
    with transaction():
        forget_old_drafts()

    assert gone == 404
    assert count(session, SignUpDraft) == 0


def test_files_are_for_whoever_chose_them(
    client: PageClient, session: Session, signed_in: PageClient, ruth: Person, noor: Person
) -> None:
    shared = cohort_of(ruth, noor)
    check = choose(signed_in, shared, MENTEES).location
    other = client.application.test_client()
    other.sign_in(noor)  # type: ignore[attr-defined]  # the application's client is a PageClient

    assert (signed_in.get(check).status_code, other.get(check).status_code) == (200, 404)


def test_files_can_be_thrown_away(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    check = choose(signed_in, cohort, MENTEES).location

    signed_in.submit(f"{check}/discard", page=check)

    assert count(session, SignUpDraft) == 0
    assert count(session, Enrolment) == 0
