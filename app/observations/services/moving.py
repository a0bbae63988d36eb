"""How a report moves from one state to the next, who opens it then, and who is told."""

from __future__ import annotations

from app.core.audit import record
from app.core.db import session
from app.core.outbox import send
from app.core.vault import share
from app.observations.models import ObservationReport, lock_of
from app.observations.policy import still_reads
from app.people.models import Person
from programs.observations import KNOWN_TO_READERS, ObservationState, Part, check_move

WAITS = "observation_waits"
"""The one letter of this area: something waits for you."""


def held(report: ObservationReport) -> ObservationReport:
    """The report under a lock, so that signing and changing follow one another."""
    session().refresh(report, ["state", "digest"], with_for_update=True)
    return report


def move(report: ObservationReport, then: ObservationState, actor: Person) -> None:
    """Take it to another state, as whichever of the two somebody is. Raises RuleBroken."""
    check_move(report.state, then, Part.MENTEE if actor.id == report.mentee.id else Part.EXPERT)
    report.state = then
    session().flush()
    note(report, f"observation.{then.value.replace('-', '_')}", actor)


def note(report: ObservationReport, kind: str, actor: Person) -> None:
    """An event of the report, with which it is erased."""
    record(actor, kind, report)


def settle_key(report: ObservationReport) -> None:
    """Let exactly those open it who may today: the two, and once it is signed the readers who were named."""
    members = {report.mentee.public_id, report.expert.public_id}
    if report.state in KNOWN_TO_READERS:
        members |= {each.person.public_id for each in report.readers if still_reads(each)}
    share(lock_of(report.pairing, report.public_id), members)


def tell(person: Person) -> None:
    """Write that something waits, and nothing more: not what, not about whom, not from whom."""
    if person.email and person.is_active:
        send(WAITS, to=person.email, person_id=person.id)
