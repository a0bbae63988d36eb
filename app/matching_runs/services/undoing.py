"""A publication is taken back, as long as nobody of it has met. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.matching_runs.models import MatchRun
from app.matching_runs.queries import all_of, made_by, published_pairings
from app.matching_runs.recipients import fingerprint
from app.pairings.models import Pairing, PairingState
from app.pairings.services import undo_pairings
from app.pairings.services.ending import names_of
from app.pairings.wording import NAMED
from app.people.models import Person


def undo_run(run: MatchRun, expected: str, *, actor: Person) -> int:
    """End all pairs of a publication, tell both sides of each, and say how many pairs it were.

    ``expected`` is the digest of the pairs that were looked at. The cohort goes on running; its people wait for a new
    run. Raises RuleBroken where two of them have met: single pairs can still be taken back.
    """
    refuse_when_over(locked(run.cohort))
    session().refresh(run)
    still_open = all_of(published_pairings(run).where(Pairing.state == PairingState.OPEN))
    ids = [each.id for each in still_open]
    refuse_undoing(run, ids)
    if undo_digest(run, ids) != expected:
        raise Conflict(_("Its pairs have changed since you looked. Look once more; nothing was taken back."))
    undo_pairings(still_open, actor=actor)
    run.undone_at = now()
    session().flush()
    record(actor, "run.undone", run, number=run.number, pairs=len(still_open))
    return len(still_open)


def refuse_undoing(run: MatchRun, still_open: Sequence[int]) -> None:
    """Raise, with what to do instead, where the publication cannot be taken back as a whole."""
    if run.undone_at is not None:
        raise Conflict(_("This publication was taken back already."))
    if run.published_at is None:
        raise RuleBroken(_("This run has not been published."))
    _refuse_met(run)
    if not still_open:
        raise RuleBroken(_("None of its pairs is left."))


def open_ids(run: MatchRun) -> Sequence[int]:
    """Which pairs of a publication are still open."""
    return session().scalars(select(Pairing.id).where(made_by(run), Pairing.state == PairingState.OPEN)).all()


def undo_digest(run: MatchRun, still_open: Iterable[int]) -> str:
    """The same as long as the same pairs are open."""
    return fingerprint([run.public_id, *sorted(still_open)])


def _refuse_met(run: MatchRun) -> None:
    have_met = Pairing.first_met_on.is_not(None)
    first = all_of(published_pairings(run).where(have_met).limit(NAMED))
    if not first:
        return
    count = session().scalar(select(func.count()).select_from(Pairing).where(made_by(run), have_met))
    raise RuleBroken(
        _(
            "Some of its pairs have met: %(names)s. A pair that has not can be taken back by itself, on the list "
            "of pairs.",
            names=names_of(first, among=count),
        )
    )
