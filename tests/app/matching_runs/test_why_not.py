"""Whoever asks why they were not paired with somebody reads the same bytes, whatever the reason is."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, ExcludedPair
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.transactions import transaction
from app.matching_runs.models import Decision, PairDecision
from app.matching_runs.why_not import wished_in_vain
from app.pairings.models import Ending
from app.pairings.services import end_pairings
from app.people.models import Person
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.pairings import make_pair
from tests.factories.people import person as somebody

REASONS = ["declined", "expired", "private rule", "exclusion", "full", "better use elsewhere", "not in the cohort"]


@pytest.fixture
def asked(session: Session, ruth: Person) -> dict[str, Person]:
    """Priya, without a mentor in a cohort that runs, and those she wished for, each by why she has not got them."""
    here = cohort_of(ruth, program_type="high-potential", phase=Phase.RUNNING)
    mentors = {name: mentor(here, f"{name.title()} Mentor") for name in REASONS[:-1]}
    people = {name: each.person for name, each in mentors.items()}
    people["not in the cohort"] = somebody("Nowhere Mentor", email="nowhere.mentor@northmere.example")
    priya = mentee(here, "Priya Raman", wishes=[each.email for each in people.values()])
    others = [mentee(here, "Ida Lund"), mentee(here, "Ben Okafor")]
    for name, ending in (("declined", Ending.NOT_THIS_ONE), ("expired", Ending.ENDED)):
        pair = make_pair(session, cohort=here, mentee=priya, mentor=mentors[name], actor=ruth)
        with transaction() as writing:
            end_pairings([writing.merge(pair)], ending, actor=writing.merge(priya.person))
    for other, name in zip(others, ("full", "better use elsewhere"), strict=True):
        make_pair(session, cohort=here, mentee=other, mentor=mentors[name], actor=ruth)
    with transaction() as writing:
        low, high = sorted((priya.person_id, people["private rule"].id))
        writing.add(ExcludedPair(lower_id=low, higher_id=high))
        exclusion = {"mentee_id": priya.id, "mentor_id": mentors["exclusion"].id, "decided_by_id": ruth.id}
        writing.add(PairDecision(cohort_id=here.id, decision=Decision.FORBID, **exclusion))
    return people | {"priya": priya.person}


def bytes_of(answer: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    """Everything that goes over the wire but what numbers the request."""
    headers = [(name, value) for name, value in answer.headers.items() if name.lower() != "x-request-id"]
    return answer.status_code, headers, answer.data


def test_every_reason_and_nobody_at_all_get_the_same_bytes(
    session: Session, client: PageClient, asked: dict[str, Person]
) -> None:
    client.sign_in(asked["priya"])
    cohort = session.scalars(select(Cohort)).one()
    here = f"/cohorts/{cohort.public_id}/why-not"
    events = session.scalars(select(AuditEvent.id).order_by(AuditEvent.id)).all()
    chosen = [asked[name].public_id for name in REASONS] + ["nobody-of-this-id", asked["priya"].public_id]

    with time_machine.travel(now() + timedelta(minutes=1), tick=False):
        token = client.token(here)
        posted = [client.post(here, data={"csrf_token": token, "person": each}) for each in chosen]
        answers = [client.get(each.location) for each in posted]

    assert [bytes_of(each) for each in posted] == [bytes_of(posted[0])] * len(chosen)
    assert [bytes_of(each) for each in answers] == [bytes_of(answers[0])] * len(chosen)
    assert (posted[0].status_code, answers[0].status_code) == (302, 200)
    assert "Not possible this time." in answers[0].text
    assert not any(asked[name].name in answers[0].text for name in REASONS)
    session.rollback()
    assert session.scalars(select(AuditEvent.id).order_by(AuditEvent.id)).all() == events


def test_the_form_offers_whom_one_wished_for_and_has_not_got(
    session: Session, client: PageClient, asked: dict[str, Person]
) -> None:
    priya, cohort = asked["priya"], session.scalars(select(Cohort)).one()
    enrolments = {each.person.name: each for each in session.scalars(select(Enrolment))}
    make_pair(session, cohort=cohort, mentee=enrolments["Priya Raman"], mentor=enrolments["Exclusion Mentor"])
    client.sign_in(priya)

    page = client.get(f"/cohorts/{cohort.public_id}").text

    offered = [each.name for each in wished_in_vain(priya, cohort)]
    assert offered == [asked[name].name for name in REASONS if name != "exclusion"]
    assert all(name in page for name in offered)


def test_choosing_nobody_is_asked_once_more(session: Session, client: PageClient, asked: dict[str, Person]) -> None:
    client.sign_in(asked["priya"])
    cohort = session.scalars(select(Cohort)).one()

    page = client.submit(f"/cohorts/{cohort.public_id}/why-not", person="")

    assert (page.status_code, "Choose whom you mean." in page.text) == (422, True)


def test_nobody_can_ask_before_the_pairs_are_published_or_after_withdrawing(
    session: Session, client: PageClient, asked: dict[str, Person]
) -> None:
    client.sign_in(asked["priya"])
    cohort = session.scalars(select(Cohort)).one()
    here = f"/cohorts/{cohort.public_id}"
    with transaction():
        cohort.phase = Phase.MATCHING

    early = client.get(f"{here}/why-not/answer").status_code
    section = "Why was I not paired" in client.get(here).text
    with transaction() as writing:
        cohort.phase = Phase.RUNNING
        priya = writing.scalars(select(Enrolment).where(Enrolment.person_id == asked["priya"].id)).one()
        priya.state, priya.withdrawn_at = EnrolmentState.WITHDRAWN, now()
    late = client.get(f"{here}/why-not/answer").status_code

    assert (early, section, late) == (403, False, 404)
