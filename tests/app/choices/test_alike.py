"""Where both sides rank: a no, a silence, a rule, a private one and a full mentor read the same, at the same time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.choices.services import add_wish, veto
from app.cohorts.models import Enrolment, ExcludedPair
from app.core.db import db
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import set_manager
from programs.phases import Phase
from tests.app.choices.conftest import colleague
from tests.app.choices.test_asking import START, without_ids
from tests.app.matching_runs.conftest import finished, learns, publish
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.letters import words_of, written_letters


def say_nothing(ida: Enrolment, tomasz: Enrolment) -> None:
    """The mentor ranks somebody else, and has one seat."""


def say_no(ida: Enrolment, tomasz: Enrolment) -> None:
    veto(tomasz, ida, actor=tomasz.person)


def keep_apart(ida: Enrolment, tomasz: Enrolment) -> None:
    low, high = sorted((ida.person_id, tomasz.person_id))
    db.session.add(ExcludedPair(lower_id=low, higher_id=high))


def report_to_them(ida: Enrolment, tomasz: Enrolment) -> None:
    set_manager(ida.person, tomasz.person, actor=None)


def fill_up(ida: Enrolment, tomasz: Enrolment) -> None:
    tomasz.takes_more = False


WAYS = (say_nothing, say_no, keep_apart, report_to_them, fill_up)


def told(client: PageClient, ruth: Person, way: Callable[[Enrolment, Enrolment], None], *, rival: bool) -> list[str]:
    """All that a mentee reads before and after a publication that leaves her without the mentor she wished for."""

    def somebody(name: str, **fields: Any) -> Person:
        return colleague(name, at=f"{way.__name__}{rival}", **fields)

    here = cohort_of(ruth, program_type="functional-expertise", phase=Phase.MATCHING)
    ida = mentee(here, somebody("Ida Lund", level=4), wants=learns("Law"))
    tomasz = mentor(here, somebody("Tomasz Kern"), offers=learns("Law", level=6))
    mentee(here, somebody("Olga Berg", level=4), wants=learns("Tax"))
    mentor(here, somebody("Vera Holm"), offers=learns("Tax", level=6))
    with transaction() as session:
        one, other = session.merge(ida), session.merge(tomasz)
        add_wish(one, other, actor=one.person)
        if rival:
            noor = Enrolment(cohort=one.cohort, person=somebody("Noor Saleh", level=4), role=one.role, needs=1)
            noor.answers = {"wants": learns("Law"), "wishes": [other.person.email]}
            session.add(noor)
            session.flush()
            add_wish(other, noor, actor=other.person)
        way(one, other)
    said = read(client, ida)
    publish(finished(here, ruth), ruth)
    deliver()
    said += read(client, ida)
    db.session.rollback()
    sent = select(OutboxMail.kind, OutboxMail.queued_at).where(OutboxMail.recipient == ida.person.email)
    mine = [each for each in written_letters() if each["To"] == ida.person.email]
    letters = [without_ids(f"{each['Subject']} {words_of(each)}") for each in mine]
    return [*said, *letters, *(f"{kind} {at}" for kind, at in db.session.execute(sent))]


def read(client: PageClient, ida: Enrolment) -> list[str]:
    client.sign_in(ida.person)
    cohort = ida.cohort.public_id
    paths = ("", "/mentors", "/mentors?free=1", "/wishes")
    return [without_ids(client.get(f"/cohorts/{cohort}{path}").text) for path in paths] + [
        without_ids(client.get("/").text)
    ]


@pytest.mark.parametrize("rival", [True, False])
def test_every_wish_that_does_not_come_true_reads_the_same(client: PageClient, ruth: Person, *, rival: bool) -> None:
    # Without a rival, whoever says nothing is matched: a silence is no answer there.
    ways = WAYS if rival else WAYS[1:]
    with time_machine.travel(START, tick=False):
        first, *others = (told(client, ruth, way, rival=rival) for way in ways)

    assert len(first) == 12
    assert "No mentor for you yet" in first[10]
    assert others == [first] * (len(ways) - 1)
