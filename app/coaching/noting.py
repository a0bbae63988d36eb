"""That somebody besides client and advisor opened a case stands in the log that its client reads.

What the advisor reads day by day is noted nowhere: it would be a read receipt between two who work with each other.
"""

from __future__ import annotations

from app.coaching.models import Drawer, Engagement
from app.coaching.pages import As, CaseView
from app.core.access_log import note_access_while_reading, phrase
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person

PLAN_READ = phrase("coaching.plan_read", _l("read the plan of your performance advising"))
REFERRAL_READ = phrase(
    "coaching.referral_read", _l("read again what they wrote when they asked for an advisor for you")
)
WAITING_SEEN = phrase("coaching.waiting_seen", _l("saw that you wait for an advisor, and no word of why"))
LET_IN = phrase("coaching.let_in", _l("You let them see the plan"))
WROTE_IT = phrase("coaching.wrote_it", _l("They asked for it, and answer for you"))
AT_DESK = phrase("coaching.at_desk", _l("They run the advising desk"))


def note_reading(view: CaseView) -> None:
    """Note what manager, or whoever referred the client, has read on a page: one line, of what told them most."""
    client, reader = view.engagement.client, view.reader
    if view.role in {As.CLIENT, As.GUIDE}:
        return
    if Drawer.PLAN in view.opened:
        note_access_while_reading(client, PLAN_READ, by=reader, why=LET_IN)
    elif Drawer.REFERRAL in view.opened:
        note_access_while_reading(client, REFERRAL_READ, by=reader, why=WROTE_IT)


def note_desk(waiting: Engagement, reader: Person) -> None:
    """Note that the desk opened the page on which somebody who waits is given an advisor."""
    note_access_while_reading(waiting.client, WAITING_SEEN, by=reader, why=AT_DESK)
