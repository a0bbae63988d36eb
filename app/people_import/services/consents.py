"""Consent to a stated use of sensitive information: recorded, and withdrawn together with what it let in."""

from __future__ import annotations

from sqlalchemy import delete

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people_import.models import ConsentedValue, SensitiveConsent
from app.people_import.sensitive import SensitiveKind

SHORTEST_USE = 20


def record_consent(kind: SensitiveKind, use: str, *, actor: Person) -> SensitiveConsent:
    """Note that people agreed to one use of one kind of information. The caller commits.

    Raises RuleBroken for a use in so few words that nobody could have agreed to it.
    """
    if len(use.strip()) < SHORTEST_USE:
        raise RuleBroken(_("Say in a sentence what it is used for, as people were told."), field="use")
    consent = SensitiveConsent(kind=kind, use=use.strip(), recorded_by_id=actor.id)
    session().add(consent)
    session().flush()
    record(actor, "people.consent_recorded", consent, about=kind.value)
    return consent


def withdraw_consent(consent: SensitiveConsent, *, actor: Person) -> None:
    """End the use and erase what was imported for it. Raises Conflict for one that was withdrawn before."""
    if consent.withdrawn_at is not None:
        raise Conflict(_("This consent has been withdrawn already."))
    consent.withdrawn_at = now()
    session().execute(delete(ConsentedValue).where(ConsentedValue.consent_id == consent.id))
    session().flush()
    record(actor, "people.consent_withdrawn", consent)
