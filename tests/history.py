"""Programs of the past, brought in as an administrator would: people, and files of sign-ups and pairs.

The folder holds tables as the open mentoring program “Open Seeds” published them, without names: ``people.csv`` with
pid and utc_offset_approx, ``roles.csv`` with pid, cohort and role, ``projects.csv`` with participant_pids and
mentor_pids. They do not say when a cohort began; two a year is how that program has run.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import time_machine

from app.cohorts.models import Cohort, Side
from app.cohorts.services import Outline, confirm_draft, create_cohort, keep_draft, move_cohort
from app.cohorts.sign_ups.files import SignUpFile, read_sign_ups
from app.cohorts.sign_ups.plan import plan_for
from app.core.csv_out import csv_text
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.pairings.running.reading import read_running_pairs
from app.pairings.services import import_pairs, keep_pairs_file, plan_of
from app.people.models import Person
from app.people_import.models import Scope
from app.people_import.services import ask_apply, check_now, map_columns, start_import
from programs.phases import Phase

BEGAN = tuple(date(year, month, 1) for year in range(2020, 2024) for month in (2, 9))
LASTED = timedelta(weeks=16)
AFTERWARDS = datetime(2024, 4, 2, 9, tzinfo=UTC)
ROLES = {"participant": Side.MENTEE, "mentor": Side.MENTOR}
Row = Mapping[str, str]


def bring_in_history(folder: Path, runs_it: Person) -> list[Cohort]:
    """Bring in everybody and every cohort, each on the day it began by the test's clock, and close it after 16 weeks.

    ``runs_it`` is an administrator and comes to run each cohort.
    """
    with time_machine.travel(_morning(BEGAN[0] - timedelta(days=30)), tick=True):
        _bring_in_people(_rows(folder / "people.csv"), runs_it)
    roles, projects = _rows(folder / "roles.csv"), _rows(folder / "projects.csv")
    made = []
    for number, began in enumerate(BEGAN, start=1):
        part = [row for row in roles if row["cohort"] == str(number) and row["role"] in ROLES]
        pairs = _pairs([row for row in projects if row["cohort"] == str(number)], part)
        with time_machine.travel(_morning(began - timedelta(days=21)), tick=True):
            cohort = _sign_up(number, began, part, pairs, runs_it)
        with time_machine.travel(_morning(began), tick=True):
            _put_together(cohort, pairs, runs_it)
        with time_machine.travel(_morning(began + LASTED), tick=True):
            _go_to(cohort, runs_it, Phase.CLOSING, Phase.CLOSED)
        made.append(cohort)
    return made


def _bring_in_people(people: Sequence[Row], actor: Person) -> None:
    lines = [[row["pid"], f"Person {row['pid']}", _address(row["pid"])] for row in people]
    file = io.BytesIO(csv_text(["emp no", "name", "e-mail"], lines).encode())
    with transaction() as session:
        draft = start_import(file, "people.csv", actor=session.merge(actor))
        map_columns(draft, draft.fields, {}, Scope.SOME)
        found = check_now(draft)
        assert not found.problems, found.problems[:3]
        ask_apply(draft, actor=session.merge(actor), leavers=0)
    run_queued()


def _sign_up(number: int, began: date, part: Sequence[Row], pairs: Sequence[tuple[str, str]], actor: Person) -> Cohort:
    with transaction() as session:
        outline = Outline(
            program_type="functional-expertise",
            name=f"Open Seeds {number}",
            starts_on=began,
            ends_on=began + LASTED,
        )
        cohort = create_cohort(outline, actor=session.merge(actor))
    _go_to(cohort, actor, Phase.SIGN_UP)
    files = [_sign_up_file(side, role, part, pairs) for role, side in ROLES.items()]
    with transaction() as session:
        draft = keep_draft(session.merge(cohort), files, actor=session.merge(actor))
        plan = plan_for(draft.cohort, files)
        confirm_draft(draft, plan.digest(), actor=session.merge(actor))
    return cohort


def _sign_up_file(side: Side, role: str, part: Sequence[Row], pairs: Sequence[tuple[str, str]]) -> SignUpFile:
    """Whoever has the role; a mentee asks for as many mentors as the pairs give."""
    place = int(side is Side.MENTOR)
    given = Counter(pair[place] for pair in pairs)
    pids = sorted({row["pid"] for row in part if row["role"] == role})
    lines = [[_address(pid), str(max(1, given[pid]) if side is Side.MENTEE else 1)] for pid in pids]
    text = csv_text(["e-mail", "needs" if side is Side.MENTEE else "seats"], lines)
    return read_sign_ups(io.BytesIO(text.encode()), f"{role}s.csv", side)


def _put_together(cohort: Cohort, pairs: Sequence[tuple[str, str]], actor: Person) -> None:
    _go_to(cohort, actor, Phase.MATCHING)
    text = csv_text(["mentee", "mentor"], [[_address(each) for each in pair] for pair in pairs])
    with transaction() as session:
        rows = read_running_pairs(io.BytesIO(text.encode()), "pairs.csv")
        draft = keep_pairs_file(session.merge(cohort), rows, seats_grow=True, actor=session.merge(actor))
        import_pairs(draft, plan_of(draft).digest(), actor=session.merge(actor))
    _go_to(cohort, actor, Phase.RUNNING)


def _go_to(cohort: Cohort, actor: Person, *phases: Phase) -> None:
    for phase in phases:
        with transaction() as session:
            move_cohort(session.merge(cohort), phase, actor=session.merge(actor))


def _pairs(projects: Iterable[Row], part: Sequence[Row]) -> list[tuple[str, str]]:
    """Every two of a project, once, who took part in these roles: a few projects name somebody who had no role."""
    learned, taught = ({row["pid"] for row in part if row["role"] == role} for role in ROLES)
    found = {
        (mentee, mentor): None
        for row in projects
        for mentee in row["participant_pids"].split()
        for mentor in row["mentor_pids"].split()
        if mentee != mentor and mentee in learned and mentor in taught
    }
    return list(found)


def _rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _address(pid: str) -> str:
    return f"{pid.lower()}@open-seeds.example"


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
