"""Reports that are gone for good: written into the ledger of erasures first, so that no backup brings them back.

What is erased is one drawer of one pair, named by both: the pair’s other drawers keep their keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, select

from app.cohorts.models import Enrolment
from app.core.audit import AuditEvent
from app.core.db import session
from app.core.erasures import erasable, note_erasures
from app.core.vault import Domain, destroy_key, destroy_relationships, relationships_of, scrub
from app.observations.models import LEVELS, ObservationPaper, ObservationReport, lock_of
from app.pairings.models import Pairing
from app.people.erasing import when_erased
from app.people.models import Person

REPORT, PAIR = "observation", "observations-of-pair"


def erase_reports(reports: Sequence[ObservationReport]) -> None:
    """Take these away whole: words, keys, and that there was one."""
    note_erasures(REPORT, [each.public_id for each in reports])
    for each in reports:
        _take_away(each)


def erase_levels(pairing: Pairing) -> None:
    """Take away what was said about the levels of a pair’s mentee."""
    mine = ObservationPaper.pairing_id == pairing.id, ObservationPaper.drawer == LEVELS
    session().execute(delete(ObservationPaper).where(*mine))
    destroy_key(lock_of(pairing, LEVELS))


@when_erased
def erase_what_is_about(person: Person) -> None:
    """Everything about whoever is erased, theirs as it was; what they wrote about others stays with those."""
    mine = select(Pairing).join(Enrolment, Enrolment.id == Pairing.mentee_id).where(Enrolment.person_id == person.id)
    pairs = [each for each in session().scalars(mine) if _has_any(each)]
    note_erasures(PAIR, [each.public_id for each in pairs])
    erase_pairs([each.public_id for each in pairs])


def pairs_known() -> Iterable[str]:
    """The public ids of the pairs that have words or keys here."""
    there = select(Pairing.public_id).join(ObservationPaper, ObservationPaper.pairing_id == Pairing.id)
    return {*session().scalars(there), *relationships_of(Domain.OBSERVATIONS)}


@erasable(PAIR, present=pairs_known)
def erase_pairs(public_ids: Collection[str]) -> int:
    """All that there is of these pairs."""
    held = destroy_relationships(Domain.OBSERVATIONS, public_ids)
    pairs = session().scalars(select(Pairing).where(Pairing.public_id.in_(public_ids))).all()
    had = sum(_has_any(each) for each in pairs)
    ids = [each.id for each in pairs]
    for report in session().scalars(select(ObservationReport).where(ObservationReport.pairing_id.in_(ids))).all():
        _take_away(report)
    session().execute(delete(ObservationPaper).where(ObservationPaper.pairing_id.in_(ids)))
    if held or had:
        scrub()
    return max(held, had)


def reports_known() -> Iterable[str]:
    """The public ids of all reports."""
    return session().scalars(select(ObservationReport.public_id)).all()


@erasable(REPORT, present=reports_known)
def erase_again(public_ids: Collection[str]) -> int:
    """After a backup was restored: these are gone once more."""
    found = session().scalars(select(ObservationReport).where(ObservationReport.public_id.in_(public_ids))).all()
    for each in found:
        _take_away(each)
    return len(found)


def _take_away(report: ObservationReport) -> None:
    destroy_key(lock_of(report.pairing, report.public_id))
    mine = ObservationPaper.pairing_id == report.pairing_id, ObservationPaper.drawer == report.public_id
    session().execute(delete(ObservationPaper).where(*mine))
    told = AuditEvent.object_type == ObservationReport.__tablename__, AuditEvent.object_id == report.public_id
    session().execute(delete(AuditEvent).where(*told))
    session().delete(report)
    session().flush()


def _has_any(pairing: Pairing) -> bool:
    found = select(ObservationPaper.id).where(ObservationPaper.pairing_id == pairing.id).limit(1)
    return session().scalar(found) is not None
