"""The forms of stretch tasks: shape only."""

from __future__ import annotations

from wtforms import HiddenField, StringField, TextAreaField

from app.core.days import Date, given, needed
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.stretch.models import LONGEST_TITLE, LONGEST_WORDS, StretchTask
from app.stretch.services import Plan
from programs.stretch import Days

LONGEST_NUMBER, LONGEST_TYPED = 7, 254


class Seen(Form):
    """``seen`` is what somebody began from: the version of a task, or when they last wrote."""

    seen = HiddenField()

    def version(self) -> int:
        """The number of the version; 0 for anything that is no number."""
        seen = self.seen.data or ""
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < LONGEST_NUMBER else 0


class TaskForm(Seen):
    """A task, as the mentee proposes it."""

    title = StringField(
        _l("The task, in a sentence"),
        [*needed(_l("Say in a sentence what it is.")), at_most(LONGEST_TITLE)],
    )
    goal = TextAreaField(
        _l("What would be different afterwards?"),
        [*needed(_l("Say what would be different.")), at_most(LONGEST_WORDS)],
    )
    sponsor = StringField(
        _l("Who would stand for it?"),
        [*needed(_l("Name somebody who would stand for it.")), at_most(LONGEST_TYPED)],
    )
    begins_on = Date(_l("From"), needed(_l("Choose the first day.")))
    ends_on = Date(_l("Until"), needed(_l("Choose the last day.")))
    review_on = Date(_l("You two look back on"), needed(_l("Choose a day to look back.")))
    risk = TextAreaField(_l("What may go wrong?"), [at_most(LONGEST_WORDS)])
    support = TextAreaField(_l("What would help?"), [at_most(LONGEST_WORDS)])

    def plan(self) -> Plan:
        """What was typed, of a form that is right."""
        return Plan(
            title=self.title.data or "",
            goal=self.goal.data or "",
            sponsor=self.sponsor.data or "",
            risk=self.risk.data or "",
            support=self.support.data or "",
            days=Days(begins_on=given(self.begins_on), ends_on=given(self.ends_on), review_on=given(self.review_on)),
        )


class OutcomeForm(Seen):
    """What the mentee writes afterwards."""

    outcome = TextAreaField(
        _l("What came of it?"), [*needed(_l("Write what came of it. A line will do.")), at_most(LONGEST_WORDS)]
    )
    learnt = TextAreaField(
        _l("What have you learnt?"), [*needed(_l("Write what you learnt. A line will do.")), at_most(LONGEST_WORDS)]
    )


class SponsorForm(Seen):
    """What the sponsor writes afterwards."""

    words = TextAreaField(
        _l("What did you see, and what would you tell them?"),
        [*needed(_l("Write what you saw. A line will do.")), at_most(LONGEST_WORDS)],
    )


def task_form(task: StretchTask | None) -> TaskForm:
    """The form, filled with a task that is under way, or with one to be tried with another sponsor."""
    if task is None:
        return TaskForm(seen="0")
    kept = {name: getattr(task, name) for name in ("title", "goal", "risk", "support")}
    days = {name: getattr(task, name) for name in ("begins_on", "ends_on", "review_on")}
    if not task.is_live:
        return TaskForm(seen="0", **kept, **days)
    return TaskForm(seen=str(task.version), sponsor=task.sponsor.email or task.sponsor.name, **kept, **days)
