"""Due work: once per period, whoever looks, and once after a pause."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.core import queue, worker
from app.core.due import PERIODIC, DueFunction, due, run_due
from app.core.jobs import BODIES, Job, enqueue
from app.core.organisation import organisation, organisation_for_change
from app.core.transactions import transaction
from tests.app.core.registries import kept

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_else_due() -> Iterator[None]:
    with kept(PERIODIC, BODIES):
        PERIODIC.clear()
        yield


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def counted() -> int:
    """How often the work of this test was done and stored."""
    return len(organisation().contact_name)


def count_once() -> None:
    organisation_for_change().contact_name += "|"


def fail() -> None:
    raise ZeroDivisionError


def each_hour(function: DueFunction = count_once) -> None:
    due("test.count", every=HOUR)(function)


def test_due_work_is_done_once_per_period(session: Session, clock: time_machine.Traveller) -> None:
    each_hour()
    done = []
    for minutes in (0, 1, 58, 1, 1, 60):
        clock.shift(timedelta(minutes=minutes))
        done.append(run_due())

    assert done == [["test.count"], [], [], ["test.count"], [], ["test.count"]]
    assert counted() == 3


def test_due_work_is_done_once_after_a_long_pause(session: Session, clock: time_machine.Traveller) -> None:
    each_hour()
    run_due()
    clock.shift(timedelta(days=3))

    done = [run_due(), run_due()]

    assert (done, counted()) == ([["test.count"], []], 2)


def test_due_work_that_fails_is_undone_and_due_again(session: Session, clock: time_machine.Traveller) -> None:
    is_broken = True

    def sometimes() -> None:
        count_once()
        if is_broken:
            raise ZeroDivisionError

    each_hour(sometimes)
    first = run_due()
    after_failure = counted()
    is_broken = False
    clock.shift(timedelta(minutes=1))

    second = run_due()

    assert (first, after_failure) == ([], 0)
    assert (second, counted()) == (["test.count"], 1)


def test_due_work_of_a_killed_worker_is_due_again(session: Session, clock: time_machine.Traveller) -> None:
    def killed() -> None:
        count_once()
        raise KeyboardInterrupt

    each_hour(killed)
    with pytest.raises(KeyboardInterrupt):
        run_due()
    PERIODIC.clear()
    each_hour()

    done = run_due()

    assert (done, counted()) == (["test.count"], 1)


def test_failing_work_keeps_no_other_work_from_its_turn(session: Session, clock: time_machine.Traveller) -> None:
    due("test.broken", every=HOUR)(fail)
    each_hour()

    assert run_due() == ["test.count"]


def test_two_schedulers_do_each_work_once(app: Flask, session: Session, clock: time_machine.Traveller) -> None:
    for number in range(10):
        due(f"test.count_{number}", every=HOUR)(count_once)

    def schedule() -> None:
        with app.app_context():
            run_due()

    threads = [threading.Thread(target=schedule) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run_due()

    assert counted() == 10


def test_clock_set_back_repeats_nothing(session: Session, clock: time_machine.Traveller) -> None:
    each_hour()
    run_due()
    clock.move_to(NOON - timedelta(minutes=30))

    done = run_due()

    assert (done, counted()) == ([], 1)


def test_clock_that_was_days_ahead_does_not_stop_the_work(session: Session, clock: time_machine.Traveller) -> None:
    each_hour()
    clock.move_to(NOON + timedelta(days=9))
    run_due()
    clock.move_to(NOON)

    done = [run_due(), run_due()]

    assert done == [["test.count"], []]


def test_two_functions_of_one_name_are_refused() -> None:
    each_hour()

    with pytest.raises(RuntimeError):
        each_hour(lambda: None)


def test_tick_sweeps_jobs_does_due_work_and_wakes_the_sender(session: Session, clock: time_machine.Traveller) -> None:
    BODIES["test.work"] = lambda _job: None

    def ask_for_a_job() -> None:
        enqueue("test.work")

    each_hour(ask_for_a_job)
    queue.queue().storage.flush_all()
    with transaction() as own:
        own.add(Job(name="test.work"))

    worker.tick()

    names = [task.args[0] for task in queue.queue().pending()]
    assert names == ["job", "job", "deliver"]


def test_tick_goes_on_when_one_part_fails(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    each_hour()
    monkeypatch.setattr(worker, "sweep_jobs", fail)

    worker.tick()

    assert counted() == 1
