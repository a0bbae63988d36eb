"""What the home page says: to a mentee what is next with their task, to a sponsor what they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.cohorts.models import Enrolment
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import day, spelled
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.pages import is_time_to_look_back, standing_words
from app.stretch.queries import mentees_with_tasks, newest_tasks, sponsored_by
from programs.phases import Phase
from programs.stretch import State

ANSWER, LOOK_BACK, ASK_NEXT = 12, 6, 5
MINE = "stretch.mine"


@panels("stretch.own", order=40)
def my_task(person: Person) -> Iterator[Panel]:
    """To a mentee: how the task stands, or that one can be found; one query for all."""
    mentees = mentees_with_tasks(person)
    tasks = newest_tasks(mentees) if mentees else {}
    for mentee in mentees:
        panel = _own(mentee, tasks.get(mentee.id))
        if panel is not None:
            yield panel


@panels("stretch.sponsored", order=41)
def what_i_sponsor(person: Person) -> Iterator[Panel]:
    """To a sponsor: who asks, what to look back on, and the way to all of them."""
    if not person.sponsors_a_task:
        return
    tasks = sponsored_by(person)
    waiting = [each for each in tasks if each.state is State.PROPOSED and each.declined_at is None]
    if waiting:
        yield _asked(waiting)
    for each in tasks:
        if each.sponsor_wrote_at is None and is_time_to_look_back(each):
            yield _look_back(each, _("With %(name)s, on %(day)s.", name=each.mentee.name, day=day(each.review_on)))


def _own(mentee: Enrolment, task: StretchTask | None) -> Panel | None:
    phase = mentee.cohort.phase
    if task is None or task.state is State.NOT_POSSIBLE:
        return _none_yet(mentee, was_asked=task is not None) if phase not in {Phase.CLOSING, Phase.CLOSED} else None
    if task.state is State.REVIEWED or phase is Phase.CLOSED:
        return None
    if is_time_to_look_back(task):
        sponsor = {"name": task.sponsor.name, "day": day(task.review_on)}
        return _look_back(task, _("With %(name)s, who stands for it, on %(day)s.", **sponsor))
    return Panel(
        place=Place.LETTER,
        title=_("Your stretch task"),
        note=mentee.cohort.name,
        text=f"{task.title} {standing_words(task)}",
        label=_("Open your task"),
        endpoint=MINE,
        values={"enrolment_id": mentee.public_id},
    )


def _none_yet(mentee: Enrolment, *, was_asked: bool) -> Panel | None:
    if was_asked:
        return Panel(
            place=Place.TURN,
            title=_("Who else could stand for your stretch task?"),
            text=_("Not possible at present. What you wrote is kept: ask somebody else."),
            label=_("Open your task"),
            urgency=ASK_NEXT,
            endpoint=MINE,
            values={"enrolment_id": mentee.public_id},
        )
    if mentee.cohort.phase is not Phase.RUNNING:
        return None
    return Panel(
        place=Place.DOOR,
        title=_("Find a stretch task"),
        text=_("One piece of work a little larger than yours, with an end, and with somebody who stands for it."),
        label=_("Think of one"),
        note=mentee.cohort.name,
        endpoint=MINE,
        values={"enrolment_id": mentee.public_id},
    )


def _asked(waiting: Sequence[StretchTask]) -> Panel:
    count, first = len(waiting), waiting[0]
    return Panel(
        place=Place.TURN,
        title=ngettext(
            "One person asks you to sponsor a stretch task.",
            "%(count)s people ask you to sponsor a stretch task.",
            count,
            count=spelled(count).capitalize(),
        ),
        text=_("Say yes, or say no without a reason, by %(day)s.", day=day(min(each.answer_by for each in waiting))),
        endpoint="stretch.show" if count == 1 else "stretch.sponsored",
        values={"task_id": first.public_id} if count == 1 else {},
        label=_("Read what it is"),
        urgency=ANSWER,
    )


def _look_back(task: StretchTask, words: str) -> Panel:
    return Panel(
        place=Place.TURN,
        title=_("Look back on a stretch task."),
        text=words,
        endpoint="stretch.show",
        values={"task_id": task.public_id},
        label=_("Write what you saw"),
        urgency=LOOK_BACK,
    )
