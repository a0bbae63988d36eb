"""The long steps of an administrator, by the buttons that they would press."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from app.core.db import session
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.matching_runs.models import RunState
from app.matching_runs.queries import pairs_of
from benchmarks.large.asking import BASE
from benchmarks.large.cast import ADMINISTRATOR, Cast, cohort_called, open_pairs, run_of
from benchmarks.large.cohorts import TO_MATCH, TO_PUBLISH
from benchmarks.large.pairs import PAIRS_OF_A_LARGE_RUN

EXPECTED = re.compile(r'name="expected"[^>]*value="([^"]+)"')


@dataclass(slots=True)
class Took:
    """How long something took, and how long of that this process worked: the rest is the database, or waiting."""

    seconds: float = 0.0
    worked: float = 0.0


@contextmanager
def watched() -> Iterator[Took]:
    """Fill in the times of the block."""
    took = Took()
    began, worked = time.perf_counter(), time.process_time()
    yield took
    took.seconds, took.worked = time.perf_counter() - began, time.process_time() - worked


def button_to_review(app: Flask, cast: Cast) -> tuple[Took, str]:
    """Press “Match”, let a worker do it, and open the result; the seconds of all three."""
    with app.app_context(), transaction():
        cohort_id = cohort_called(TO_MATCH).public_id
    with watched() as took:
        answer = press(app, cast, f"/cohorts/{cohort_id}/match")
        with app.app_context():
            run_queued()
        review = look(app, cast, answer.location)
    assert review.status_code == 200, review.status
    with app.app_context(), transaction():
        run = run_of(TO_MATCH)
        assert run.state is RunState.DONE, run.state
        return took, f"{run.placed} of {run.mentees} placed"


def try_change(app: Flask, cast: Cast) -> tuple[Took, str]:
    """Part the first two of that result, as a try; the seconds from the button to who would move.

    The match is at hand by then: the first to open the list waits for it once.
    """
    with app.app_context(), transaction():
        run = run_of(TO_MATCH)
        address, people = f"/runs/{run.public_id}/what-if", f"{run.mentees:,} and {run.mentors:,}"
        (first, second, *_rest) = session().scalars(pairs_of(run).limit(2))
        tried = [(each.mentee.person.email or "", each.mentor.person.email or "") for each in (first, second)]
    for mentee, mentor in tried:
        expected = EXPECTED.search(look(app, cast, address).text)
        assert expected
        fields = {"pair-mentee": mentee, "pair-mentor": mentor, "pair-kind": "forbid", "pair-expected": expected[1]}
        with watched() as took:
            answer = look(app, cast, press(app, cast, address, tried="pair", **fields).location)
        assert "followed" in answer.text
    return took, people


def publish(app: Flask, cast: Cast) -> tuple[Took, str]:
    """Match thousands, and press the button below all the letters; the seconds of that button alone.

    The pairs that the database was filled with are made up, and rules that are held against them once more refuse them.
    """
    with app.app_context(), transaction():
        cohort_id = cohort_called(TO_PUBLISH).public_id
    run = press(app, cast, f"/cohorts/{cohort_id}/match").location
    with app.app_context():
        run_queued()
    address = f"{run}/publish"
    expected = EXPECTED.search(look(app, cast, address).text)
    assert expected
    commits: list[str] = []

    def note(_connection: object) -> None:
        commits.append("commit")

    event.listen(Engine, "commit", note)
    with watched() as took:
        press(app, cast, address, expected=expected[1])
    event.remove(Engine, "commit", note)
    with app.app_context(), transaction():
        pairs = open_pairs(cohort_called(TO_PUBLISH))
    assert pairs >= PAIRS_OF_A_LARGE_RUN, pairs
    return took, f"{pairs:,} pairs; {len(commits)} commits, one of them the message in the sign-in’s row"


def look(app: Flask, cast: Cast, path: str) -> TestResponse:
    client = app.test_client(use_cookies=False)
    return client.get(path, base_url=BASE, headers={"Cookie": cast.cookies[ADMINISTRATOR]})


def press(app: Flask, cast: Cast, path: str, **fields: str) -> TestResponse:
    """Post a form that is answered with another page."""
    client = app.test_client(use_cookies=False)
    answer = client.post(path, base_url=BASE, headers={"Cookie": cast.cookies[ADMINISTRATOR]}, data=fields)
    assert answer.status_code in {302, 303}, answer.text[:3000]
    return answer
