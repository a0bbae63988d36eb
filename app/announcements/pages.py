"""What the pages about writing to people show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.announcements.letters import letter_to
from app.announcements.models import Announcement
from app.announcements.queries import sizes_of
from app.announcements.services import Preview, Words
from app.cohorts.audiences import audience_named, audiences
from app.cohorts.models import Cohort
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.shown_letters import text_of
from app.core.wording import number
from app.people.models import Person

NAMES_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """A letter before it leaves: what its first reader would read, and who they all are."""

    subject: str
    text: str
    group: str
    total: int
    names: Sequence[str]

    @property
    def more(self) -> int:
        """How many readers are not named on the page."""
        return self.total - len(self.names)


def preview_page(cohort: Cohort, letter: Words, preview: Preview, writer: Person) -> PreviewPage:
    """Shape a preview for its page."""
    first = preview.people[0]
    written = letter_to(first, cohort=cohort, subject=letter.subject, words=letter.words, writer=writer)
    return PreviewPage(
        subject=letter.subject,
        text=text_of(written),
        group=label_of(letter.audience),
        total=len(preview.people),
        names=[each.name for each in preview.people[:NAMES_SHOWN]],
    )


def groups_of(cohort: Cohort) -> list[tuple[str, str]]:
    """The groups to choose from, each with how many would get the letter now."""
    groups = audiences()
    sizes = sizes_of(groups, cohort)
    return [(each.name, _with_size(each.label, sizes[each.name])) for each in groups]


def label_of(name: str) -> str:
    """What a group is called, also when no area names it any more."""
    group = audience_named(name)
    return str(group.label) if group else _("Another group")


def file_headings() -> list[str]:
    """The headings of the list of letters as a file."""
    return [_("Sent"), _("About"), _("To"), _("People"), _("Written by")]


def file_rows(letters: Sequence[Announcement]) -> Iterator[list[Any]]:
    """One letter a row."""
    for each in letters:
        yield [each.written_at, each.subject, label_of(each.audience), each.recipients, each.written_by.name]


def _with_size(label: Any, size: int) -> str:
    people = ngettext("one person", "%(count)s people", size, count=number(size)) if size else _("nobody now")
    return f"{label} ({people})"
