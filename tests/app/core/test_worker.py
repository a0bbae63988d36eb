"""A small round of the worker drill: a real worker, a real mail server, one kill."""

from __future__ import annotations

from app.core.due import PERIODIC
from app.core.jobs import BODIES
from app.core.mail import LETTERS
from tests.app.core.registries import kept
from tests.drills.worker import Plan, trial


def test_killed_worker_loses_nothing() -> None:
    plan = Plan(jobs=15, letters=30, kills=1, workers=1, seed=7)

    with kept(BODIES, LETTERS, PERIODIC):
        outcome = trial(plan)

    assert outcome.problems(plan) == []
