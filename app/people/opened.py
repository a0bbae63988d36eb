"""What the access log says about lists that were taken away as a file, for the areas that hand such files out."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.access_log import note_access, note_access_of_many, phrase
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person

LIST_TAKEN = phrase("cohort.list_taken", _l("Took a list of a program you are in away as a file"))
ADMINISTERS = phrase("cohort.administers", _l("They administer that program"))
DIRECTORY_TAKEN = phrase("people.directory_taken", _l("Took the directory away as a file"))
KEEPS_DIRECTORY = phrase("people.keeps_directory", _l("Administrators and HR leads may"))


def list_was_taken(public_ids: Iterable[str], *, by: Person) -> None:
    """Somebody has taken a list of people of their cohort away: each of them reads it."""
    note_access_of_many(public_ids, LIST_TAKEN, by=by, why=ADMINISTERS)


def directory_was_taken(*, by: Person) -> None:
    """Somebody has taken the directory away: that concerns everybody."""
    note_access(None, DIRECTORY_TAKEN, by=by, why=KEEPS_DIRECTORY)
