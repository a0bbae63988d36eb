"""Observation reports of the pair: written, looked at and tampered with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, func, select, update

from app.core.clock import today
from app.core.db import session
from app.core.transactions import transaction
from app.observations import services
from app.observations.documents import open_report
from app.observations.models import ObservationPaper, PaperKind
from app.observations.queries import reports_of
from app.observations.services.rating import levels_of
from app.pairings.models import Pairing
from app.pairings.pauses import end_pause
from app.pairings.queries import pairing_by_public_id
from app.people.models import Person
from programs.observations import IN_WORK
from tests.wall.desk import Changes, Kept, Look, do, put_back
from tests.wall.stage import Stage
from tests.world import Who, Whose

TWO, THREE = "the two", "the manager too"
"""Who reads it, as in ``papers``."""
Ink = Callable[[str], str]
FIELDS = ("standard", "seen", "effect", "next_step")


def write_reports(stage: Stage, ink: Ink) -> None:
    """One that the mentee signs for the manager, one that nobody else ever reads, and what is said of the levels."""
    with stage.app.app_context():
        for readers in (THREE, TWO):
            with transaction():
                _write(stage, ink, readers)
        with transaction():
            pairing = _pair(stage)
            mentee, expert = pairing.mentee.person, pairing.mentor.person
            seen = levels_of(pairing, mentee).seen
            services.rate(pairing, mentee, PaperKind.BEFORE, {}, seen[PaperKind.BEFORE])
            services.comment(pairing, expert, ink(TWO), seen[PaperKind.COMMENT])


def _write(stage: Stage, ink: Ink, readers: str) -> None:
    pairing = _pair(stage)
    mentee, expert = pairing.mentee.person, pairing.mentor.person
    end_pause(pairing, mentee)
    for each in reports_of(pairing):
        if each.state in IN_WORK:
            services.keep(each, mentee)
    report = services.begin(pairing, mentee, task=ink(readers), on=today(), level=3, why=ink(readers))
    services.observe(report, expert, {name: ink(readers) for name in FIELDS}, 0)
    services.hand_over(report, expert)
    services.reply(report, mentee, ink(readers))
    if readers == THREE:
        manager = session().merge(stage.world[Who.MANAGER])
        services.sign(report, mentee, open_report(report, mentee).digest, [manager])


def looks_at_reports(stage: Stage) -> list[Look]:
    """What mentee, expert and manager read of them."""
    pairing = _pair(stage)
    two, manager = (stage.client(Who.MENTEE), stage.client(Who.MENTOR)), stage.client(Who.MANAGER)
    reports = reports_of(pairing)
    paths = [f"/observations/{each.public_id}" for each in reports if each.state.value in ("replied", "released")]
    own = [f"/observations/with/{pairing.public_id}", *paths]
    let_in = [f"/observations/{each.public_id}" for each in reports if each.state.value == "released"]
    return [*(Look(one, path) for one in two for path in own), *(Look(manager, path) for path in let_in)]


def report_changes(stage: Stage, earlier: Kept) -> Changes:
    """What somebody could do to the papers of the newest report, by name."""
    newest = max(reports_of(_pair(stage)), key=lambda each: each.id)
    mine = ObservationPaper.drawer == newest.public_id
    reply = ObservationPaper.id == select(func.max(ObservationPaper.id)).where(mine).scalar_subquery()
    rating = ObservationPaper.id == select(func.min(ObservationPaper.id)).where(mine).scalar_subquery()
    other = select(func.max(Pairing.id)).where(Pairing.id != newest.pairing_id).scalar_subquery()
    somebody = select(func.max(Person.id)).scalar_subquery()
    table: Any = ObservationPaper.__table__
    last = update(ObservationPaper).where(reply)
    return {
        "the reply cut": lambda: do(delete(ObservationPaper).where(reply)),
        "the rating cut": lambda: do(delete(ObservationPaper).where(rating)),
        "all cut": lambda: do(delete(ObservationPaper).where(mine)),
        "all turned back to an earlier day": lambda: put_back({table: earlier[table]}),
        "one moved to another report": lambda: do(last.values(drawer="0" * 16)),
        "one moved to another pair": lambda: do(last.values(pairing_id=other)),
        "one given another version": lambda: do(last.values(version=ObservationPaper.version + 7)),
        "one given another author": lambda: do(last.values(author_id=somebody)),
        "one given another kind": lambda: do(last.values(kind=PaperKind.COMMENT)),
    }


def _pair(stage: Stage) -> Pairing:
    found = pairing_by_public_id(stage.world.parameters[Whose.OWN]["pairing_id"])
    assert found is not None
    return found
