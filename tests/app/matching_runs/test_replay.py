"""A run is computed again from what was stored of it: the same pairs, or what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.core.clock import now
from app.core.transactions import transaction
from app.matching_runs.models import MatchInput, MatchPair, MatchRun, Unplaced
from app.matching_runs.replaying import Replay, replayed
from app.matching_runs.stored_input import input_of, packed
from app.pairings.models import Pairing
from app.people.models import Person
from app.people.services.erasing import erase_person
from tests.app.matching_runs.conftest import finished, learns, publish
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor


def again(session: Session, run: MatchRun) -> Replay:
    session.rollback()
    found = replayed(session.get_one(MatchRun, run.id))
    session.rollback()
    return found


def test_a_published_run_comes_to_the_same_pairs_a_year_later(session: Session, done: MatchRun, ruth: Person) -> None:
    publish(done, ruth)

    with time_machine.travel(now() + timedelta(days=365)):
        found = again(session, done)

    assert (found.is_same, found.finding, found.rows) == (True, "The same 2 pairs.", [])


def test_what_has_changed_since_is_told_by_how_many(session: Session, done: MatchRun, full: Cohort) -> None:
    mentee(full, "Late Comer")
    with transaction():
        session.execute(update(Cohort).values(rules={"common_language": False}))

    found = again(session, done)

    assert found.is_same
    assert found.since == ["One person is new in the match.", "Weights or rules have changed."]


def test_other_pairs_are_named_with_why_they_come_out(
    session: Session, done: MatchRun, app: Flask, signed_in: PageClient
) -> None:
    with transaction():
        session.execute(update(MatchRun).values(engine="0"))
        session.execute(delete(MatchPair).where(MatchPair.run_id == done.id))

    found = again(session, done)
    printed = app.test_cli_runner().invoke(args=["runs", "replay", done.public_id])
    page = signed_in.submit(f"/runs/{done.public_id}/replay").text

    assert (found.is_same, found.why) == (False, ["The engine that finds the pairs was renewed since."])
    assert [(row.who, row.now, row.then) for row in found.rows] == [
        ("Priya Raman", "no mentor", "Leila Haddad"),
        ("Tomasz Kern", "no mentor", "Jonas Lindqvist"),
    ]
    assert printed.exit_code == 1
    assert "Priya Raman: no mentor -> Leila Haddad" in printed.output
    assert "Other pairs come out." in page


def test_who_was_erased_since_is_nobody_any_more(session: Session, done: MatchRun) -> None:
    with transaction():
        given = input_of(session.get_one(MatchRun, done.id))
        assert given is not None
        erased = replace(given, mentees={**given.mentees, "id": ["one", "two", "three"]})
        session.execute(update(MatchInput).values(content=packed(erased)))

    found = again(session, done)

    assert not found.is_same
    assert "somebody may have been erased since" in found.why[0]
    assert "a person who is no longer here" in [row.who for row in found.rows]


def test_a_run_whose_input_is_gone_says_so(session: Session, done: MatchRun, full: Cohort, ruth: Person) -> None:
    finished(full, ruth)
    with transaction():
        session.execute(delete(MatchInput).where(MatchInput.run_id == done.id))

    found = again(session, done)

    assert (found.is_same, found.finding) == (False, "This run cannot be computed again.")


def test_the_command_says_that_the_pairs_are_the_same(app: Flask, done: MatchRun) -> None:
    same = app.test_cli_runner().invoke(args=["runs", "replay", done.public_id])
    nothing = app.test_cli_runner().invoke(args=["runs", "replay", "nothing"])

    assert (same.exit_code, same.output.splitlines()[0]) == (0, "The same 2 pairs.")
    assert (nothing.exit_code, nothing.output) == (1, "Error: There is no run nothing.\n")


def test_whoever_is_erased_while_a_run_is_computed_leaves_no_word_either(
    session: Session, full: Cohort, ruth: Person
) -> None:
    session.execute(update(Person).where(Person.name == "Leila Haddad").values(erased_at=now()))
    session.commit()

    run = finished(full, ruth)

    pairs = session.scalars(select(MatchPair).where(MatchPair.run_id == run.id)).all()
    words = {pair.mentor.person.name: any(part["facts"] for part in pair.parts) for pair in pairs}
    assert words == {"Leila Haddad": False, "Jonas Lindqvist": True}


@pytest.mark.parametrize("name", ["Leila Haddad", "Ida Lund"])
def test_whoever_is_erased_leaves_no_word_in_a_result(
    session: Session, done: MatchRun, ruth: Person, signed_in: PageClient, name: str
) -> None:
    publish(done, ruth)
    who = session.scalars(select(Person).where(Person.name == name)).one()
    row = session.scalars(select(Enrolment).where(Enrolment.person_id == who.id)).one()
    with transaction():
        erase_person(who, actor=None)

    given = input_of(session.get_one(MatchRun, done.id))
    parts = [pair.parts for pair in session.scalars(select(MatchPair)) if row.id in (pair.mentee_id, pair.mentor_id)]
    reasons = [pair.reasons for pair in session.scalars(select(Pairing)) if row in (pair.mentee, pair.mentor)]
    unplaced = session.scalars(select(Unplaced).where(Unplaced.enrolment_id == row.id)).all()
    pages = [signed_in.get(f"/runs/{done.public_id}{page}") for page in ("", "/why-not", "/what-if")]

    assert given is not None
    assert row.public_id not in str(given)
    assert [each for those in parts for each in those if each["facts"] or not each["unknown"]] == []
    assert (unplaced, [each for each in reasons if each]) == ([], [])
    assert [page.status_code for page in pages] == [200] * 3
    assert [page.text.count(name) for page in pages] == [0] * 3
    assert "somebody may have been erased since" in again(session, done).why[0]


def test_a_publication_and_the_newest_run_are_computed_again_by_button_and_by_command(
    app: Flask, signed_in: PageClient, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    publish(done, ruth)
    mentee(full, "Late Comer", wants=learns("Law"))
    mentor(full, "Oskar Lund", offers=learns("Law", level=6))
    newest = finished(full, ruth)

    for run, finding in ((done, "The same 2 pairs."), (newest, "The same pair.")):
        page = signed_in.submit(f"/runs/{run.public_id}/replay")
        printed = app.test_cli_runner().invoke(args=["runs", "replay", run.public_id])

        assert (page.status_code, finding in page.text) == (200, True)
        assert (printed.exit_code, printed.output.splitlines()[0]) == (0, finding)
