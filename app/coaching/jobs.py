"""What comes due: keys of words that are gone, managers who no longer are, one question, and the end of keeping."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.coaching.models import Drawer, Engagement
from app.coaching.policy import has_consent, is_still_theirs
from app.coaching.services.consents import withdraw_consent
from app.coaching.services.erasing import DESTROY, erase_rows
from app.coaching.services.separating import part
from app.coaching.services.telling import tell
from app.core.clock import today
from app.core.db import session
from app.core.due import due
from app.core.jobs import JobHandle, job
from app.core.vault import Domain, destroy_relationships
from programs.engagements import APART, KEPT, RULES, EngagementState, Outcome

DAILY = timedelta(days=1)
AT_ONCE = 200


@job(DESTROY)
def destroy_keys(_job: JobHandle, *, engagement: str) -> None:
    """Destroy the keys of an engagement whose words are gone: copies of them are noise from now on."""
    destroy_relationships(Domain.COACHING, [engagement])


@due("coaching.managers", every=DAILY)
def put_out_former_managers() -> None:
    """Take the keys from whoever is not the client's manager any more; the policy has refused them since it changed."""
    sponsored = select(Engagement).where(Engagement.sponsor_id.is_not(None)).order_by(Engagement.id)
    for each in session().scalars(sponsored).all():
        if each.sponsor and has_consent(each.sponsor, each, Drawer.PLAN) and not is_still_theirs(each.sponsor, each):
            withdraw_consent(each, each.sponsor, actor=None)


@due("coaching.ask_again", every=DAILY)
def ask_again() -> None:
    """Ask once, three months after “met”, whether it still is."""
    for rules in RULES.values():
        if rules.asked_again_after is None:
            continue
        met = select(Engagement).where(
            Engagement.kind == rules.kind,
            Engagement.outcome == Outcome.MET,
            Engagement.asked_on.is_(None),
            Engagement.closed_on <= today() - timedelta(days=rules.asked_again_after),
        )
        for each in session().scalars(met.limit(AT_ONCE)):
            each.asked_on = today()
            tell(each.sponsor if each.sponsor and has_consent(each.sponsor, each, Drawer.PLAN) else each.client)


@due("coaching.keep_no_longer", every=DAILY)
def keep_no_longer() -> None:
    """A year after the end nothing is left of an engagement but that it is counted."""
    over = select(Engagement).where(
        Engagement.state.in_([EngagementState.CLOSED, EngagementState.NOT_TAKEN_UP]),
        Engagement.closed_on <= today() - max(KEPT, APART),
    )
    ended = session().scalars(over.order_by(Engagement.id).limit(AT_ONCE)).all()
    for each in ended:
        part(each, is_apart=False)
    erase_rows(ended)
