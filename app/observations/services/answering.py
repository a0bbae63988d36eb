"""The mentee replies, signs for named readers, keeps it between the two, and takes back what was signed."""

from __future__ import annotations

from collections.abc import Collection

from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import frozen_for
from app.observations.documents import open_report
from app.observations.models import ObservationReader, ObservationReport, PaperKind, Standing, lock_of
from app.observations.papers import put
from app.observations.queries import is_a_third
from app.observations.services.moving import held, move, note, settle_key, tell
from app.observations.services.rating import before_and_after
from app.people.models import Person
from programs.observations import ObservationState


def reply(report: ObservationReport, mentee: Person, text: str) -> None:
    """What the mentee says to it, for the expert to read; signed with the rest of it, if it is signed."""
    held(report)
    move(report, ObservationState.REPLIED, mentee)
    put(open_report(report, mentee, "write").drawer, PaperKind.REPLY, {"text": text})
    tell(report.expert)


def keep(report: ObservationReport, actor: Person) -> None:
    """Leave it between the two for good: never signed, and nobody else ever learns of it."""
    move(held(report), ObservationState.KEPT, actor)


def sign(
    report: ObservationReport, mentee: Person, digest: str, readers: Collection[Person], *, with_levels: bool = False
) -> None:
    """Sign the very words that were shown, and name who reads them; ``with_levels``: one’s own levels go along.

    Raises Conflict where it was changed since the mentee looked, RuleBroken without a reader.
    """
    document = open_report(held(report), mentee, "write")
    if document.digest != digest:
        raise Conflict(_("The report was changed since you looked. Read it once more before you sign."))
    if not readers:
        raise RuleBroken(_("Name at least one reader, or keep the report between you."), field="readers")
    for each in readers:
        _refuse_unfit(report, each)
    levels = before_and_after(report.pairing, mentee) if with_levels else []
    put(document.drawer, PaperKind.SIGNED, {"before_after": levels})
    move(report, ObservationState.RELEASED, mentee)
    signed = open_report(report, mentee, "write")
    report.digest, report.signed_at = signed.digest, now()
    session().flush()
    for each in readers:
        _name(report, each)
    settle_key(report)


def name_reader(report: ObservationReport, mentee: Person, reader: Person) -> None:
    """Let one more person read a signed report."""
    held(report)
    if report.state is not ObservationState.RELEASED:
        raise Conflict(_("This has moved on in the meantime. Look at the page once more."))
    _refuse_unfit(report, reader)
    _name(report, reader)
    settle_key(report)
    note(report, "observation.reader_named", mentee)


def end_reader(report: ObservationReport, mentee: Person, reader: Person) -> None:
    """Take it back from one reader: with the next request they find nothing any more."""
    held(report)
    for each in report.readers:
        if each.person_id == reader.id and each.ended_at is None:
            each.ended_at = now()
    session().flush()
    settle_key(report)
    note(report, "observation.reader_ended", mentee)


def withdraw(report: ObservationReport, mentee: Person) -> None:
    """Take it back from everybody."""
    move(held(report), ObservationState.WITHDRAWN, mentee)
    for each in report.readers:
        each.ended_at = each.ended_at or now()
    session().flush()
    settle_key(report)


def _refuse_unfit(report: ObservationReport, reader: Person) -> None:
    if not is_a_third(report, reader):
        raise RuleBroken(_("%(name)s cannot be named. Choose somebody else.", name=reader.name), field="readers")
    if frozen_for(report.mentee.public_id, lock_of(report.pairing, report.public_id)) is not None:
        raise RuleBroken(_("What was written before is shut to you for now. Show first that it is you."))


def _name(report: ObservationReport, reader: Person) -> None:
    if any(each.person_id == reader.id and each.ended_at is None for each in report.readers):
        return
    standing = Standing.MANAGER if report.mentee.manager_id == reader.id else Standing.PERSON
    report.readers.append(ObservationReader(person=reader, standing=standing))
    session().flush()
    tell(reader)
