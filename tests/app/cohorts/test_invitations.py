"""Invitations: who gets one, nothing before the button, nobody twice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import mark_left
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.accounts import give_password
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody
from tests.letters import words_of, written_letters


def recipients(session: Session) -> list[str]:
    session.rollback()
    return sorted(session.scalars(select(OutboxMail.recipient).where(OutboxMail.kind == "invitation")))


@pytest.fixture
def full(session: Session, cohort: Cohort, amara: Person) -> Cohort:
    """Priya and Leila have not come in; Amara has, Sam has no address, Lee has left."""
    for each in ("Priya Raman", somebody("Sam No Address", external_id="N-1"), amara):
        mentee(cohort, each)
    mentor(cohort, "Leila Haddad")
    gone = mentor(cohort, "Lee Gone")
    give_password(session.merge(amara))
    with transaction():
        mark_left(session.get_one(Person, gone.person_id), actor=None)
    return cohort


def test_the_page_says_who_would_get_one_and_sends_nothing(
    session: Session, signed_in: PageClient, full: Cohort
) -> None:
    page = signed_in.get(f"/cohorts/{full.public_id}/invitations").text

    assert "Two people have not come in yet." in page
    assert re.findall(r"[a-z.]+@northmere\.example", page.split("Who gets one")[1]) == [
        "leila.haddad@northmere.example",
        "priya.raman@northmere.example",
    ]
    assert "One takes part without an e-mail address" in page
    assert recipients(session) == []


def test_the_button_sends_each_a_link_of_their_own(session: Session, signed_in: PageClient, full: Cohort) -> None:
    url = f"/cohorts/{full.public_id}/invitations"

    answer = signed_in.submit(url, expected="2")

    assert answer.location == f"/cohorts/{full.public_id}"
    assert recipients(session) == ["leila.haddad@northmere.example", "priya.raman@northmere.example"]
    session.rollback()
    deliver()
    links = {link for letter in written_letters()[-2:] for link in re.findall(r"http://\S+", words_of(letter))}
    assert len(links) == 2


def test_a_second_click_sends_nothing_twice(session: Session, signed_in: PageClient, full: Cohort) -> None:
    url = f"/cohorts/{full.public_id}/invitations"
    token = signed_in.token(url)

    first, second = (signed_in.post(url, data={"csrf_token": token, "expected": "2"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert len(recipients(session)) == 2
    assert "2 people have a letter of the last 14 days" in signed_in.get(url).text


def test_after_14_days_they_can_be_written_to_again(session: Session, signed_in: PageClient, full: Cohort) -> None:
    url = f"/cohorts/{full.public_id}/invitations"
    signed_in.submit(url, expected="2")
    with transaction():
        session.execute(update(AuditEvent).values(at=now() - timedelta(days=15)))

    signed_in.submit(url, expected="2")

    assert len(recipients(session)) == 4


@pytest.mark.parametrize("expected", ["3", "", "x", "-1", "9" * 40])
def test_another_number_than_was_seen_sends_nothing(
    session: Session, signed_in: PageClient, full: Cohort, expected: str
) -> None:
    answer = signed_in.submit(f"/cohorts/{full.public_id}/invitations", expected=expected)

    assert answer.status_code in {409, 422}
    assert recipients(session) == []


def test_a_cohort_that_is_over_invites_nobody(session: Session, signed_in: PageClient, ruth: Person) -> None:
    over = cohort_of(ruth, phase=Phase.CLOSED)
    mentee(over, "Priya Raman")

    answer = signed_in.submit(f"/cohorts/{over.public_id}/invitations", expected="1")

    assert answer.status_code == 422
    assert recipients(session) == []
