"""A mentee asks a mentor; a yes is a pair at once, and everything else ends alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.choices.models import MentorRequest, RequestState
from app.choices.services import end_unanswered, remind_mentors
from app.cohorts.models import Enrolment, ExcludedPair
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.pairings.models import Origin, Pairing
from app.people.models import Person
from app.people.services import set_manager
from programs.phases import Phase
from tests.app.choices.conftest import again, asked, colleague
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.letters import words_of, written_letters

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def letters(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(OutboxMail.kind).order_by(OutboxMail.id)))


def press(client: PageClient, who: Enrolment, request: MentorRequest, button: str) -> int:
    client.sign_in(who.person)
    page = f"/requests/{request.public_id}"
    return client.submit(f"{page}/{button}", page=page).status_code


def test_a_request_is_noted_and_the_mentor_is_written_to(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    made = asked(priya, leila)

    assert (made.state, made.place, made.answer_by) == (RequestState.OPEN, 1, today() + timedelta(days=7))
    assert letters(session) == ["request_arrived"]
    deliver()
    (letter,) = written_letters()
    assert letter["Subject"] == "Somebody asks you to be their mentor"
    # High potential: a mailbox does not say who it is (C-25).
    assert "Priya" not in letter.as_string()


def test_a_yes_is_a_pair_at_once(session: Session, client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    made, other = asked(priya, leila), asked(priya, mentor(priya.cohort, colleague("Jonas Lindqvist")))

    assert press(client, leila, made, "accept") == 302

    pair = session.scalars(select(Pairing)).one()
    assert (pair.mentee_id, pair.mentor_id, pair.origin) == (priya.id, leila.id, Origin.REQUEST)
    assert again(made).state is RequestState.ACCEPTED
    assert again(other).state is RequestState.WITHDRAWN
    assert letters(session)[2:] == ["placed", "placed"]
    assert press(client, leila, made, "accept") == 409


def test_one_is_asked_once_and_three_at_the_same_time(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    asked(priya, leila)

    with pytest.raises(RuleBroken, match="asked this mentor already"):
        asked(priya, leila)
    for name in ("Jonas Lindqvist", "Ingrid Solberg"):
        asked(priya, mentor(priya.cohort, colleague(name)))
    with pytest.raises(RuleBroken, match="three mentors already"):
        asked(priya, mentor(priya.cohort, colleague("Samuel Adeyemi")))


def test_a_request_taken_back_makes_room_for_another(client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    made = asked(priya, leila)

    assert press(client, priya, made, "withdraw") == 302

    assert again(made).state is RequestState.WITHDRAWN
    assert asked(priya, leila).place == 1


def test_what_was_written_is_kept_where_it_cannot_be_sent(
    client: PageClient, priya: Enrolment, leila: Enrolment
) -> None:
    asked(priya, leila)
    other = mentor(priya.cohort, colleague("Jonas Lindqvist"))
    client.sign_in(priya.person)
    page = f"/cohorts/{priya.cohort.public_id}/mentors/{other.public_id}"
    for name in ("Ingrid Solberg", "Samuel Adeyemi"):
        asked(priya, mentor(priya.cohort, colleague(name)))

    answer = client.submit(page, words="You know the harbour.")

    assert answer.status_code == 422
    assert "You know the harbour." in answer.text


def test_a_mentor_is_reminded_once(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    with time_machine.travel(START, tick=False):
        asked(priya, leila)
    with time_machine.travel(START + timedelta(days=6), tick=False), transaction():
        assert (remind_mentors(), remind_mentors()) == (1, 0)

    assert letters(session) == ["request_arrived", "request_reminder"]


def test_a_talk_comes_before_the_answer(
    session: Session, client: PageClient, priya: Enrolment, leila: Enrolment
) -> None:
    made = asked(priya, leila)

    assert press(client, leila, made, "talk") == 302

    client.sign_in(priya.person)
    assert "would like to talk to you first" in client.get(f"/requests/{made.public_id}").text
    assert letters(session)[1:] == ["request_talk"]
    assert press(client, leila, made, "talk") == 422


def test_a_seat_that_is_gone_is_told_to_who_says_yes(client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    made = asked(priya, leila)
    client.sign_in(leila.person)
    page = f"/requests/{made.public_id}"
    token = client.token(page)
    fill_up(client, made, leila)

    answer = client.post(f"{page}/accept", data={"csrf_token": token})

    assert answer.status_code == 409
    assert "There is nothing to answer at the moment." in client.get(page).text


def test_no_yes_makes_a_pair_in_a_cohort_that_is_over(client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    made = asked(priya, leila)
    with transaction() as session:
        session.merge(priya.cohort).phase = Phase.CLOSING
    client.sign_in(leila.person)

    assert "asks for you" not in client.get("/").text
    assert press(client, leila, made, "accept") == 422
    assert again(made).is_open


def test_whoever_is_asked_by_nobody_opens_no_request(client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    made = asked(priya, leila)
    client.sign_in(colleague("Noor Saleh"))

    assert client.get(f"/requests/{made.public_id}").status_code == 404


# What ends alike: each of these does something about a request that the asker must not be able to tell.


def decline(client: PageClient, request: MentorRequest, mentor: Enrolment) -> None:
    assert press(client, mentor, request, "decline") == 302


def say_nothing(client: PageClient, request: MentorRequest, mentor: Enrolment) -> None:
    """The mentor is there and does not answer."""


def keep_apart(client: PageClient, request: MentorRequest, mentor: Enrolment) -> None:
    low, high = sorted((request.mentee.person_id, mentor.person_id))
    with transaction() as session:
        session.add(ExcludedPair(lower_id=low, higher_id=high))


def fill_up(client: PageClient, request: MentorRequest, mentor: Enrolment) -> None:
    with transaction() as session:
        session.merge(mentor).takes_more = False


def report_to_them(client: PageClient, request: MentorRequest, mentor: Enrolment) -> None:
    with transaction() as session:
        set_manager(session.merge(request.mentee.person), session.merge(mentor.person), actor=None)


def lead_the_same_people(client: PageClient, request: MentorRequest, mentor: Enrolment) -> None:
    with transaction() as session:
        session.merge(mentor.person).level = 3


WAYS = (say_nothing, decline, keep_apart, fill_up, report_to_them, lead_the_same_people)


def read(client: PageClient, priya: Enrolment, request: MentorRequest) -> list[str]:
    """All pages on which a mentee can read of a request, without what differs from one sign-in to the next."""
    client.sign_in(priya.person)
    cohort = request.cohort.public_id
    paths = (
        f"/requests/{request.public_id}",
        f"/cohorts/{cohort}",
        f"/cohorts/{cohort}/mentors",
        f"/cohorts/{cohort}/mentors?free=1",
        f"/cohorts/{cohort}/mentors/{request.mentor.public_id}",
        "/",
    )
    return [without_ids(client.get(path).text) for path in paths]


def without_ids(text: str) -> str:
    return re.sub(
        r'(?<=value=")[^"]{20,}|(?<=value=")[0-9a-z]{16}(?=")|(?<=[/=-])[\w-]{16}\b|(?<==)[0-9a-f]{8,}', "…", text
    )


def told(client: PageClient, ruth: Person, way: Callable[..., None]) -> list[str]:
    """Let something happen to a request; all that its asker reads of it, on the way and at the end."""
    starts_on = today() + timedelta(days=30)
    here = cohort_of(ruth, program_type="high-potential", phase=Phase.MATCHING, starts_on=starts_on)
    asker = mentee(here, colleague("Priya Raman", level=3, department="Finance", at=way.__name__))
    guide = mentor(here, colleague("Leila Haddad", at=way.__name__))
    with time_machine.travel(START, tick=False) as clock:
        request = asked(asker, guide)
        way(client, request, guide)
        said = read(client, asker, request)
        clock.shift(timedelta(days=8))
        with transaction():
            assert end_unanswered() == 1
        deliver()
        mine = [each for each in written_letters() if each["To"] == asker.person.email]
        letters = [without_ids(f"{each['Subject']} {words_of(each)}") for each in mine]
        return [*said, *read(client, asker, request), *letters]


def test_every_no_reads_the_same(client: PageClient, ruth: Person) -> None:
    first, *others = (told(client, ruth, way) for way in WAYS)

    assert len(first) == 13
    assert others == [first] * (len(WAYS) - 1)
    assert "Not possible this time" in first[6]
    assert "Not possible this time" in first[-1]


def test_a_request_that_can_never_be_does_not_reach_the_mentor(
    session: Session, client: PageClient, priya: Enrolment, leila: Enrolment
) -> None:
    keep_apart(client, MentorRequest(mentee=priya), leila)
    made = asked(priya, leila)

    client.sign_in(leila.person)
    assert client.get(f"/requests/{made.public_id}").status_code == 404
    assert "asks for you" not in client.get("/").text
    assert deliver() >= 0
    assert [each["To"] for each in written_letters()] == []


def test_nobody_asks_who_has_a_mentor(session: Session, client: PageClient, priya: Enrolment, leila: Enrolment) -> None:
    assert press(client, leila, asked(priya, leila), "accept") == 302

    other = mentor(priya.cohort, colleague("Jonas Lindqvist"))

    with pytest.raises(RuleBroken, match="a mentor already"):
        asked(priya, other)
