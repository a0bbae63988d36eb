"""What the match cannot read is told by name and field, not by row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.core.jobs import Job
from app.matching_runs import jobs
from app.matching_runs.models import RunState
from app.matching_runs.snapshot import Snapshot
from app.matching_runs.solving import solved
from app.people.models import Person
from tests.app.matching_runs.conftest import finished


def test_what_cannot_be_matched_is_said_by_name_and_field(
    session: Session, full: Cohort, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[int] = []

    def of_broken(given: Snapshot, *rest: Any) -> Any:
        rows.append(given.ids[given.mentees["id"][1]])
        needs = [given.mentees["needs"][0], "two", *given.mentees["needs"][2:]]
        return solved(replace(given, mentees={**given.mentees, "needs": needs}), *rest)

    monkeypatch.setattr(jobs, "solved", of_broken)
    failed = finished(full, ruth)

    session.refresh(failed)
    name = session.get_one(Enrolment, rows[0]).person.name
    assert failed.standing is RunState.FAILED
    assert session.scalars(select(Job.error).order_by(Job.id.desc())).first() == (
        f"What is known of {name} cannot be matched. The field “needs” should be otherwise: "
        "expected a whole number from 0. Nothing was stored."
    )
