"""What the home page says about signing up: what one was asked to fill in, and what is open to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from app.cohorts.models import Cohort
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.panels import Panel, Place, panels
from app.core.wording import day
from app.people.models import Person
from app.sign_up.asking import kind_of
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import open_to, unfinished_of
from app.sign_up.windows import why_closed

DOORS = 3
LABELS = {SignUpState.INVITED: _l("Look at it"), SignUpState.ENTERED: _l("Look through it")}


@panels("sign_up", order=10)
def waiting_for_one(person: Person) -> Iterator[Panel]:
    """Sign-ups that were begun, or that one was invited to, while they can be filled in."""
    for sign_up in unfinished_of(person):
        if why_closed(sign_up.cohort, sign_up) is None:
            yield _turn(sign_up)


@panels("sign_up.open", order=10)
def open_to_everybody(person: Person) -> Iterator[Panel]:
    """Cohorts that every colleague may join."""
    for cohort in open_to(person)[:DOORS]:
        kind = kind_of(cohort)
        yield Panel(
            place=Place.DOOR,
            title=cohort.name,
            text=cohort.purpose or _(kind.purpose),
            endpoint="sign_up.begin",
            values={"cohort_id": cohort.public_id},
            label=_("Look at it"),
            note=until(cohort),
        )


def _turn(sign_up: SignUp) -> Panel:
    return Panel(
        place=Place.TURN,
        title=_title(sign_up),
        text=_("%(until)s You can stop at any step and go on later.", until=until(sign_up.cohort)),
        endpoint="sign_up.show",
        values={"sign_up_id": sign_up.public_id},
        label=LABELS.get(sign_up.state, _("Go on")),
        urgency=4,
    )


def _title(sign_up: SignUp) -> str:
    cohort = sign_up.cohort.name
    if sign_up.state is SignUpState.INVITED:
        return _("You are invited to %(cohort)s.", cohort=cohort)
    if sign_up.state is SignUpState.ENTERED:
        return _("A sign-up for %(cohort)s was filled in for you.", cohort=cohort)
    return _("Your sign-up for %(cohort)s is not sent yet.", cohort=cohort)


def until(cohort: Cohort) -> str:
    """How long it takes, and until when it can be done."""
    if cohort.sign_up_closes_on is None:
        return _("Under four minutes.")
    return _("Under four minutes, until %(day)s.", day=day(cohort.sign_up_closes_on))
