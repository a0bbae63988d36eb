"""What the home page says to those who run a cohort whose sign-up closes soon, or has closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts, own_cohorts, own_counts
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import day, number
from app.people.models import Person
from app.sign_up.windows import local_today
from programs.phases import Phase

SOON = timedelta(days=3)


@panels("sign_up.administration", order=15)
def cohorts_about_to_close(person: Person) -> Iterator[Panel]:
    """Cohorts that lack mentors a few days before sign-up closes, and those where it is over."""
    for closes_on, cohort in _closing(person):
        panel = _panel(cohort, closes_on, own_counts(person).get(cohort.id, Counts()))
        if panel is not None:
            yield panel


def _closing(person: Person) -> list[tuple[date, Cohort]]:
    """Those that close soon or should have, the first to close first."""
    dated = [
        (each.sign_up_closes_on, each)
        for each in own_cohorts(person)
        if each.phase is Phase.SIGN_UP and each.sign_up_closes_on is not None
    ]
    soon = [each for each in dated if each[0] <= local_today() + SOON]
    return sorted(soon, key=lambda each: (each[0], each[1].id))


def _panel(cohort: Cohort, closes_on: date, counts: Counts) -> Panel | None:
    values = {"cohort_id": cohort.public_id}
    if closes_on < local_today():
        return Panel(
            place=Place.TURN,
            title=_("Sign-up for %(cohort)s is over", cohort=cohort.name),
            text=_("Close it and begin matching, or give people a few more days."),
            endpoint="cohorts.show",
            values=values,
            label=_("Go on"),
            urgency=6,
        )
    missing = counts.seats_missing
    if not missing:
        return None
    return Panel(
        place=Place.TURN,
        title=_("%(cohort)s closes on %(day)s", cohort=cohort.name, day=day(closes_on)),
        text=ngettext("One more seat is needed.", "%(count)s more seats are needed.", missing, count=number(missing)),
        endpoint="sign_up.overview",
        values=values,
        label=_("See how far everybody is"),
        urgency=5,
    )
