"""What sign-in adds around every page: lines in the person menu, the end of the session, the demonstration’s strip."""

from __future__ import annotations

from flask import url_for

from app.accounts.limits import ends_at
from app.accounts.session_interface import TOUCHED_EVERY, browser_session
from app.core.clock import now
from app.core.config import current_config
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import Banner, SessionEnd, banner, menu_entry, session_end
from app.people.models import Person

menu_entry(_l("Where you are signed in"), "accounts.sign_ins", 20)
menu_entry(_l("Password"), "accounts.password", 25)
menu_entry(_l("Sign out"), "accounts.sign_out", 90, is_post=True)


@session_end
def end_of_sign_in(_person: Person) -> SessionEnd | None:
    """When this sign-in ends unless something happens; the request that asks counts as a sign of its person."""
    row = browser_session().sign_in
    if row is None:
        return None
    moment = now()
    seen = moment if moment - row.last_seen_at >= TOUCHED_EVERY else row.last_seen_at
    seconds = int((ends_at(row, seen) - moment).total_seconds())
    return SessionEnd(max(0, seconds), url_for("accounts.stay_signed_in"))


@banner
def demonstration(_person: Person | None) -> Banner | None:
    """Says on every page of the demonstration that nobody here is real."""
    if not current_config().demo:
        return None
    text = _("This is a demonstration. The people are invented.")
    return Banner(text, label=_("Be somebody else"), url=url_for("demonstration.faces"))
