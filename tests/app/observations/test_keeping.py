"""How long reports are kept, what is erased with whom, and who reads after a new password."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.core.vault import Domain, Frozen, NoKey, relationships_of
from app.observations.documents import open_report
from app.observations.jobs import keep_no_longer, put_out_former_managers
from app.observations.models import ObservationPaper, ObservationReader, ObservationReport
from app.observations.papers import open_drawer
from app.observations.services import regaining
from app.observations.services.erasing import REPORT, erase_again
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.erasing import tell_erasers
from app.people.models import Person
from app.people.rebinding import Rebinding, tell_rebound
from tests.app.coaching.browsing import browser
from tests.factories.observations import TASK, rated, signed
from tests.factories.people import report_to


def test_unsigned_goes_after_the_end_and_signed_stays_two_years(
    session: Session, pair: Pairing, daniel: Person, clock: time_machine.Traveller
) -> None:
    kept = signed(rated(pair), daniel)
    unsigned = rated(pair)
    with transaction() as writer:
        end_pairings([writer.merge(pair)], Ending.ENDED, actor=None)

    left = []
    for days in (89, 91, 800):
        clock.move_to("2026-11-23T08:00:00+00:00")
        clock.shift(timedelta(days=days))
        with transaction():
            keep_no_longer()
        session.expire_all()
        left.append([each.id for each in session.scalars(select(ObservationReport).order_by(ObservationReport.id))])

    assert left == [[kept.id, unsigned.id], [kept.id], []]
    assert session.scalars(select(ObservationPaper)).all() == []
    assert relationships_of(Domain.OBSERVATIONS) == set()
    assert session.scalars(select(AuditEvent).where(AuditEvent.object_type == "observation_report")).all() == []


def test_whoever_it_is_about_takes_it_with_them_and_its_author_leaves_it(
    session: Session, report: ObservationReport, priya: Person, leila: Person, daniel: Person
) -> None:
    made = signed(report, daniel)
    with transaction() as writer:
        tell_erasers(writer.merge(leila))
    still = open_report(session.merge(made), session.merge(priya)).content.task

    with transaction() as writer:
        tell_erasers(writer.merge(priya))

    assert still == TASK
    assert session.scalars(select(ObservationReport)).all() == []
    assert session.scalars(select(ObservationPaper)).all() == []
    assert relationships_of(Domain.OBSERVATIONS) == set()


def test_what_was_erased_is_erased_again_after_a_restored_backup(session: Session, report: ObservationReport) -> None:
    with transaction():
        first = erase_again([report.public_id])
    with transaction():
        second = erase_again([report.public_id])

    assert (REPORT, first, second) == ("observation", 1, 0)


def test_a_former_manager_loses_the_key_too(
    session: Session, report: ObservationReport, leila: Person, ruth: Person, priya: Person, daniel: Person
) -> None:
    made = signed(report, daniel)
    report_to(ruth, priya)

    with transaction():
        put_out_former_managers()

    session.expire_all()
    assert session.scalars(select(ObservationReader.ended_at)).one() is not None
    with pytest.raises(NoKey):
        open_drawer(session.merge(made).pairing, made.public_id, session.merge(daniel), "read")


def test_after_a_new_password_it_opens_once_the_other_says_who_it_is(
    session: Session, report: ObservationReport, priya: Person, leila: Person, app: Flask, clock: time_machine.Traveller
) -> None:
    at, here = f"/observations/{report.public_id}", f"/observations/with/{report.pairing.public_id}/way-back"
    with transaction():
        tell_rebound([Rebinding(priya.id)])
    mentee, expert = browser(app, priya), browser(app, leila)

    shut = mentee.get(at)
    expert.submit(f"{here}/vouch", page=here)
    clock.shift(timedelta(hours=23))
    early = browser(app, priya).get(at)
    clock.shift(timedelta(hours=2))

    assert [(each.status_code, each.headers["Location"]) for each in (shut, early)] == [(303, here)] * 2
    assert TASK in browser(app, priya).get(at).text


def test_both_taken_over_vouch_for_nobody(session: Session, report: ObservationReport, leila: Person) -> None:
    pairing = report.pairing
    with transaction():
        tell_rebound([Rebinding(each.id) for each in (pairing.mentee.person, pairing.mentor.person)])

    with pytest.raises(RuleBroken, match="shut to you as well"), transaction() as writer:
        regaining.vouch(writer.merge(pairing), writer.merge(leila))

    assert regaining.waits(pairing, leila)
    with pytest.raises(Frozen):
        open_report(session.merge(report), session.merge(leila))
    assert regaining.opens_at(pairing, leila) is None
