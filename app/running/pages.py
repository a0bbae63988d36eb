"""What the page of a running cohort shows: who could use a hand, what was noticed, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from app.cohorts.models import Cohort, Enrolment
from app.core.clock import now
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.core.pages import PER_PAGE, Page
from app.core.wording import day, spelled
from app.pairings.models import Ending, Pairing
from app.people.models import Person
from app.running.queries import (
    Figures,
    Hand,
    mentees_needing_mentor,
    mentees_never_placed,
    quiet_pairs,
    slow_pairs,
)

FIRST = 6
LABELS = {
    Hand.NEEDS_MENTOR: _l("Needs a mentor"),
    Hand.NOT_BEGUN: _l("Not begun"),
    Hand.QUIET: _l("Quiet"),
    Hand.NEVER_PLACED: _l("Waiting"),
}
TONES = {Hand.NEEDS_MENTOR: "turn", Hand.NOT_BEGUN: "care", Hand.QUIET: "care", Hand.NEVER_PLACED: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One who, or two who, could use a hand. ``write_to`` are addresses; ``finds`` offers another match."""

    who: str
    hand: Hand
    noticed: str
    since: str
    write_label: str = ""
    write_to: str = ""
    finds: bool = False

    @property
    def label(self) -> str:
        return LABELS[self.hand]

    @property
    def tone(self) -> str:
        return TONES[self.hand]


def first_rows(cohort: Cohort, figures: Figures) -> list[Row]:
    """The most urgent few; no query for a kind of which there is none."""
    rows: list[Row] = []
    for hand, count in figures.hands.items():
        if count and len(rows) < FIRST:
            rows += rows_of(cohort, hand, FIRST - len(rows))
    return rows


def all_rows(cohort: Cohort, figures: Figures) -> Iterator[Row]:
    """Every row, for a file."""
    for hand, count in figures.hands.items():
        yield from rows_of(cohort, hand, count) if count else ()


def rows_of(cohort: Cohort, hand: Hand, limit: int, offset: int = 0) -> list[Row]:
    """Some rows of one kind."""
    if hand is Hand.NEEDS_MENTOR:
        found = session().execute(mentees_needing_mentor(cohort).limit(limit).offset(offset))
        return [_needs_mentor(*row) for row in found]
    if hand is Hand.NEVER_PLACED:
        return [
            _never_placed(each) for each in session().scalars(mentees_never_placed(cohort).limit(limit).offset(offset))
        ]
    pairs = slow_pairs(cohort) if hand is Hand.NOT_BEGUN else quiet_pairs(cohort)
    shaped = _not_begun if hand is Hand.NOT_BEGUN else _quiet
    return [shaped(each) for each in session().scalars(pairs.limit(limit).offset(offset))]


def page_of(cohort: Cohort, figures: Figures, hand: Hand, asked: int) -> Page[Row]:
    """One page of one kind."""
    total = figures.hands[hand]
    number = min(asked, max(1, -(-total // PER_PAGE)))
    return Page(rows_of(cohort, hand, PER_PAGE, (number - 1) * PER_PAGE), number, total, PER_PAGE)


def finding_of(figures: Figures) -> str:
    """The sentence that the page opens with."""
    count = sum(figures.hands.values())
    if not count:
        return _("Nobody needs a hand today.")
    if figures.waiting:
        return ngettext(
            "One could use a hand today.", "%(spelled)s could use a hand today.", count, spelled=_begun(count)
        )
    return ngettext(
        "One pair could use a hand today.", "%(spelled)s pairs could use a hand today.", count, spelled=_begun(count)
    )


def _begun(count: int) -> str:
    return spelled(count).capitalize()


def _needs_mentor(mentee: Enrolment, ended: Pairing) -> Row:
    sentences = {
        Ending.LEFT: _("Their mentor has left. They have been told, kindly."),
        Ending.NOT_THIS_ONE: _("One side would rather have somebody else. No reason is needed."),
        Ending.UNDONE: _("Their pair was taken back."),
    }
    noticed = sentences.get(ended.ending or Ending.ENDED, _("Their pair has ended. No reason is needed."))
    return Row(who=mentee.person.name, hand=Hand.NEEDS_MENTOR, noticed=noticed, since=_days(ended.ended_at), finds=True)


def _never_placed(mentee: Enrolment) -> Row:
    noticed = _("Has not had a mentor in this cohort yet.")
    return Row(
        who=mentee.person.name, hand=Hand.NEVER_PLACED, noticed=noticed, since=_days(mentee.joined_at), finds=True
    )


def _not_begun(pairing: Pairing) -> Row:
    mentor = pairing.mentor.person
    if pairing.wrote_at:
        noticed = _("%(mentor)s has written. No meeting is agreed yet.", mentor=mentor.first_name)
    elif pairing.reminded_at:
        noticed = _(
            "%(mentor)s was reminded on %(day)s. %(mentee)s was not: it is not their turn.",
            mentor=mentor.first_name,
            mentee=pairing.mentee.person.first_name,
            day=day(pairing.reminded_at),
        )
    else:
        noticed = _("No meeting is agreed yet. It is %(mentor)s’s turn to write.", mentor=mentor.first_name)
    return Row(
        who=_both(pairing),
        hand=Hand.NOT_BEGUN,
        noticed=noticed,
        since=_days(pairing.made_at),
        write_label=_("Write to %(name)s", name=mentor.first_name),
        write_to=_addresses([mentor]),
    )


def _quiet(pairing: Pairing) -> Row:
    both = [pairing.mentee.person, pairing.mentor.person]
    return Row(
        who=_both(pairing),
        hand=Hand.QUIET,
        noticed=_("No meeting lately, and none agreed."),
        since=_("over 3 weeks"),
        write_label=_("Write to both"),
        write_to=_addresses(both),
    )


def _both(pairing: Pairing) -> str:
    return _("%(mentee)s and %(mentor)s", mentee=pairing.mentee.person.name, mentor=pairing.mentor.person.name)


def _addresses(people: Sequence[Person]) -> str:
    return ",".join(quote(person.email, safe="@.+-_") for person in people if person.email)


def _days(since: datetime | None) -> str:
    days = (now() - since).days if since else 0
    return ngettext("1 day", "%(count)s days", days, count=days) if days else _("today")


def hand_headings() -> list[str]:
    """The headings of the list as a file."""
    return [_("Who"), _("What it is"), _("What was noticed"), _("Since")]


def hand_line(row: Row) -> list[str]:
    """One row of that file."""
    return [row.who, str(row.label), row.noticed, row.since]
