"""What the access log says about the organisation: everybody reads it."""

from __future__ import annotations

from app.core.access_log import note_access, phrase
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person

ADMINISTERS = phrase("setup.administers", _l("They administer this installation"))
CHANGES = {
    "after_the_end": phrase("setup.after_the_end", _l("Changed how long the two can read on when a pair ends")),
    "privacy": phrase("setup.privacy", _l("Published a new privacy notice")),
    "safeguarding": phrase("setup.safeguarding", _l("Named who reads it when somebody here asks for help")),
}


def note_change(item: str, *, by: Person) -> None:
    """A setting that decides who reads what was changed; of other settings nothing is said."""
    if item in CHANGES:
        note_access(None, CHANGES[item], by=by, why=ADMINISTERS)
