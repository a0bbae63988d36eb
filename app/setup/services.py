"""The settings of an installation change. The caller commits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation_for_change
from app.core.outbox import MailState, OutboxMail, send
from app.people.models import Person
from app.people.services import colleague_with
from app.setup.opened import note_change
from app.setup.queries import last_test_letter


def change_settings(item: str, *, actor: Person, **values: Any) -> None:
    """Write what differs of one item of the checklist; saving it without a change says that it is right as it is.

    A new sender has to be tried anew.
    """
    house = organisation_for_change()
    changed = [name for name, value in values.items() if getattr(house, name) != value]
    for name in changed:
        setattr(house, name, values[name])
    if item == "letters" and changed:
        house.sender_confirmed_at = None
    session().flush()
    record(actor, f"setup.{item}", fields=sorted(changed))
    if changed:
        note_change(item, by=actor)


def publish_privacy_notice(text: str, *, actor: Person) -> int:
    """Replace the privacy notice; returns its version, one higher when a word has changed."""
    house = organisation_for_change()
    version = house.privacy_version + (text != house.privacy_notice)
    change_settings("privacy", actor=actor, privacy_notice=text, privacy_version=version)
    return version


def name_safeguarding(
    officer_email: str, deputy_email: str, *, actor: Person, others: Mapping[str, Any] | None = None
) -> None:
    """Name the person who is told when somebody is in danger, and a deputy if there is one; ``others``: their phones
    and how long notes are kept, as columns of the organisation.

    Raises RuleBroken, at the field, for an address that is nobody's here, and for one person named twice.
    """
    officer = colleague_with(officer_email, field="officer_email")
    deputy = colleague_with(deputy_email, field="deputy_email") if deputy_email else None
    if deputy is not None and deputy.id == officer.id:
        raise RuleBroken(_("The deputy is somebody else than the officer."), field="deputy_email")
    ids = {"safeguarding_officer_id": officer.id, "safeguarding_deputy_id": deputy.id if deputy else None}
    change_settings("safeguarding", actor=actor, **ids, **(others or {}))


def send_test_letter(*, actor: Person) -> OutboxMail:
    """Send a letter to the one who asks, from the sender that everybody will see.

    Raises RuleBroken for somebody without an e-mail address.
    """
    if not actor.email:
        raise RuleBroken(_("You have no e-mail address in the directory, so no letter can reach you."))
    letter = send("test_letter", to=actor.email, person_id=actor.id)
    record(actor, "setup.test_letter_asked")
    return letter


def confirm_sender(*, actor: Person) -> None:
    """Note that the test letter arrived. Raises RuleBroken while none was sent."""
    letter = last_test_letter(actor)
    if letter is None or letter.state is not MailState.SENT:
        raise RuleBroken(_("No test letter has been sent to you yet."))
    organisation_for_change().sender_confirmed_at = now()
    session().flush()
    record(actor, "setup.sender_confirmed")
