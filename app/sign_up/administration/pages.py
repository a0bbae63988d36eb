"""What the administrator’s pages about signing up show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.cohorts.labels import SIDES
from app.cohorts.models import Cohort, Side
from app.cohorts.openings import Figure
from app.cohorts.queries import Counts
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.core.mail import Letter
from app.core.shown_letters import text_of
from app.core.wording import number
from app.people.models import Person
from app.sign_up.administration.letters import closing_day, invitation_to, reminder_to
from app.sign_up.administration.queries import Brief, chosen_in_brief, names_of_chosen
from app.sign_up.administration.services.inviting import digest_of
from app.sign_up.administration.standing import Line, Standing, Tally
from app.sign_up.windows import Asked

NAMES_SHOWN = 200
STANDINGS = {
    Standing.CHOSEN: _l("Chosen, not written to"),
    Standing.INVITED: _l("Invited"),
    Standing.OPENED: _l("Has opened it"),
    Standing.STARTED: _l("Has begun"),
    Standing.ENTERED: _l("Filled in for them, to be confirmed"),
    Standing.DONE: _l("Done"),
    Standing.WITHDRAWN: _l("Withdrawn"),
}
TONES = {Standing.DONE: "good", Standing.ENTERED: "care"}


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter as its readers will see it, and how many they are."""

    title: str
    readers: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """Whom a button would write to, with every letter by role."""

    people: int
    letters: list[ShownLetter]
    names: Sequence[str]
    seen: str

    @property
    def more(self) -> int:
        """How many readers are not named on the page."""
        return self.people - len(self.names)


def invitations_page(cohort: Cohort, viewer: Person) -> LettersPage:
    """The invitations that wait: the letter to a mentee and to a mentor, with how many get each."""
    rows = chosen_in_brief(cohort)
    letters = [_invitation(cohort, side, rows, viewer) for side in Side]
    people = len({each.person_id for each in rows})
    names = names_of_chosen(cohort, NAMES_SHOWN) if rows else []
    return LettersPage(people=people, letters=letters, names=names, seen=digest_of(rows))


def reminders_page(cohort: Cohort, rows: Sequence[Asked], viewer: Person) -> LettersPage:
    """The reminders that could leave now."""
    names = list({each.person_id: each.name for each in rows}.values())
    letters = [_reminder(cohort, viewer, readers_in_words(len(names)))]
    return LettersPage(people=len(names), letters=letters, names=names[:NAMES_SHOWN], seen=digest_of(rows))


def reminder_before_close(cohort: Cohort, viewer: Person) -> ShownLetter | None:
    """The reminder that leaves by itself; none in a cohort that does not close."""
    if closing_day(cohort) is None:
        return None
    return _reminder(cohort, viewer, _("By itself, three days before the close, to whoever is not done by then"))


def readers_in_words(people: int) -> str:
    """“One person gets this”."""
    if not people:
        return _("Nobody gets this now")
    return ngettext("One person gets this", "%(count)s people get this", people, count=number(people))


def figures_of(tally: Tally) -> list[Figure]:
    """How many stand where, both sides together."""
    asked = tally.of(Standing.INVITED, Standing.OPENED, Standing.STARTED, Standing.ENTERED, Standing.DONE)
    return [
        Figure(_("Invited"), number(tally.of(Standing.INVITED)), _("of %(count)s asked", count=number(asked))),
        Figure(_("Opened"), number(tally.of(Standing.OPENED))),
        Figure(_("Begun"), number(tally.of(Standing.STARTED, Standing.ENTERED))),
        Figure(_("Done"), number(tally.of(Standing.DONE))),
        Figure(_("Withdrawn"), number(tally.of(Standing.WITHDRAWN))),
    ]


def balance_of(counts: Counts) -> str:
    """Both sides against the seats, in a sentence."""
    mentees = ngettext("%(count)s mentee", "%(count)s mentees", counts.mentees, count=number(counts.mentees))
    seats = ngettext("%(count)s seat", "%(count)s seats", counts.seats, count=number(counts.seats))
    mentors = ngettext("%(count)s mentor", "%(count)s mentors", counts.mentors, count=number(counts.mentors))
    words = _("%(mentees)s; %(mentors)s with %(seats)s.", mentees=mentees, mentors=mentors, seats=seats)
    if missing := counts.seats_missing:
        need = ngettext("One more seat is needed.", "%(count)s more seats are needed.", missing, count=number(missing))
        return f"{words} {need}"
    return words


def file_headings() -> list[str]:
    """The headings of the list as a file."""
    return [_("Name"), _("E-mail"), _("Department"), _("As"), _("Stands at"), _("Since"), _("Reminded")]


def file_rows(lines: Iterable[Line]) -> Iterator[list[Any]]:
    """One person on one side a row."""
    for each in lines:
        person = each.person
        yield [
            person.name,
            person.email,
            person.department,
            str(SIDES[each.side]),
            str(STANDINGS[each.standing]),
            each.since,
            each.reminded_at,
        ]


def _invitation(cohort: Cohort, side: Side, rows: Sequence[Brief], viewer: Person) -> ShownLetter:
    readers = len({each.person_id for each in rows if each.side is side})
    title = _("To mentees") if side is Side.MENTEE else _("To mentors")
    return _shown(title, readers_in_words(readers), invitation_to(viewer, cohort, {side}, url=_own_link()))


def _reminder(cohort: Cohort, viewer: Person, readers: str) -> ShownLetter:
    return _shown(_("The reminder"), readers, reminder_to(viewer, cohort, has_begun=False, url=_own_link()))


def _shown(title: str, readers: str, letter: Letter) -> ShownLetter:
    return ShownLetter(title, readers, letter.subject, text_of(letter))


def _own_link() -> str:
    return _("[a link of their own]")
