"""What the pages of stretch tasks show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.cohorts.models import Enrolment
from app.core.i18n import gettext as _
from app.core.wording import day
from app.stretch.models import StretchTask
from app.stretch.queries import day_here, kind_of, tasks_of
from programs.phases import Phase
from programs.stretch import Standing, State

WORDS_ONLY = frozenset({Phase.CLOSING, Phase.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A mentee’s own page: the task that counts now, None where there is none yet, and those before it."""

    mentee: Enrolment
    task: StretchTask | None
    earlier: Sequence[StretchTask]
    today: date

    @property
    def sparks(self) -> Sequence[str]:
        """Examples for somebody who has no idea yet."""
        return [_(each) for each in kind_of(self.mentee.cohort).sparks]

    @property
    def takes_new(self) -> bool:
        """Whether a task can begin in this cohort now."""
        return self.mentee.cohort.phase not in WORDS_ONLY

    @property
    def can_look_back(self) -> bool:
        """Whether there is something to write about."""
        return self.task is not None and may_look_back(self.task)


def own_page(mentee: Enrolment) -> OwnPage:
    """The newest first; what was not possible counts only until the next one is proposed."""
    tasks = tasks_of(mentee)
    earlier = [each for each in tasks[1:] if each.state is State.REVIEWED]
    return OwnPage(mentee=mentee, task=next(iter(tasks), None), earlier=earlier, today=day_here())


def may_look_back(task: StretchTask) -> bool:
    """Whether it has a sponsor, has begun, and its cohort has not ended."""
    return task.has_sponsor and task.begins_on <= day_here() and task.cohort.phase is not Phase.CLOSED


def is_time_to_look_back(task: StretchTask) -> bool:
    """Whether the day for it is near, or over."""
    return may_look_back(task) and task.review_on <= day_here() + timedelta(days=kind_of(task.cohort).remind_days)


def standing_words(task: StretchTask) -> str:
    """Where it stands, and what is next, in a sentence for either of the two."""
    at, on = task.standing(day_here()), {"sponsor": task.sponsor.name}
    if at is Standing.PROPOSED:
        return _("%(sponsor)s is asked, and has until %(day)s.", **on, day=day(task.answer_by))
    if at is Standing.AGREED:
        return _("%(sponsor)s stands for it. It begins on %(day)s.", **on, day=day(task.begins_on))
    if at is Standing.UNDER_WAY:
        return _("Under way. You two look back on %(day)s.", day=day(task.review_on))
    if at is Standing.REVIEWED:
        return _("Looked back on.")
    return _("Not possible at present.")
