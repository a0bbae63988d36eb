"""Two sign-up files that nobody here wrote, unchanged, from the browser’s first click to the list of pairs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import SignUpDraft
from app.core.db import db
from app.core.job_runs import run_queued
from app.matching_runs.models import MatchRun, RunState
from app.people.models import Person
from tests.app.cohorts.files import choose, confirm
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of

# What the people of the sample wrote about who they are; it may stand in their own draft and nowhere else.
TRAITS = ("Non-binary", "Lesbian", "Transgender", "Bisexual", "Asexual")


@pytest.mark.parametrize(
    ("size", "program_type"),
    [
        ("small", "functional-expertise"),
        ("small", "high-potential"),
        ("small", "succession"),
        ("large", "onboarding"),
    ],
)
def test_the_sample_is_signed_up_matched_and_listed(
    session: Session, signed_in: PageClient, ruth: Person, data_folder: Path, size: str, program_type: str
) -> None:
    folder = data_folder / "civil_service_mentor_sample"
    files = [(folder / f"{size}_{side}.csv").read_bytes() for side in ("mentees", "mentors")]
    people = 50 if size == "small" else 500
    cohort = cohort_of(ruth, program_type=program_type)

    check = choose(signed_in, cohort, *files).location
    looked = signed_in.get(check).text
    confirm(signed_in, check)
    page = f"/cohorts/{cohort.public_id}"
    run_url = signed_in.submit(f"{page}/match", page=page).location
    run_queued()
    result = signed_in.get(run_url)
    rows = list(
        csv.DictReader(io.StringIO(signed_in.submit(f"{run_url}/pairs.csv", page=run_url).text.removeprefix("\ufeff")))
    )

    assert not check.endswith("/columns")
    assert "match with similar identity, identity to match, characteristics" in looked
    assert f"{2 * people:,} people would sign up." in looked
    session.rollback()
    run = session.scalars(select(MatchRun)).one()
    assert (run.state, run.mentees, run.mentors, run.gap) == (RunState.DONE, people, people, 0)
    assert len(rows) == run.placed > people / 2
    assert len({row["Mentee"] for row in rows}) == len(rows)
    assert f"{run.placed} of {people} people have a mentor." in result.text
    again = signed_in.get(choose(signed_in, cohort, *files).location).text
    assert "Everybody in these files is in already." in again
    assert traits_outside_of_drafts(session) == []


def traits_outside_of_drafts(session: Session) -> list[str]:
    session.rollback()
    found = []
    for table in db.metadata.sorted_tables:
        # The person’s own draft, and the file that waits for its administrator with the same words in it.
        own = {Person.__table__.c.about_draft, SignUpDraft.__table__.c.files}
        columns = [column for column in table.columns if column not in own]
        for row in session.execute(select(*columns)):
            found += [f"{table.name}: {trait}" for trait in TRAITS if trait in str(tuple(row))]
    return found
