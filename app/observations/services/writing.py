"""The mentee names a task and rates themselves; then, and only then, the expert writes what they saw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.observations.documents import open_report
from app.observations.models import ObservationReport, PaperKind
from app.observations.papers import open_drawer, put
from app.observations.services.moving import held, move, note, settle_key, tell
from app.pairings.models import Pairing
from app.pairings.pauses import refuse_paused
from app.people.models import Person
from programs.observations import ANCHORS, ObservationState


def begin(pairing: Pairing, mentee: Person, *, task: str, on: date, level: int, why: str) -> ObservationReport:
    """A report on one task, with the mentee’s own rating in it before anybody else writes a word."""
    refuse_paused(pairing)
    if on > today(organisation().time_zone):
        raise RuleBroken(_("Choose a day that has been, or today. A report is about what was seen."), field="on")
    if not 0 <= level < len(ANCHORS):
        raise RuleBroken(_("Choose one of the levels from 0 to 7."), field="level")
    report = ObservationReport(pairing=pairing, state=ObservationState.RATED)
    session().add(report)
    session().flush()
    settle_key(report)
    drawer = open_drawer(pairing, report.public_id, mentee, "write")
    put(drawer, PaperKind.RATING, {"task": task, "on": on.isoformat(), "level": level, "why": why})
    note(report, "observation.rated", mentee)
    tell(report.expert)
    return report


def observe(report: ObservationReport, expert: Person, words: Mapping[str, str], seen: int) -> None:
    """What the expert saw, in version ``seen`` before. One that was handed over comes back to them with it.

    Raises Conflict where it was changed meanwhile, RuleBroken for a pair that pauses and for what is over.
    """
    refuse_paused(report.pairing)
    held(report)
    if report.state is not ObservationState.RATED:
        move(report, ObservationState.RATED, expert)
    put(open_report(report, expert, "write").drawer, PaperKind.OBSERVED, words, seen)
    note(report, "observation.written", expert)


def hand_over(report: ObservationReport, expert: Person) -> None:
    """Let the mentee read it: from now on they do, and still nobody else."""
    refuse_paused(report.pairing)
    held(report)
    if not open_report(report, expert).written:
        raise RuleBroken(_("Write what you saw first."))
    move(report, ObservationState.WITH_MENTEE, expert)
    tell(report.mentee)
