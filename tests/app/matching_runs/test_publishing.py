"""A result becomes pairs: all or none, once, with exactly the letters that were shown."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortAdministrator, Enrolment
from app.cohorts.services import move_cohort
from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.errors import Conflict, RuleBroken
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.matching_runs.models import Decision, MatchRun, PublishedPair
from app.matching_runs.recipients import recipients_of
from app.pairings.models import Origin, Pairing
from app.people.models import Person
from programs.phases import Phase
from programs.working_days import add_working_days
from tests.app.matching_runs.conftest import decide_about, finished, learns, publish, started
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody
from tests.letters import words_of, written_letters


def kinds(session: Session) -> Counter[str]:
    session.rollback()
    return Counter(session.scalars(select(OutboxMail.kind)))


def pairings(session: Session) -> list[Pairing]:
    session.rollback()
    return list(session.scalars(select(Pairing).order_by(Pairing.id)))


def named(session: Session, name: str) -> Enrolment:
    session.rollback()
    return session.scalars(select(Enrolment).join(Enrolment.person).where(Person.name == name)).one()


def test_publishing_makes_the_pairs_and_tells_everybody(
    session: Session, spare: Enrolment, full: Cohort, ruth: Person
) -> None:
    run = publish(finished(full, ruth), ruth, today() + timedelta(days=14))

    made = pairings(session)
    assert {(each.mentee.person.name, each.mentor.person.name) for each in made} == {
        ("Priya Raman", "Leila Haddad"),
        ("Tomasz Kern", "Jonas Lindqvist"),
    }
    assert {each.origin for each in made} == {Origin.RUN}
    assert {each.objection_until for each in made} == {add_working_days(today(), 5)}
    assert all(each.reasons[0]["name"] == "skills" for each in made)
    assert session.scalar(select(func.count()).select_from(PublishedPair)) == 2
    assert (run.published_by_id, run.cohort.phase, run.cohort.next_run_on) == (
        ruth.id,
        Phase.RUNNING,
        today() + timedelta(days=14),
    )
    assert kinds(session) == {"placed": 4, "not_placed": 1, "in_reserve": 1}
    events = session.scalars(select(AuditEvent).where(AuditEvent.kind == "run.published")).all()
    assert [event.detail for event in events] == [{"number": 1, "pairs": 2, "letters": 6}]


def test_the_page_shows_each_letter_and_how_many_get_it(
    session: Session, signed_in: PageClient, spare: Enrolment, full: Cohort, ruth: Person
) -> None:
    run = finished(full, ruth)
    with transaction():
        row = session.get_one(MatchRun, run.id)
        recipients = recipients_of(row)

    page = signed_in.get(f"/runs/{run.public_id}/publish").text

    assert "6 letters would leave." in page
    assert "Jonas Lindqvist is your mentor in “Autumn 2026”." in page
    assert "Tomasz Kern is your mentee in “Autumn 2026”." in page
    assert "Nobody in this cohort teaches what you named yet: Falconry." in page
    assert "Your seat is not taken yet: you are in reserve." in page
    assert kinds(session) == {}
    assert pairings(session) == []
    publish(run, ruth)
    assert sum(kinds(session).values()) == recipients.letters == 6


def test_confirming_publishes_and_leads_to_the_cohort(
    session: Session, signed_in: PageClient, done: MatchRun, full: Cohort
) -> None:
    url = f"/runs/{done.public_id}/publish"
    next_run = today() + timedelta(days=7)

    answer = signed_in.submit(url, expected=expected(signed_in, url), next_run_on=next_run.isoformat())
    review = signed_in.get(f"/runs/{done.public_id}").text

    assert answer.location == f"/cohorts/{full.public_id}"
    assert len(pairings(session)) == 2
    assert "The pairs of this run" in review
    assert "Take the publication back" in review
    assert "Not these two" not in review


def expected(client: PageClient, url: str) -> str:
    text = client.get(url).text
    return text.partition('name="expected"')[2].partition('value="')[2].partition('"')[0]


def test_the_letters_say_what_the_page_showed(session: Session, spare: Enrolment, full: Cohort, ruth: Person) -> None:
    run = finished(full, ruth)
    publish(run, ruth, date(2199, 12, 7))
    session.rollback()
    deliver()

    letters = {str(letter["To"]): words_of(letter) for letter in written_letters()}

    left = letters["ida.lund@northmere.example"]
    assert "Saturday 7 December" in left
    assert "Ruth Baptiste" in left
    assert "Leila Haddad" not in left
    assert "You are in reserve" not in left
    assert "you are in reserve" in letters["oskar.lund@northmere.example"]
    assert len(letters) == 6


def test_a_second_publication_is_told_of_the_first(
    session: Session, client: PageClient, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    tomasz = somebody("Tomasz Wójcik", email="tw@northmere.example")
    with transaction():
        session.add(CohortAdministrator(cohort_id=full.id, person_id=tomasz.id))
    url = f"/runs/{done.public_id}/publish"
    client.sign_in(ruth)
    seen = expected(client, url)
    token = client.token(url)
    publish(done, tomasz)

    answer = client.post(url, data={"csrf_token": token, "expected": seen, "next_run_on": "2199-12-07"})

    assert answer.status_code == 409
    assert "Somebody was quicker: Tomasz Wójcik published this run on" in answer.text
    assert 'value="2199-12-07"' in answer.text
    assert (len(pairings(session)), kinds(session)["placed"]) == (2, 4)


def test_two_clicks_of_the_same_person_publish_once(session: Session, done: MatchRun, ruth: Person) -> None:
    publish(done, ruth)

    with pytest.raises(Conflict, match="You published this run"):
        publish(done, ruth)

    assert len(pairings(session)) == 2


def test_only_the_newest_result_is_published(session: Session, done: MatchRun, full: Cohort, ruth: Person) -> None:
    finished(full, ruth)

    with pytest.raises(Conflict, match="Run 2 is newer"):
        publish(done, ruth)

    assert pairings(session) == []


def test_a_run_at_work_is_waited_for(session: Session, done: MatchRun, full: Cohort, ruth: Person) -> None:
    started(full, ruth)

    with pytest.raises(Conflict, match="A match is at work: run 2"):
        publish(done, ruth)


def test_a_decision_since_asks_for_another_run(session: Session, done: MatchRun, full: Cohort, ruth: Person) -> None:
    decide_about(done, "Priya Raman", "Leila Haddad", Decision.KEEP, ruth)

    with pytest.raises(Conflict, match="decided since"):
        publish(done, ruth)

    assert publish(finished(full, ruth), ruth).is_published


def test_another_weight_since_asks_for_another_run(session: Session, done: MatchRun, ruth: Person) -> None:
    with transaction():
        cohort = session.merge(done).cohort
        cohort.weights = {**cohort.weights, "skills": 40, "wishes": 30}

    with pytest.raises(Conflict, match="Weights or rules were changed"):
        publish(done, ruth)


def test_a_draft_is_not_published(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth)
    mentee(here, "Priya Raman")
    mentor(here, "Leila Haddad")
    run = finished(here, ruth)

    with pytest.raises(RuleBroken, match="Open sign-up first"):
        publish(run, ruth)

    assert pairings(session) == []


def test_an_open_sign_up_is_closed_first_unless_people_join_one_by_one(session: Session, ruth: Person) -> None:
    runs = []
    for program in ("functional-expertise", "onboarding"):
        here = cohort_of(ruth, program_type=program, phase=Phase.SIGN_UP)
        mentee(here, f"Priya {program}")
        mentor(here, f"Leila {program}")
        runs.append(finished(here, ruth))

    with pytest.raises(RuleBroken, match="Close sign-up to begin matching"):
        publish(runs[0], ruth)
    rolling = publish(runs[1], ruth)

    assert rolling.cohort.phase is Phase.RUNNING


def test_a_result_without_a_pair_is_not_published(session: Session, cohort: Cohort, ruth: Person) -> None:
    mentee(cohort, "Ida Lund", wants=learns("Falconry"))
    mentor(cohort, "Leila Haddad", offers=learns("Law"))
    run = finished(cohort, ruth)

    with pytest.raises(RuleBroken, match="no pair to publish"):
        publish(run, ruth)


def test_a_cohort_does_not_run_without_pairs(session: Session, full: Cohort, ruth: Person) -> None:
    with pytest.raises(RuleBroken, match="There are no pairs yet"), transaction():
        move_cohort(session.merge(full), Phase.RUNNING, actor=ruth)
