"""Reminders: by hand once in three days, by themselves once before the close, never to who is done or gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.core.clock import now, today
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.sign_up.administration.jobs import remind_those_not_done, tidy_what_nobody_finished
from app.sign_up.models import SignUp, SignUpState
from programs.phases import Phase
from tests.app.sign_up.administration.steps import launched, mails, press, seen_on, url_of
from tests.client import PageClient
from tests.letters import words_of, written_letters

PAGE = "/sign-up/reminders"


@pytest.fixture
def open_one(signed_in: PageClient, chosen: Cohort) -> Cohort:
    """The cohort with its invitations sent."""
    return launched(signed_in, chosen)


def reminded(session: Session) -> list[str]:
    return [who for kind, who in mails(session) if kind == "sign_up_reminder"]


def closes_in(session: Session, cohort: Cohort, days: int) -> None:
    with transaction():
        session.merge(cohort).sign_up_closes_on = today() + timedelta(days=days)


def due(session: Session) -> None:
    session.rollback()
    with transaction():
        remind_those_not_done()


def settle(session: Session, cohort: Cohort, **values: object) -> None:
    with transaction():
        session.execute(update(SignUp).where(SignUp.cohort_id == cohort.id).values(**values))


def test_each_person_gets_one_by_hand_within_three_days(
    session: Session, signed_in: PageClient, open_one: Cohort
) -> None:
    page = signed_in.get(url_of(open_one, PAGE)).text
    seen = seen_on(signed_in, open_one, PAGE)

    first, second = (press(signed_in, open_one, PAGE, seen=seen).status_code for _ in range(2))
    settle(session, open_one, reminded_at=now() - timedelta(days=3, minutes=1))
    third = press(signed_in, open_one, PAGE).status_code

    assert "3 people would be reminded." in page
    assert (first, second, third) == (302, 422, 302)
    assert reminded(session) == ["leila", "leila", "priya", "priya", "tomasz", "tomasz"]


@pytest.mark.parametrize("state", [SignUpState.WITHDRAWN])
def test_whoever_is_done_or_has_withdrawn_gets_none(
    session: Session, signed_in: PageClient, open_one: Cohort, state: SignUpState
) -> None:
    settle(session, open_one, state=state)

    answer = press(signed_in, open_one, PAGE)

    assert answer.status_code == 422
    assert reminded(session) == []


def test_other_people_by_now_are_shown_first(session: Session, signed_in: PageClient, open_one: Cohort) -> None:
    seen = seen_on(signed_in, open_one, PAGE)
    with transaction():
        gone = session.scalars(select(SignUp).order_by(SignUp.id).limit(1)).one()
        gone.state = SignUpState.WITHDRAWN

    answer = press(signed_in, open_one, PAGE, seen=seen)

    assert answer.status_code == 409
    assert reminded(session) == []


@pytest.mark.parametrize(("days", "count"), [(4, 0), (3, 3), (1, 3), (0, 3), (-1, 0)])
def test_it_leaves_by_itself_within_three_days_of_the_close(
    session: Session, open_one: Cohort, days: int, count: int
) -> None:
    closes_in(session, open_one, days)

    due(session)

    assert len(reminded(session)) == count


def test_it_leaves_once_however_often_it_is_due(session: Session, open_one: Cohort) -> None:
    closes_in(session, open_one, 3)

    for _ in range(3):
        due(session)

    assert reminded(session) == ["leila", "priya", "tomasz"]


def test_one_by_hand_a_day_before_counts(session: Session, signed_in: PageClient, open_one: Cohort) -> None:
    closes_in(session, open_one, 4)
    press(signed_in, open_one, PAGE)
    closes_in(session, open_one, 3)

    due(session)

    assert len(reminded(session)) == 3


def test_a_later_close_has_a_reminder_of_its_own(session: Session, open_one: Cohort) -> None:
    closes_in(session, open_one, 3)
    due(session)
    settle(session, open_one, reminded_at=now() - timedelta(days=12))

    due(session)

    assert len(reminded(session)) == 6


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.MATCHING, Phase.RUNNING])
def test_nothing_leaves_by_itself_in_another_phase(session: Session, open_one: Cohort, phase: Phase) -> None:
    closes_in(session, open_one, 2)
    with transaction():
        session.merge(open_one).phase = phase

    due(session)

    assert reminded(session) == []


def test_the_letter_names_the_day_and_can_be_refused(session: Session, open_one: Cohort) -> None:
    closes_in(session, open_one, 3)
    due(session)
    session.rollback()

    deliver()

    letters = [each for each in written_letters() if "closes on" in each["Subject"]]
    assert len(letters) == 3
    assert all("ruth@northmere.example" in words_of(each) for each in letters)
    assert all(each["List-Unsubscribe"] for each in letters)


def test_whoever_is_done_by_the_time_it_leaves_gets_none(session: Session, open_one: Cohort) -> None:
    closes_in(session, open_one, 3)
    due(session)
    settle(session, open_one, state=SignUpState.WITHDRAWN)

    deliver()

    states = session.scalars(select(OutboxMail.state).where(OutboxMail.kind == "sign_up_reminder"))
    assert {each.value for each in states} == {"withdrawn"}


@pytest.mark.parametrize(
    ("closed_days_ago", "touched_days_ago", "state", "left"),
    [
        (31, 40, SignUpState.STARTED, 0),
        (31, 40, SignUpState.INVITED, 0),
        (31, 40, SignUpState.WITHDRAWN, 4),
        (30, 40, SignUpState.STARTED, 4),
        (31, 29, SignUpState.STARTED, 4),
    ],
)
def test_what_nobody_finished_is_tidied_away_a_month_after_the_close(
    session: Session, open_one: Cohort, closed_days_ago: int, touched_days_ago: int, state: SignUpState, left: int
) -> None:
    moment = now() - timedelta(days=touched_days_ago)
    settle(session, open_one, state=state, created_at=moment, invited_at=moment, opened_at=moment)
    closes_in(session, open_one, -closed_days_ago)

    with transaction():
        tidy_what_nobody_finished()

    kept = session.scalars(select(SignUp.id)).all()
    events = session.scalars(select(AuditEvent.detail).where(AuditEvent.kind == "sign_up.tidied")).all()
    assert (len(kept), events) == (left, [] if left else [{"sign_ups": 4}])
