"""Sign-up files: kept until their administrator has looked, then done in one transaction or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.cohorts.limits import refuse_too_many
from app.cohorts.models import Cohort, Side, SignUpDraft
from app.cohorts.services.cohorts import locked, refuse_when_over
from app.cohorts.sign_ups.columns import Meaning, check_meaning
from app.cohorts.sign_ups.files import SignUpFile
from app.cohorts.sign_ups.plan import Outcome, Plan, plan_for
from app.cohorts.sign_ups.writes import write
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people_import.models import KEPT
from app.people_import.services.apply import lock_directory


def keep_draft(cohort: Cohort, files: Sequence[SignUpFile], *, actor: Person) -> SignUpDraft:
    """Remember what was read for a day; an earlier draft of the same person for this cohort is forgotten.

    Raises RuleBroken without a file, and in a cohort that is over.
    """
    refuse_when_over(cohort)
    if not files:
        raise RuleBroken(_("Choose a file."), field="mentees")
    mine = (SignUpDraft.cohort_id == cohort.id) & (SignUpDraft.person_id == actor.id)
    session().execute(delete(SignUpDraft).where(mine))
    draft = SignUpDraft(cohort=cohort, person_id=actor.id, expires_at=now() + KEPT, files=_stored(files))
    session().add(draft)
    session().flush()
    return draft


def files_of(draft: SignUpDraft) -> list[SignUpFile]:
    """The files that wait, mentees first."""
    return [SignUpFile.from_dict(side, draft.files[side.value]) for side in Side if side.value in draft.files]


def explain_columns(draft: SignUpDraft, chosen: Mapping[Side, Mapping[str, Meaning]]) -> None:
    """Say what the columns hold; those that are left out are forgotten.

    Raises RuleBroken where people cannot be told apart, or two columns hold the same.
    """
    for meaning in chosen.values():
        check_meaning(meaning)
    draft.files = _stored([file.taken_as(chosen.get(file.side, file.meaning)) for file in files_of(draft)])
    session().flush()


def confirm_draft(draft: SignUpDraft, digest: str, *, actor: Person) -> Plan:
    """Do what the files say, all of it or nothing, and forget them.

    ``digest`` is that of the plan that was looked at. Raises RuleBroken for files with problems, Conflict when the
    directory or the cohort has changed so that something else would happen now.
    """
    lock_directory()
    cohort = locked(draft.cohort)
    refuse_when_over(cohort)
    plan = plan_for(cohort, files_of(draft))
    if plan.problems:
        raise RuleBroken(_("Something in these files cannot be read. Nothing was stored."))
    if plan.digest() != digest:
        raise Conflict(
            _("Something has changed since you looked at this page. Look at it once more; nothing was stored.")
        )
    try:
        with session().begin_nested():
            write(plan, cohort, actor=actor)
    except IntegrityError as error:
        raise Conflict(_("Somebody else was adding the same people. Look once more; nothing was stored.")) from error
    if any(each.side is Side.MENTEE and each.enrolment is None for each in plan.entries):
        refuse_too_many(cohort)
    counts = {outcome.value: plan.count(outcome) for outcome in Outcome}
    record(actor, "cohort.sign_ups_read", cohort, people_added=plan.newcomers, **counts)
    session().delete(draft)
    session().flush()
    return plan


def discard_draft(draft: SignUpDraft) -> None:
    """Throw the files away unread."""
    session().delete(draft)
    session().flush()


def forget_old_drafts() -> None:
    """Throw away files that nobody confirmed within a day."""
    session().execute(delete(SignUpDraft).where(SignUpDraft.expires_at < now()))


def _stored(files: Sequence[SignUpFile]) -> dict[str, Any]:
    return {file.side.value: file.to_dict() for file in files}
