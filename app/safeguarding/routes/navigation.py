"""Where the person menu leads officer and deputy; nobody else is asked anything."""

from __future__ import annotations

from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry
from app.safeguarding.policy import is_named

menu_entry(_l("Notes to you as safeguarding officer"), "safeguarding.index", 24, visible=is_named)
