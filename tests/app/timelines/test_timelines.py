"""The mentee ticks and nobody else; the mentor reads it; the manager reads the items of the role and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.db import db
from app.core.panels import Place, panels_of
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.evidence import EvidenceKind, chosen_evidence, evidence_of
from app.people.models import Person
from app.timelines.models import MilestoneTick
from app.timelines.policy import TimelineAction, timelines_visible_to
from app.timelines.queries import day_zero
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.factories import cohorts
from tests.factories.people import loaded


def test_timeline_counts_from_the_own_start_and_for_dated_cohorts_from_theirs(session: Session, pair: Pairing) -> None:
    dated = cohorts.cohort(by_name("Ruth Baptiste"), program_type="functional-expertise")

    assert day_zero(session.merge(pair).mentee) == date(2026, 11, 16)
    assert day_zero(session.merge(cohorts.mentee(dated, by_name("Priya Raman")))) == date(2026, 11, 1)


def test_mentee_ticks_and_takes_back_what_is_done(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    path = f"/timelines/{session.merge(pair).mentee.public_id}"
    priya = browser_of(by_name("Priya Raman"))

    answers = [priya.submit(f"{path}/ticks", page=path, milestone="access").status_code for _ in range(2)]
    ticked = session.execute(select(MilestoneTick.milestone, MilestoneTick.ticked_on)).all()
    priya.submit(f"{path}/ticks/back", page=path, milestone="access")

    assert (answers, ticked) == ([302, 302], [("access", date(2026, 11, 23))])
    assert session.scalars(select(MilestoneTick)).all() == []
    kinds = select(AuditEvent.kind).where(AuditEvent.kind.like("milestone.%")).order_by(AuditEvent.id)
    assert session.scalars(kinds).all() == ["milestone.ticked", "milestone.taken_back"]


@pytest.mark.parametrize(
    ("name", "reads", "ticks"),
    [("Priya Raman", 200, 302), ("Leila Haddad", 200, 403), ("Daniel Kim", 404, 404), ("Ruth Baptiste", 404, 404)],
)
def test_only_the_mentee_ticks_and_only_the_two_read(
    session: Session, pair: Pairing, browser_of: BrowserOf, name: str, reads: int, ticks: int
) -> None:
    path = f"/timelines/{session.merge(pair).mentee.public_id}"
    client = browser_of(by_name(name))

    assert client.get(path).status_code == reads
    assert client.submit(f"{path}/ticks", page="/profile", milestone="met").status_code == ticks
    assert len(session.scalars(select(MilestoneTick)).all()) == (1 if ticks == 302 else 0)


def test_former_mentor_reads_nothing_any_more(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    own = session.merge(pair)
    end_pairings([own], Ending.ENDED, actor=None)
    session.commit()

    assert browser_of(by_name("Leila Haddad")).get(f"/timelines/{own.mentee.public_id}").status_code == 404


def test_who_may_see_a_timeline_is_the_same_as_a_query(session: Session, pair: Pairing) -> None:
    for name in ("Priya Raman", "Leila Haddad", "Daniel Kim", "Ruth Baptiste"):
        seen = session.scalars(timelines_visible_to(by_name(name))).all()

        assert [each.id for each in seen] == ([session.merge(pair).mentee_id] if name[0] in "PL" else [])
    assert TimelineAction.VIEW.sentence


def test_manager_sees_role_items_only(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    own = session.merge(pair)
    path = f"/timelines/{own.mentee.public_id}"
    priya = browser_of(by_name("Priya Raman"))
    for milestone in ("access", "met"):
        priya.submit(f"{path}/ticks", page=path, milestone=milestone)

    text = browser_of(by_name("Daniel Kim")).get(f"/my-team/{own.mentee.person.public_id}").text

    assert "Access works: badge, accounts, tools" in text
    assert "Mon 23 Nov" in text
    assert [words for words in ("The two of you have met", "unwritten rules", "Leila") if words in text] == []


def test_home_and_the_page_of_the_pair_show_what_is_next(
    session: Session, pair: Pairing, browser_of: BrowserOf
) -> None:
    own = session.merge(pair)

    turns = [each.title for each in panels_of(by_name("Priya Raman"))[Place.TURN]]
    pages = [browser_of(by_name(name)).get(f"/pairs/{own.public_id}").text for name in ("Priya Raman", "Leila Haddad")]

    assert "A map of the team, drawn together" in turns
    assert "Next on your way" in pages[0]
    assert "Next on the way of Priya" in pages[1]


def test_unknown_milestone_is_told_in_a_sentence(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    path = f"/timelines/{session.merge(pair).mentee.public_id}"

    answer = browser_of(by_name("Priya Raman")).submit(f"{path}/ticks", page=path, milestone="fly")

    assert answer.status_code == 422
    assert "This program has no such milestone." in answer.text


def test_what_no_module_delivers_is_not_shown(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    cohort = cohorts.cohort(by_name("Ruth Baptiste"), program_type="high-potential", phase=Phase.SIGN_UP)
    mentee = cohorts.mentee(cohort, by_name("Priya Raman"))

    text = browser_of(by_name("Priya Raman")).get(f"/timelines/{mentee.public_id}").text

    assert "360" not in text
    assert "A look at what could come next" in text


def by_name(name: str) -> Person:
    """Somebody by name."""
    return loaded(db.session.scalars(select(Person).where(Person.name == name)).one())


def test_evidence_is_what_the_mentee_ticked_and_of_it_what_they_choose(
    session: Session, pair: Pairing, browser_of: BrowserOf
) -> None:
    mentee = session.merge(pair).mentee
    path, priya = f"/timelines/{mentee.public_id}", browser_of(by_name("Priya Raman"))
    for milestone in ("access", "met"):
        priya.submit(f"{path}/ticks", page=path, milestone=milestone)
    keys = {name: f"milestone:{mentee.public_id}:{name}" for name in ("access", "met")}

    offered = evidence_of(by_name("Priya Raman"))

    assert {each.key for each in offered} == set(keys.values())
    assert evidence_of(by_name("Leila Haddad")) == []
    [chosen] = chosen_evidence(by_name("Priya Raman"), {keys["access"], "milestone:other:access"})
    assert (chosen.kind, chosen.on) == (EvidenceKind.MILESTONE, date(2026, 11, 23))
    assert chosen_evidence(by_name("Leila Haddad"), set(keys.values())) == []
