"""What signing up has to say on the page of a cohort: what is missing, how far everybody is, the one next thing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import day, number
from app.people.models import Person
from app.sign_up.administration.before_launch import what_is_missing, what_was_found
from app.sign_up.administration.letters import closing_day
from app.sign_up.administration.pages import balance_of
from app.sign_up.administration.queries import chosen_count
from app.sign_up.administration.services import why_not_invited
from app.sign_up.administration.standing import Standing, Tally, tally_of
from app.sign_up.windows import local_today
from programs.phases import Phase

# Matching asks with ten: what is due before it comes first, waiting gives way to it.
LAUNCH, NEXT, WAIT = 5, 12, 2
SOON = timedelta(days=3)
OPEN = (Standing.INVITED, Standing.OPENED, Standing.STARTED, Standing.ENTERED)
SHOWN_IN = frozenset({Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING})


@section("sign_up.launch", order=10)
def before_launch(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """In preparation: what is missing, and the way to the launch."""
    if cohort.phase is not Phase.DRAFT or cohort.archived_at is not None:
        return None
    # That somebody is alone in running it stands on top of the page already.
    missing = what_was_found(cohort)
    missing += [each for each in what_is_missing(cohort) if each.endpoint != "cohorts.administrators"]
    context = {"cohort": cohort, "missing": missing}
    return Section(template="sign_up/administration/_before_launch.html", urgency=LAUNCH, context=context)


@section("sign_up.next", order=12)
def next_in_sign_up(_viewer: Person, cohort: Cohort, counts: Counts) -> Section | None:
    """While sign-up is open: the one thing that brings it forward, or that people are signing up."""
    if cohort.phase is not Phase.SIGN_UP:
        return None
    tally = tally_of(cohort)
    context = _next_thing(cohort, counts, tally)
    if context is not None:
        return Section(template="sign_up/administration/_next.html", urgency=NEXT, context=context)
    if counts.is_matchable or not tally.total:
        return None
    words = _("Nothing is yours to do now.") if tally.of(*OPEN) else _("Everybody who was asked has answered.")
    context = {"cohort": cohort, "words": words, "closes_on": closing_day(cohort)}
    return Section(template="sign_up/administration/_waiting.html", urgency=WAIT, context=context)


@section("sign_up", order=15)
def how_far(_viewer: Person, cohort: Cohort, counts: Counts) -> Section | None:
    """Once people were told: how far they are, and the way to invite more."""
    if cohort.phase not in SHOWN_IN:
        return None
    tally = tally_of(cohort)
    context = {
        "cohort": cohort,
        "words": _in_words(tally),
        "balance": balance_of(counts),
        "why_not": why_not_invited(cohort),
        "invite": _("Add a latecomer") if cohort.phase is Phase.RUNNING else _("Invite more people"),
    }
    return Section(template="sign_up/administration/_sign_up.html", context=context)


def _next_thing(cohort: Cohort, counts: Counts, tally: Tally) -> dict[str, Any] | None:
    chosen, waiting = chosen_count(cohort), tally.of(*OPEN)
    closes_on = cohort.sign_up_closes_on
    is_over = closes_on is not None and closes_on < local_today()
    if chosen:
        title = ngettext(
            "One invitation waits for you.", "%(count)s invitations wait for you.", chosen, count=number(chosen)
        )
        return _thing(cohort, title, _("Look at the letters, then send them."), "sign_up.letters", _("See the letters"))
    if not tally.total:
        words = _("By department, by a list of addresses, or by name.")
        return _thing(cohort, _("Invite people"), words, "sign_up.choose", _("Choose whom to invite"))
    if not is_over and counts.seats_missing:
        words = _("Invite more mentors, or ask those who are in for one more seat.")
        title = ngettext(
            "One more seat is needed.",
            "%(count)s more seats are needed.",
            counts.seats_missing,
            count=number(counts.seats_missing),
        )
        return _thing(cohort, title, words, "sign_up.choose", _("Invite mentors"))
    if closes_on is not None and not is_over and closes_on - local_today() <= SOON and waiting:
        title = _("Sign-up closes on %(day)s", day=day(closes_on))
        words = ngettext("One person is not done.", "%(count)s are not done.", waiting, count=number(waiting))
        return _thing(cohort, title, words, "sign_up.reminders", _("Remind them"))
    return None


def _thing(cohort: Cohort, title: str, words: str, endpoint: str, label: str) -> dict[str, Any]:
    return {"cohort": cohort, "title": title, "words": words, "endpoint": endpoint, "label": label}


def _in_words(tally: Tally) -> str:
    done, waiting = tally.of(Standing.DONE), tally.of(*OPEN)
    return _("%(done)s done, %(waiting)s not yet", done=number(done), waiting=number(waiting))
