"""What the client lets named people open, and takes back: the policy closes with the row, and the vault with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.coaching.models import Drawer, Engagement, EngagementConsent
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import frozen_for, share
from app.people.models import Person


def give_consent(engagement: Engagement, person: Person, drawers: Iterable[str]) -> None:
    """Let a named person open these drawers. What they may open already stays as it was.

    Raises RuleBroken where the client's own words are shut to them: whoever took over the sign-in of a client must not
    hand on what they cannot read.
    """
    wanted = [str(each) for each in drawers]
    for drawer in wanted:
        if frozen_for(engagement.client.public_id, engagement.lock(drawer)) is not None:
            raise RuleBroken(_("What was written before is shut to you for now. Show first that it is you."))
    there = {each.drawer for each in living(engagement) if each.person_id == person.id}
    for drawer in wanted:
        if drawer not in there:
            consent = EngagementConsent(engagement=engagement, person=person, drawer=drawer)
            session().add(consent)
            record(engagement.client, "engagement.consent_given", engagement, person=person.public_id, drawer=drawer)
    session().flush()
    _settle(engagement, wanted)


def withdraw_consent(engagement: Engagement, person: Person, *, actor: Person | None, drawer: str = "") -> None:
    """Shut what a person may open, all of it or one drawer: with the next request they find nothing any more."""
    ended = [
        each for each in living(engagement) if each.person_id == person.id and (not drawer or each.drawer == drawer)
    ]
    for each in ended:
        each.withdrawn_at = now()
        details = {"person": person.public_id, "drawer": each.drawer}
        record(actor, "engagement.consent_withdrawn", engagement, **details)
    session().flush()
    _settle(engagement, {each.drawer for each in ended})


def living(engagement: Engagement) -> list[EngagementConsent]:
    """The consents that hold today."""
    return [each for each in engagement.consents if each.withdrawn_at is None]


def make_drawers(engagement: Engagement, drawers: Iterable[str] = Drawer) -> None:
    """The keys of drawers, before the first paper lies in them."""
    _settle(engagement, [str(each) for each in drawers])


def _settle(engagement: Engagement, drawers: Collection[str]) -> None:
    for drawer in sorted(drawers):
        share(engagement.lock(drawer), members(engagement, drawer))


def members(engagement: Engagement, drawer: str) -> set[str]:
    """Who opens a drawer: its client, whoever the client lets in; the coach of a report, the writer of a referral."""
    let_in = {drawer} if drawer in set(Drawer) else {drawer, Drawer.TALKS}
    people = {each.person for each in living(engagement) if each.drawer in let_in} | {engagement.client}
    if drawer == Drawer.REFERRAL:
        people.add(engagement.referrer)
    return {each.public_id for each in people}
