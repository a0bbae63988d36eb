"""Reminders: by hand once in three days, and by themselves once, three days before the close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select, update

from app.cohorts.models import Cohort
from app.cohorts.services import locked
from app.core.audit import record
from app.core.bulk import portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send_many
from app.people.models import Person
from app.sign_up.administration.queries import remindable_sign_ups
from app.sign_up.administration.services.inviting import digest_of, moved_on
from app.sign_up.models import SignUp
from app.sign_up.windows import Asked, local_today, why_closed
from programs.phases import Phase

PAUSE = timedelta(days=3)
DAYS_BEFORE = timedelta(days=3)


def remindable(cohort: Cohort) -> list[Asked]:
    """Who can be reminded by hand now: invited, not done, and no reminder for three days."""
    return [each for each in remindable_sign_ups(cohort, now() - PAUSE) if why_closed(cohort, each) is None]


def remind(cohort: Cohort, seen: str, *, actor: Person) -> int:
    """Remind whoever was shown; returns how many. Raises Conflict for other people by now, RuleBroken for none."""
    locked(cohort)
    rows = remindable(cohort)
    if not rows:
        raise RuleBroken(_("Nobody is left to remind: they are done, or had a reminder within three days."))
    if digest_of(rows) != seen:
        raise moved_on(len({each.person_id for each in rows}))
    return _send(cohort, rows, actor)


def remind_before_close() -> int:
    """Remind those who are not done in cohorts whose sign-up closes within three days, each once for that close."""
    first = local_today()
    closing = select(Cohort).where(
        Cohort.phase == Phase.SIGN_UP, Cohort.sign_up_closes_on.between(first, first + DAYS_BEFORE)
    )
    return sum(_remind_at_close(cohort) for cohort in session().scalars(closing).all())


def _remind_at_close(cohort: Cohort) -> int:
    locked(cohort)
    closes_on = cohort.sign_up_closes_on
    if closes_on is None or cohort.phase is not Phase.SIGN_UP:
        return 0
    # One that went out by hand in the three days before counts as this one.
    since = datetime.combine(closes_on - DAYS_BEFORE, time(), UTC) - PAUSE
    rows = remindable_sign_ups(cohort, since)
    return _send(cohort, rows, None) if rows else 0


def _send(cohort: Cohort, rows: Sequence[Asked], actor: Person | None) -> int:
    people = {each.person_id: str(each.email) for each in rows}
    for some in portions(each.id for each in rows):
        reminded = update(SignUp).where(SignUp.id.in_(some)).values(reminded_at=now())
        session().execute(reminded.execution_options(synchronize_session=False))
    letters = ((email, {"cohort_id": cohort.id, "person_id": each}) for each, email in people.items())
    sent = send_many("sign_up_reminder", letters)
    record(actor, "sign_up.reminded", cohort, people=sent)
    session().expire_all()
    return sent
