"""What comes due: readers who are not the manager any more, and the end of keeping."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from app.core.due import due
from app.observations.models import LEVELS, ObservationPaper, ObservationReader, ObservationReport, Standing
from app.observations.policy import still_reads
from app.observations.services.erasing import erase_levels, erase_reports
from app.observations.services.moving import settle_key
from app.pairings.models import Pairing
from programs.observations import KEPT_DAYS

DAILY = timedelta(days=1)
AT_ONCE = 200


@due("observations.managers", every=DAILY)
def put_out_former_managers() -> None:
    """Take the keys from whoever is not the manager any more; the policy has refused them since it changed."""
    as_manager = ObservationReader.standing == Standing.MANAGER, ObservationReader.ended_at.is_(None)
    for each in session().scalars(select(ObservationReader).where(*as_manager).order_by(ObservationReader.id)):
        if not still_reads(each):
            each.ended_at = now()
            session().flush()
            settle_key(each.report)


@due("observations.keep_no_longer", every=DAILY)
def keep_no_longer() -> None:
    """What was not signed goes some time after the pair has ended, what was signed two years after its signing."""
    unsigned, signed = (now() - timedelta(days=KEPT_DAYS[each]) for each in ("unsigned", "signed"))
    of_pairs = select(ObservationReport).join(ObservationReport.pairing)
    open_ones = of_pairs.where(ObservationReport.signed_at.is_(None), Pairing.ended_at < unsigned)
    erase_reports(session().scalars(open_ones.order_by(ObservationReport.id).limit(AT_ONCE)).all())
    old = select(ObservationReport).where(ObservationReport.signed_at < signed)
    erase_reports(session().scalars(old.order_by(ObservationReport.id).limit(AT_ONCE)).all())
    rated = select(ObservationPaper.pairing_id).where(ObservationPaper.drawer == LEVELS)
    over = select(Pairing).where(Pairing.id.in_(rated), Pairing.ended_at < signed)
    for pairing in session().scalars(over.limit(AT_ONCE)).all():
        erase_levels(pairing)
