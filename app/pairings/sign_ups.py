"""Whoever is in an open pair ends the pair instead of withdrawing, and changes seats on the page of their seats."""

from __future__ import annotations

from sqlalchemy import exists, or_, select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.i18n import gettext as _
from app.pairings.models import Pairing, PairingState
from app.sign_up.settled import settles


@settles
def is_in_an_open_pair(enrolment: Enrolment) -> str | None:
    """Why the sign-up behind this enrolment stays as it is."""
    theirs = or_(Pairing.mentee_id == enrolment.id, Pairing.mentor_id == enrolment.id)
    if not session().scalar(select(exists().where(theirs, Pairing.state == PairingState.OPEN))):
        return None
    return _("You are in a pair. You can end it on its page at any time, and change your seats on your own page.")
