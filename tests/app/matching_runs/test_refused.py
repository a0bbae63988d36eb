"""What the match cannot read is told by name and field, not by row, in the words of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.services.matching import as_it_stands
from app.core.errors import RuleBroken
from app.core.jobs import Job
from app.matching_runs import jobs
from app.matching_runs.models import RunState
from app.matching_runs.refused import FAULTS, FIELDS, refusal
from app.matching_runs.snapshot import MENTEE_COLUMNS, MENTOR_COLUMNS, Snapshot, snapshot_of
from app.matching_runs.solving import solved
from app.matching_runs.trial import Question, question_of, trial_of
from app.people.models import Person
from matching import InputError
from matching.hours import SharedHours
from matching.rules.lines import NotInLine
from matching.tables import Table
from tests.app.matching_runs.conftest import finished
from tests.factories.cohorts import mentee


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
        f"What is known of {name} cannot be matched. Look at “mentors wanted”: it should be a whole number from 0. "
        "Nothing was stored."
    )


def test_every_column_and_every_fault_of_a_cell_has_plain_words() -> None:
    faults = {refused(read) for read in READS}

    assert FIELDS.keys() == MENTEE_COLUMNS.keys() | MENTOR_COLUMNS.keys()
    assert FAULTS.keys() == faults


def table(*cells: object, **more: Any) -> Table:
    return Table("mentees", {"id": list(range(len(cells))), "cell": list(cells), **more}, "id")


READS: list[Any] = [
    lambda: NotInLine(table("b", "a", p=["a", "b"]), table(), person="p", manager="cell"),
    lambda: table(3).sets("cell"),
    lambda: table("x").numbers("cell"),
    lambda: table([1]).values("cell"),
    lambda: SharedHours(table("Mars"), table("Mars"), ("cell", "cell")),
    lambda: table(-1).counts("cell"),
    lambda: table(3).levels("cell"),
    lambda: table("maybe").flags("cell"),
    lambda: Table("mentees", {"id": [1, 1]}, "id"),
    lambda: Table("mentees", {"id": [None]}, "id"),
]


def refused(read: Any) -> str:
    with pytest.raises(InputError) as error:
        read()
    return error.value.fault


def test_everybody_whose_cells_cannot_be_read_is_counted(full: Cohort) -> None:
    for number in range(5):
        mentee(full, f"Mentee {number}")
    given = snapshot_of(full)

    told = refusal(InputError.in_cells("mentees", "time_zone", "expected a list", range(1, 8)), given)

    assert "and 2 more cannot be matched. Look at “time zone”: it should be a list." in told
    assert told.count(",") == 4


def test_a_preview_says_the_same_of_what_cannot_be_read(full: Cohort) -> None:
    question: Question = question_of(full, as_it_stands(full))
    zones = [*question.snapshot.mentors["time_zone"][:-1], "Mars"]
    given = replace(question.snapshot, mentors={**question.snapshot.mentors, "time_zone": zones})

    with pytest.raises(RuleBroken, match="Look at “time zone”: it should be a time zone such as Europe/Lisbon"):
        trial_of(replace(question, snapshot=given))
