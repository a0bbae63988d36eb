"""What changed between the run and its publication is named; later publications tell only what is new."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, ExcludedPair
from app.core.clock import today
from app.core.errors import Conflict
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.services import publish_run
from app.pairings.services import set_takes_more
from app.people.models import DottedLine, Person
from app.people.services import mark_left, set_manager
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.app.matching_runs.conftest import finished, learns, publish, take_back
from tests.app.matching_runs.test_publishing import expected, kinds, named, pairings
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody


def _withdraws(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    session.merge(priya).state = EnrolmentState.WITHDRAWN


def _leaves(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    mark_left(session.get_one(Person, leila.person_id), actor=None)


def _takes_no_more(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    set_takes_more(session.merge(leila), False, actor=None)


def _reports(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    people = [session.get_one(Person, each.person_id) for each in (priya, leila)]
    set_manager(people[0], people[1], actor=None)


def _avoids(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    low, high = sorted((priya.person_id, leila.person_id))
    session.add(ExcludedPair(lower_id=low, higher_id=high))


def _has_no_seat(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    session.merge(leila).seats = 0


def _speaks_another_language(session: Session, priya: Enrolment, leila: Enrolment) -> None:
    session.get_one(Person, priya.person_id).languages = ["ja"]
    session.get_one(Person, leila.person_id).languages = ["en"]


CHANGES = [_withdraws, _leaves, _takes_no_more, _reports, _avoids, _has_no_seat, _speaks_another_language]


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_since_is_named_and_nothing_is_published(
    session: Session, done: MatchRun, full: Cohort, ruth: Person, change: object
) -> None:
    priya, leila = named(session, "Priya Raman"), named(session, "Leila Haddad")
    with transaction():
        assert callable(change)
        change(session, priya, leila)
    before = kinds(session)

    with pytest.raises(Conflict, match="Priya Raman with Leila Haddad"):
        publish(done, ruth)

    assert (pairings(session), kinds(session) - before) == ([], Counter())
    session.refresh(done := session.merge(done))
    assert (done.published_at, done.cohort.phase) == (None, Phase.MATCHING)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ([_reports], "“Not in the same reporting line”"),
        ([_avoids], "“a private rule”"),
        ([_avoids, _reports], "“Not in the same reporting line”"),
        ([_speaks_another_language, _reports], "“Not in the same reporting line” and “A language in common”"),
    ],
)
def test_the_rules_that_stand_against_a_pair_by_now_are_named_but_for_private_ones(
    session: Session, signed_in: PageClient, done: MatchRun, changes: list[object], rules: str
) -> None:
    url = f"/runs/{done.public_id}/publish"
    seen = expected(signed_in, url)
    priya, leila = named(session, "Priya Raman"), named(session, "Leila Haddad")
    with transaction():
        for change in changes:
            assert callable(change)
            change(session, priya, leila)

    answer = signed_in.submit(url, expected=seen)

    told = f"Rules stand against these pairs by now: Priya Raman with Leila Haddad ({rules}). Nothing was published."
    assert answer.status_code == 409
    assert told in answer.text
    assert pairings(session) == []


def test_other_recipients_than_those_that_were_shown_are_said(session: Session, done: MatchRun, ruth: Person) -> None:
    with pytest.raises(Conflict, match="now it would be 5 letters"), transaction():
        publish_run(session.get_one(MatchRun, done.id), "another", None, actor=session.merge(ruth))

    assert (pairings(session), kinds(session)) == ([], Counter())


def test_a_day_that_has_passed_is_refused_at_its_field(session: Session, signed_in: PageClient, done: MatchRun) -> None:
    url = f"/runs/{done.public_id}/publish"

    answer = signed_in.submit(url, expected=expected(signed_in, url), next_run_on=today().isoformat())

    assert answer.status_code == 422
    assert "Choose a day after today" in answer.text
    assert pairings(session) == []


def test_a_failure_in_the_middle_leaves_nothing(
    session: Session, done: MatchRun, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What no handler may catch."""

    def die(*_args: object) -> int:
        raise Killed

    monkeypatch.setattr("app.matching_runs.services.publishing._tell_the_others", die)
    with pytest.raises(Killed):
        publish(done, ruth)
    monkeypatch.undo()

    assert (pairings(session), kinds(session)) == ([], Counter())
    assert publish(done, ruth).is_published


def test_reserve_is_told_once_and_the_unplaced_each_time(
    session: Session, spare: Enrolment, full: Cohort, ruth: Person
) -> None:
    publish(finished(full, ruth), ruth)
    mentee(full, "Late Comer", wants=learns("Sailing"))
    mentor(full, "New Reserve", offers=learns("Chess"))

    publish(finished(full, ruth), ruth)

    sent = session.execute(select(OutboxMail.kind, OutboxMail.recipient)).all()
    assert Counter(kind for kind, _to in sent) == {"placed": 6, "not_placed": 2, "in_reserve": 2}
    assert ("in_reserve", "new.reserve@northmere.example") in [tuple(each) for each in sent]


def test_a_newcomer_who_waits_is_told_once_where_people_join_one_by_one(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth, phase=Phase.SIGN_UP)
    ben, jonas = somebody("Ben Okoro", email="ben@x.example"), somebody("Jonas Lindqvist", email="jonas@x.example")
    leila = somebody("Leila Haddad", email="leila@x.example")
    for boss in (leila, jonas):
        with transaction():
            session.add(DottedLine(person_id=ben.id, boss_id=boss.id))
    mentee(here, ben)
    mentee(here, "Ana Lima")
    mentor(here, leila)
    publish(finished(here, ruth), ruth)
    mentor(here, jonas)
    mentee(here, "Cleo Marsh")

    publish(finished(here, ruth), ruth)

    assert kinds(session) == {"placed": 4, "not_placed": 1}


def test_letters_to_those_who_wait_are_withdrawn_with_the_publication(
    session: Session, spare: Enrolment, full: Cohort, ruth: Person
) -> None:
    take_back(publish(finished(full, ruth), ruth), ruth)
    session.rollback()

    deliver()

    sent = {row.kind: row.state.value for row in session.scalars(select(OutboxMail))}
    assert sent == {"placed": "withdrawn", "not_placed": "withdrawn", "in_reserve": "withdrawn", "pair_undone": "sent"}


@pytest.mark.parametrize("path", ["publish", "take-back", "difference", "report", "replay"])
def test_pages_of_a_run_are_for_those_who_run_its_cohort(
    client: PageClient, session: Session, done: MatchRun, path: str
) -> None:
    answers = []
    for name in ("Priya Raman", "Leila Haddad"):
        client.sign_in(session.scalars(select(Person).where(Person.name == name)).one())
        answers.append(client.get(f"/runs/{done.public_id}/{path}").status_code)

    assert answers == [404, 404]


def test_the_page_of_letters_costs_the_same_for_any_number(signed_in: PageClient, cohort: Cohort, ruth: Person) -> None:
    costs = []
    for count in (2, 20):
        for number in range(count):
            mentee(cohort, f"Mentee {count} {number}")
            mentee(cohort, f"Left {count} {number}", wants=learns("Falconry"))
            mentor(cohort, f"Mentor {count} {number}")
            mentor(cohort, f"Spare {count} {number}", offers=learns("Chess"))
        url = f"/runs/{finished(cohort, ruth).public_id}/publish"
        signed_in.get(url)
        with counted() as asked:
            signed_in.get(url)
        costs.append(len(asked))

    assert costs[0] == costs[1]
