"""Kills, two importers at once, and files that nobody came back to."""

from __future__ import annotations

import importlib
import os
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.db import db
from app.core.due import run_due
from app.core.job_runs import run_job
from app.core.jobs import Job, JobHandle
from app.core.tables import Table, read_table
from app.core.transactions import transaction
from app.people.models import Person, Role
from app.people.services import end_appointment
from app.people_import import files
from app.people_import.models import ImportState, PeopleImport
from app.people_import.services import ask_apply, prepare
from tests.app.people_import.browsing import choose
from tests.app.people_import.conftest import Importer, csv_of
from tests.app.people_import.shown import state_hash
from tests.client import PageClient
from tests.factories.people import administrator, loaded

drill = importlib.import_module("tests.drills.import")


@pytest.mark.parametrize("is_postgres", [False, True], ids=["sqlite", "postgresql"])
def test_killed_import_leaves_the_old_directory_or_the_new_one(is_postgres: bool) -> None:
    """T-07; twenty kills are ``./dev drill import``."""
    outcome = drill.trial(drill.Plan(people=300, kills=1, is_postgres=is_postgres))

    assert outcome.problems == []
    assert outcome.states.total() == 1


def test_two_importers_at_once_do_not_mix(app: Flask, importer: Importer, session: Session) -> None:
    """Whoever comes second sees what the first has done, and is asked again."""
    drafts = [
        importer.check(
            csv_of("emp no|name|department", *(f"E{number}|Person {number}|{word}" for number in range(300)))
        )
        for word in ("Finance", "Audit")
    ]
    with transaction():
        for draft in drafts:
            ask_apply(db.session.get_one(PeopleImport, draft.id), actor=importer.actor)
    jobs = list(session.scalars(select(Job.id)))
    session.rollback()
    start = threading.Barrier(2)

    def work(job_id: int) -> None:
        with app.app_context():
            start.wait()
            run_job(job_id)
            db.session.remove()

    threads = [threading.Thread(target=work, args=(job_id,)) for job_id in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    states = sorted(loaded(session.get_one(PeopleImport, draft.id)).state for draft in drafts)
    departments = set(session.scalars(select(Person.department).where(Person.department.is_not(None))))
    assert states == [ImportState.APPLIED, ImportState.CHECKED]
    assert len(departments) == 1
    assert session.scalar(select(func.count()).select_from(Person)) == 301


def test_file_is_deleted_after_a_day_and_nothing_of_it_is_stored(
    importer: Importer, session: Session, application_folder: Path
) -> None:
    draft = importer.check(csv_of("emp no|name", "E1|Ana"))
    before, kept = state_hash(), draft.stored_as

    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        run_due()

    session.expire_all()
    gone = session.get_one(PeopleImport, draft.id)
    assert (gone.state, gone.stored_as) == (ImportState.DISCARDED, None)
    assert list(application_folder.glob(f"{files.FOLDER}/{kept}*")) == []
    session.rollback()
    assert state_hash() == before


def test_orphaned_file_is_deleted_and_a_fresh_one_stays(app: Flask, session: Session, application_folder: Path) -> None:
    old, fresh = files.keep([b"old"]), files.keep([b"fresh"])
    long_ago = (now() - timedelta(days=2)).timestamp()
    os.utime(application_folder / files.FOLDER / old, (long_ago, long_ago))

    deleted = files.forget_orphans(set())

    names = {path.name for path in (application_folder / files.FOLDER).iterdir()}
    assert deleted >= 1
    assert (old in names, fresh in names) == (False, True)


def test_files_are_for_their_owner_only(app: Flask, session: Session, application_folder: Path) -> None:
    name = files.keep([b"secret"])

    folder, file = application_folder / files.FOLDER, application_folder / files.FOLDER / name
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_who_loses_the_right_while_the_file_is_read_changes_nobody(
    importer: Importer, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator("Second")
    draft = importer.check(csv_of("id | name", "7 | Ada"))
    report = JobHandle.report

    def end_first(self: JobHandle, step: str, done: int = 0, total: int = 0) -> None:
        with transaction():
            for held in importer.actor.appointments:
                if held.role is Role.ADMINISTRATOR and held.ended_at is None:
                    end_appointment(held, actor=None)
        report(self, step, done, total)

    monkeypatch.setattr(JobHandle, "report", end_first)
    over = importer.apply(draft)

    assert over.state is not ImportState.APPLIED
    assert session.scalar(select(func.count()).select_from(Person).where(Person.name == "Ada")) == 0


def test_no_transaction_is_open_while_an_upload_is_read(
    signed_in: PageClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.rollback()
    opened = []

    def noting(*args: Any, **kwargs: Any) -> Table:
        opened.append(db.session().in_transaction())
        return read_table(*args, **kwargs)

    monkeypatch.setattr(prepare, "read_table", noting)
    choose(signed_in, csv_of("id | name", "7 | Ada"))

    assert opened == [False]
