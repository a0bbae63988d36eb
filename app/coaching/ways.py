"""From “Which support fits me?” to the forms by which one asks for oneself. Nothing comes back."""

from __future__ import annotations

from app.core.elsewhere import begins
from app.core.i18n import lazy_gettext as _l

ASK_COACH, ASK_ADVISOR = _l("Ask for a coach"), _l("Ask for an advisor")

begins("way:coach", "coaching.asking_for_coach", ASK_COACH)
begins("way:mentor-or-coach", "coaching.asking_for_coach", ASK_COACH)
begins("way:advisor", "coaching.ask", ASK_ADVISOR)
