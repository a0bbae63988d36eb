"""What sign-in adds around every page: lines in the person menu, the end of the session, the demonstration’s strip."""

from __future__ import annotations

from flask import url_for

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
    session = browser_session()
    if session.sign_in is None:
        return None
    moment = now()
    before = session.here.last_seen_at
    seen = moment if moment - before >= TOUCHED_EVERY else before
    seconds = int((session.ends_if_seen(seen) - moment).total_seconds())
    return SessionEnd(max(0, seconds), url_for("accounts.stay_signed_in"))


@banner
def demonstration(_person: Person | None) -> Banner | None:
    """Says on every page of the demonstration that nobody here is real."""
    if not current_config().demo:
        return None
    text = _("This is a demonstration. The people are invented.")
    return Banner(text, label=_("Be somebody else"), url=url_for("demonstration.faces"))
