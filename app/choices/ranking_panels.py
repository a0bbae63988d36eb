"""What the home page says where both sides rank: that one may, and who wrote a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.choices.queries import lines_to
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import spelled
from app.people.models import Person
from programs.choice import FormOfChoice
from programs.phases import Phase

BEFORE_PAIRS = frozenset({Phase.SIGN_UP, Phase.MATCHING})


@panels("choices.ranking", order=14)
def whom_one_would_like(person: Person) -> Iterator[Panel]:
    """To a mentee without a list: that there may be one. To a mentor: who wrote a line. Before the match only."""
    ranking = [each for each in own_enrolments(person) if _ranks(each)]
    for enrolment in ranking:
        if enrolment.role is Side.MENTEE and not enrolment.answers.get("wishes"):
            yield _door(enrolment.cohort)
    as_mentor = {each.id: each for each in ranking if each.role is Side.MENTOR}
    if as_mentor:
        for mentor_id, lines in Counter(each.mentor_id for each in lines_to(as_mentor.values())).items():
            yield _lines(as_mentor[mentor_id].cohort, lines)


def _ranks(enrolment: Enrolment) -> bool:
    cohort = enrolment.cohort
    is_open = cohort.form_of_choice is FormOfChoice.RANKED and cohort.phase in BEFORE_PAIRS
    return is_open and enrolment.state is EnrolmentState.SIGNED_UP


def _door(cohort: Cohort) -> Panel:
    return Panel(
        place=Place.DOOR,
        title=_("Whom would you like as a mentor?"),
        text=_("Look at who has offered a seat, and put some on your list. The match counts it."),
        endpoint="choices.mentors",
        values={"cohort_id": cohort.public_id},
        label=_("Look at the mentors"),
        note=_("If you like. Nobody is told that they are on it."),
    )


def _lines(cohort: Cohort, lines: int) -> Panel:
    return Panel(
        place=Place.LETTER,
        note=cohort.name,
        title=ngettext(
            "One mentee wrote you a line.",
            "%(count)s mentees wrote you a line.",
            lines,
            count=spelled(lines).capitalize(),
        ),
        text=_("If you like, say whom you would like, or whom you would rather not. No mentee learns of it."),
        endpoint="choices.rank",
        values={"cohort_id": cohort.public_id},
        label=_("Read the lines"),
    )
