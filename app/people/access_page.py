"""“Who opened what is mine”: the access log in words, for the one whom its lines are about."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.core.access_log import LineView, in_words, lines_about
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.pages import Page, paginate
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class AccessPage:
    """One page of lines, each with who it was in words."""

    page: Page[LineView]
    names: dict[str, str]
    reader: Person

    def who(self, line: LineView) -> str:
        """Who did it, as its reader would say."""
        if line.by_id is None:
            return _("Ithaca itself, or whoever runs its servers")
        if line.by_id == self.reader.public_id:
            return _("You, or somebody with your password")
        return self.names.get(line.by_id, _("Somebody who is not here any more"))


def access_page(reader: Person, number: int) -> AccessPage:
    """A page of the lines about somebody, the newest first; the same few queries however long it is."""
    found = paginate(lines_about(reader), number)
    page = Page(in_words(found.rows), found.number, found.total, found.per_page)
    asked = {line.by_id for line in page.rows if line.by_id}
    named = session().execute(select(Person.public_id, Person.name).where(Person.public_id.in_(asked)))
    return AccessPage(page, dict(named.all()), reader)
