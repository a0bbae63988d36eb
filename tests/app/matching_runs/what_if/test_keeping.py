"""What was tried is kept: written down, matched anew, and never visible to whom it is about."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.core.job_runs import run_queued
from app.matching_runs.models import LeftOut, MatchRun, PairDecision, Unplaced
from app.matching_runs.queries import last_result
from app.matching_runs.waiting import waiting_of
from app.matching_runs.what_if.models import WhatIfChange
from app.people.models import Person
from tests.app.matching_runs.conftest import publish
from tests.app.matching_runs.test_runs import pairs
from tests.app.matching_runs.what_if.conftest import Desk, words
from tests.app.matching_runs.what_if.test_trying import enrolled
from tests.factories.cohorts import mentee


def kept(session: Session, desk: Desk) -> MatchRun:
    answer = desk.keeps()
    assert answer.status_code == 302, words(answer)
    run_queued()
    session.rollback()
    newest = last_result(session.merge(desk.run.cohort))
    assert newest is not None
    return newest


def test_a_kept_list_becomes_the_next_run_and_can_be_published(session: Session, desk: Desk, ruth: Person) -> None:
    desk.together("Ida Lund", "Jonas")
    desk.tries("seats", mentor="Jonas", seats="2")
    desk.apart("Priya", "Leila")

    run = kept(session, desk)

    assert (run.number, run.gap) == (2, 0)
    assert dict(pairs(session, run)) == {
        "Ida Lund": "Jonas Lindqvist",
        "Noor Saleh": "Jonas Lindqvist",
        "Tomasz Kern": "Leila Haddad",
    }
    assert session.scalars(select(PairDecision.decision)).all() == ["forbid", "keep"]
    assert enrolled(session, "Jonas Lindqvist").seats == 2
    assert session.scalars(select(WhatIfChange)).all() == []
    kinds = session.scalars(select(AuditEvent.kind).order_by(AuditEvent.id)).all()
    assert {"what_if.kept", "pair.keep", "pair.forbid", "enrolment.seats_set", "run.started"} <= set(kinds)
    assert publish(run, ruth).is_published


def test_other_points_that_are_kept_are_the_cohorts_own(session: Session, desk: Desk, run: MatchRun) -> None:
    stands = {spec["name"]: int(spec["weight"]) for spec in run.policy["criteria"]}
    first, second, *_rest = stands
    points = stands | {first: stands[first] + 5, second: stands[second] - 5}
    desk.tries("weights", **{f"points_{name}": str(each) for name, each in points.items()})

    newest = kept(session, desk)

    assert {spec["name"]: spec["weight"] for spec in newest.policy["criteria"]} == points
    assert session.get_one(Cohort, run.cohort_id).weights == points


def test_who_is_left_out_waits_like_everybody_and_can_be_taken_in(session: Session, desk: Desk, ruth: Person) -> None:
    desk.tries("person", who="Noor", side="mentee")
    desk.tries("person", who="Leila", side="mentor")

    run = kept(session, desk)
    again = Desk(desk.client, run)
    again.tries("take-in", who="noor.saleh@northmere.example", side="mentee")
    page = again.page
    review = words(desk.client.get(f"/runs/{run.public_id}"))

    left = session.get_one(Unplaced, (run.id, enrolled(session, "Noor Saleh").id))
    assert dict(pairs(session, run)) == {"Ida Lund": "Jonas Lindqvist"}
    assert left.reason["reason"] == "left_out"
    assert run.mentees == 4
    assert "left out of this match" in review
    assert "Noor Saleh is taken in again." in page
    assert "Noor Saleh no mentor Jonas Lindqvist placed" in page
    taken_in = kept(session, again)
    assert dict(pairs(session, taken_in)) == {"Noor Saleh": "Jonas Lindqvist"}
    assert session.scalars(select(LeftOut.enrolment_id)).all() == [enrolled(session, "Leila Haddad").id]


def test_who_is_left_out_is_told_what_everybody_is(session: Session, desk: Desk, ruth: Person) -> None:
    desk.tries("person", who="Noor", side="mentee")
    run = kept(session, desk)

    publish(run, ruth)

    (told,) = waiting_of(enrolled(session, "Noor Saleh").person)
    assert (told.why, told.change) == (
        "A mentor for you was not possible this time.",
        "If you like, say more in your sign-up: it gives the next run more to go by.",
    )


def test_what_has_changed_since_is_not_kept(session: Session, desk: Desk, here: Cohort) -> None:
    desk.apart("Noor", "Jonas")
    mentee(here, "Late Comer")

    answer = desk.keeps()

    assert answer.status_code == 409
    assert "have changed since this run" in words(answer)
    assert len(desk.numbers()) == 1
    assert session.scalars(select(PairDecision)).all() == []


def test_a_list_that_was_not_looked_at_is_not_kept(session: Session, desk: Desk) -> None:
    seen = desk.seen()
    desk.apart("Noor", "Jonas")

    stale = desk.keeps(seen)
    desk.keeps()
    again = desk.client.submit(f"{desk.path}/keep", page="/me", expected=seen)

    assert (stale.status_code, again.status_code) == (409, 409)
    assert len(session.scalars(select(PairDecision)).all()) == 1
