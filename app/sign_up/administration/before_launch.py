"""What a cohort still lacks before people are told of it: what is needed, and what would be good."""

from __future__ import annotations

from dataclasses import dataclass

from app.cohorts.models import Cohort
from app.cohorts.queries import administrators_of
from app.cohorts.workings import findings
from app.core.i18n import gettext as _
from app.core.wording import day_year
from app.sign_up.administration.queries import chosen_count
from app.sign_up.windows import local_today

MORE_THAN_ONE = 2


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing, where to settle it, and whether sign-up cannot open without it."""

    sentence: str
    endpoint: str
    label: str
    is_needed: bool = False


def what_is_missing(cohort: Cohort) -> list[Missing]:
    """Everything that is missing, what is needed first."""
    return [*_needed(cohort), *_wanted(cohort)]


def what_was_found(cohort: Cohort) -> list[Missing]:
    """What the look at how it works brought up, in a line each; the launch tells it in full."""
    return [
        Missing(_(check.title), "cohorts.practice", _("Read why, and what to do"), is_needed=check.is_error)
        for check in findings(cohort)
    ]


def _needed(cohort: Cohort) -> list[Missing]:
    found = []
    if cohort.archived_at is not None:
        found.append(Missing(_("This cohort has been put away."), "cohorts.show", _("Bring it back"), is_needed=True))
    closes_on, details = cohort.sign_up_closes_on, "cohorts.details"
    if closes_on is not None and closes_on < local_today():
        sentence = _("The last day to sign up, %(day)s, is over. Choose a later one.", day=day_year(closes_on))
        found.append(Missing(sentence, details, _("Choose a day"), is_needed=True))
    contact = cohort.contact
    if contact is None or not contact.is_active or not contact.email:
        sentence = _("Nobody is named whom people may ask. Their name stands on every page and in every letter.")
        found.append(Missing(sentence, details, _("Name somebody"), is_needed=True))
    if not cohort.purpose.strip():
        sentence = _("It does not say yet what it is for. It is the first thing that people read.")
        found.append(Missing(sentence, details, _("Write it"), is_needed=True))
    return found


def _wanted(cohort: Cohort) -> list[Missing]:
    found = []
    if not chosen_count(cohort):
        sentence = _("Nobody is chosen for an invitation yet. You can also do that afterwards.")
        found.append(Missing(sentence, "sign_up.choose", _("Choose whom to invite")))
    if len(administrators_of(cohort)) < MORE_THAN_ONE:
        sentence = _("You are alone in running it. Two are better than one, for the day you are away.")
        found.append(Missing(sentence, "cohorts.administrators", _("Name a second person")))
    return found
