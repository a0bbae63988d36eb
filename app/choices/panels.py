"""What the home page says about choosing: who asks for me, whom I am asking, and whom I could ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from app.choices.models import MentorRequest
from app.choices.opening import may_ask
from app.choices.pages.requests import standing_of
from app.choices.queries import own_requests, requests_waiting_for
from app.cohorts.models import Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import day, spelled
from app.pairings.queries import pairings_of
from app.people.models import Person

ANSWER, ASK = 14, 6


@panels("choices.asked", order=12)
def who_asks(person: Person) -> Iterator[Panel]:
    """To a mentor: so many people ask for you."""
    asked = requests_waiting_for(person)
    if not asked:
        return
    first = asked[0]
    yield Panel(
        place=Place.TURN,
        title=ngettext(
            "One person asks for you.",
            "%(count)s people ask for you.",
            len(asked),
            count=spelled(len(asked)).capitalize(),
        ),
        text=_("Say yes, or say no without a reason, by %(day)s.", day=day(first.answer_by)),
        endpoint="choices.show" if len(asked) == 1 else "choices.waiting",
        values={"request_id": first.public_id} if len(asked) == 1 else {},
        label=_("Read what they write"),
        urgency=ANSWER,
    )


@panels("choices.asking", order=12)
def whom_one_asks(person: Person) -> Iterator[Panel]:
    """To a mentee: whom they are asking, else that they can."""
    mentees = [each for each in own_enrolments(person) if _may_ask(each)]
    if not mentees:
        return
    taken, asked = Counter(each.mentee_id for each in pairings_of(person)), own_requests(person)
    for enrolment in mentees:
        if taken[enrolment.id] < enrolment.needs:
            yield _asking(enrolment, [each for each in asked if each.mentee_id == enrolment.id])


def _may_ask(enrolment: Enrolment) -> bool:
    takes_part = enrolment.role is Side.MENTEE and enrolment.state is EnrolmentState.SIGNED_UP
    return takes_part and may_ask(enrolment.cohort)


def _asking(enrolment: Enrolment, asked: Sequence[MentorRequest]) -> Panel:
    waiting = [each for each in asked if each.is_open]
    if waiting:
        names = ", ".join(each.mentor.person.name for each in waiting)
        return Panel(
            place=Place.LETTER,
            title=_("Whom you are asking"),
            note=enrolment.cohort.name,
            text=f"{names}. {standing_of(waiting[-1])}",
            endpoint="choices.show",
            values={"request_id": waiting[0].public_id},
            label=_("Open the request"),
        )
    title = _("Whom would you like to ask next?") if asked else _("Look for a mentor, and ask.")
    text = (
        _("Not possible this time. Ask somebody else, or wait for the match.")
        if asked
        else _("Read who has offered a seat and what speaks for the two of you. One line is enough.")
    )
    return Panel(
        place=Place.TURN,
        title=title,
        text=text,
        endpoint="choices.mentors",
        values={"cohort_id": enrolment.cohort.public_id},
        label=_("Look at the mentors"),
        urgency=ASK,
    )
