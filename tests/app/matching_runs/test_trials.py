"""What would come of points and rules is shown on the cohort’s own sign-ups before anything is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort, Enrolment, ExcludedPair
from app.cohorts.services import change_matching
from app.cohorts.services.matching import as_it_stands
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.matching_runs.models import Decision, MatchRun, MatchTrial
from app.matching_runs.services import begin_trial, trials
from app.matching_runs.snapshot import snapshot_of
from app.matching_runs.trial import Trial, question_of, trial_of
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from tests.app.matching_runs.conftest import decide_about, finished, learns
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor

KIND = PROGRAM_TYPES["functional-expertise"]


def typed(**changes: str) -> dict[str, str]:
    """The form of functional expertise as it stands, with changes."""
    points = {f"weight_{name}": f"{value:g}" for name, value in KIND.weights.items()}
    ticked = {f"rule_{rule.name}": "y" for rule in KIND.rules if not rule.fixed}
    numbers = {f"number_{rule.name}": str(rule.number.usual) for rule in KIND.rules if rule.number}
    aims = {"objective": "most_then_best", "floor": "0", "needs": "1", "keep_bonus": "0"}
    return points | ticked | numbers | aims | changes


def preview(client: PageClient, cohort: Cohort, **changes: str) -> TestResponse:
    """Press “Preview” on the page of what counts."""
    here = f"/cohorts/{cohort.public_id}/settings/matching"
    return client.submit(f"{here}/preview", page=here, **typed(**changes))


def tried(cohort: Cohort) -> Trial:
    """What comes of what the cohort goes by now."""
    with transaction() as session:
        row = session.merge(cohort)
        question = question_of(row, as_it_stands(row))
    return trial_of(question)


def settle(cohort: Cohort, ruth: Person, **aims: object) -> None:
    """Keep what the cohort is after."""
    with transaction() as session:
        row = session.merge(cohort)
        change_matching(row, dict(row.weights), {}, {"objective": "most_then_best", **aims}, actor=session.merge(ruth))


def test_preview_tells_what_would_come_of_it_and_keeps_nothing(
    session: Session, signed_in: PageClient, full: Cohort
) -> None:
    page = preview(signed_in, full, weight_skills="50", weight_wishes="20")

    session.rollback()
    assert page.status_code == 200
    assert "2 of 3 mentees would have a mentor." in page.text
    assert "One would stay without a mentor." in page.text
    assert 'value="50"' in page.text
    assert session.scalars(select(Cohort)).one().weights == KIND.weights
    assert session.scalar(select(func.count()).select_from(MatchTrial)) == 0
    assert session.scalar(select(func.count()).select_from(MatchRun)) == 0


def test_preview_counts_pairs_by_rule_and_nothing_of_who_asked_not_to_meet(session: Session, full: Cohort) -> None:
    before = tried(full)
    people = session.scalars(select(Enrolment.person_id).order_by(Enrolment.id)).all()
    with transaction() as writing:
        writing.add(ExcludedPair(lower_id=min(people[0], people[3]), higher_id=max(people[0], people[3])))

    after = tried(full)

    covers = next(each for each in before.rules if each.name == "covers_a_wish")
    assert (before.possible, covers.excluded, covers.alone) == (6, 3, 3)
    assert before.missing["wishes"] == 6
    assert (after.rules, after.missing) == (before.rules, before.missing)
    assert after.placed < before.placed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weight_skills": "40"}, "The weights add up to 95. They need to add up to 100."),
        ({"floor": "101"}, "A whole number from 0 to 100."),
        ({"number_shared_hours": "0"}, "A whole number from 1 to 20."),
        ({"ceiling_office": "x"}, "A whole number from 1 to 999."),
        ({"objective": "stable", "ceiling_office": "3"}, "groups cannot be limited"),
        ({"objective": ""}, "Choose what matters most."),
    ],
)
def test_preview_and_save_say_beside_the_field_what_cannot_be(
    session: Session, signed_in: PageClient, full: Cohort, changes: dict[str, str], sentence: str
) -> None:
    here = f"/cohorts/{full.public_id}/settings/matching"

    pages = [preview(signed_in, full, **changes), signed_in.submit(here, **typed(**changes))]

    assert [(page.status_code, sentence in page.text) for page in pages] == [(422, True), (422, True)]


def test_preview_without_people_says_so(signed_in: PageClient, cohort: Cohort) -> None:
    page = preview(signed_in, cohort)

    assert "there is nothing to try this on yet" in page.text


def test_preview_of_settled_points_is_refused(signed_in: PageClient, full: Cohort) -> None:
    with transaction() as session:
        session.get_one(Cohort, full.id).phase = Phase.RUNNING

    page = preview(signed_in, full)

    assert (page.status_code, "Pairs were made by these weights" in page.text) == (422, True)


def test_a_large_cohort_is_tried_out_beside_the_page(
    session: Session, signed_in: PageClient, full: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "MOST_AT_ONCE", 1)

    answer = preview(signed_in, full, floor="30")
    waiting = signed_in.get(answer.location)
    session.rollback()
    run_queued()
    page = signed_in.get(answer.location)

    assert (answer.status_code, "is being worked out" in waiting.text) == (302, True)
    assert "2 of 3 mentees would have a mentor." in page.text
    assert 'name="floor"' in page.text
    assert 'value="30"' in page.text


def test_a_trial_is_forgotten_after_a_day(session: Session, full: Cohort, ruth: Person) -> None:
    with transaction() as writing:
        row = writing.merge(full)
        begin_trial(row, as_it_stands(row), actor=writing.merge(ruth)).asked_at = now() - trials.KEPT_FOR * 2

    with transaction():
        trials.forget_trials()

    assert session.scalar(select(func.count()).select_from(MatchTrial)) == 0


def test_what_is_saved_counts_from_the_next_run_on_and_a_run_keeps_its_own(
    session: Session, full: Cohort, ruth: Person
) -> None:
    first = finished(full, ruth)

    settle(full, ruth, floor=60)
    second = finished(full, ruth)

    assert [rule["name"] for rule in first.policy["rules"]][-1] != "floor"
    assert second.policy["rules"][-1] == {"name": "floor", "kind": "floor", "points": 60}
    assert second.placed < first.placed
    event = session.scalars(select(AuditEvent).where(AuditEvent.kind == "cohort.matching_changed")).one()
    assert event.detail["aims"] == {"floor": 60}


def test_a_limit_for_an_office_counts_the_pairs_that_are_there(session: Session, full: Cohort, ruth: Person) -> None:
    with transaction() as writing:
        for each in writing.scalars(select(Enrolment).where(Enrolment.role == "mentor")):
            each.person.site = "Porto"

    settle(full, ruth, ceilings={"office": 1})
    found = tried(full)

    assert found.placed == 1
    assert any("Porto has as many pairs as one office may have" in each.why for each in found.left)


def test_mentors_for_each_mentee_go_to_whoever_asked_for_no_other_number(
    session: Session, cohort: Cohort, ruth: Person
) -> None:
    usual, more = mentee(cohort, "Priya Raman"), mentee(cohort, "Ida Lund", needs=3)

    settle(cohort, ruth, needs=2)

    session.expire_all()
    assert [session.get_one(Enrolment, each.id).needs for each in (usual, more)] == [2, 3]


def test_a_bonus_keeps_the_pairs_of_the_last_match(full: Cohort, ruth: Person) -> None:
    mentor(full, "Mona Berg", offers=learns("Law", level=6))
    finished(full, ruth)

    settle(full, ruth, keep_bonus=5)

    assert len(snapshot_of(db.session.merge(full)).stay) == 2


def test_a_pair_to_be_kept_that_a_rule_forbids_is_named_in_the_preview(
    session: Session, signed_in: PageClient, done: MatchRun, ruth: Person
) -> None:
    decide_about(done, "Priya Raman", "Leila Haddad", Decision.KEEP, ruth)
    cohort = session.get_one(Cohort, done.cohort_id)

    page = preview(signed_in, cohort, floor="99")

    assert page.status_code == 422
    assert "Priya Raman and Leila Haddad are to be kept together" in page.text


def test_the_address_of_a_preview_leads_back_to_what_stands(signed_in: PageClient, full: Cohort) -> None:
    here = f"/cohorts/{full.public_id}/settings/matching"

    assert signed_in.get(f"{here}/preview").location == here
