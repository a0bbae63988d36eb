"""Letters about stretch tasks. They name neither people nor programs: what it is about stands on a page."""

from __future__ import annotations

from app.cohorts.models import EnrolmentState
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.wording import day
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.queries import task_by_id
from programs.stretch import State

TEMPLATE = "stretch_task"


@mail("stretch_asked")
def stretch_asked(*, task_id: int, version: int) -> Letter | None:
    """To the sponsor: somebody asks them; not for a version that was changed meanwhile."""
    task = _taking_part(task_id)
    if task is None or task.state is not State.PROPOSED or task.version != version or task.declined_at is not None:
        return None
    lines = [
        _("A colleague would like to take on a stretch task and asks you to be its sponsor."),
        _("Please answer by %(day)s. A no needs no reason, and no answer is a no.", day=day(task.answer_by)),
    ]
    return _letter(_("A question for you as a sponsor"), task.sponsor, lines, _to_task(task), _("Read what it is"))


@mail("stretch_agreed")
def stretch_agreed(*, task_id: int) -> Letter | None:
    """To the mentee: the sponsor said yes."""
    task = _taking_part(task_id)
    if task is None or task.state is not State.AGREED:
        return None
    lines = [_("Your sponsor said yes to your stretch task."), _("It begins on %(day)s.", day=day(task.begins_on))]
    return _letter(_("Your stretch task has a sponsor"), task.mentee, lines, _to_own(task), _("Open your task"))


@mail("stretch_not_possible")
def stretch_not_possible(*, task_id: int) -> Letter | None:
    """To the mentee: the same words whatever the reason was."""
    task = _taking_part(task_id)
    if task is None or task.state is not State.NOT_POSSIBLE:
        return None
    lines = [
        _("Your stretch task is not possible with this sponsor at present."),
        _("What you wrote is kept. Ask somebody else, or think of another task."),
    ]
    return _letter(_("Not possible at present"), task.mentee, lines, _to_own(task), _("Ask somebody else"))


@mail("stretch_withdrawn")
def stretch_withdrawn(*, person_id: int) -> Letter | None:
    """To somebody who was asked or stood for it: nothing is to be done any more."""
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    lines = [
        _("A stretch task that you were asked to sponsor was taken back, or has another sponsor now."),
        _("Nothing is to be done. Thank you for having been there for it."),
    ]
    return _letter(_("Nothing more to do for a stretch task"), person, lines, _to_list(), _("Tasks you sponsor"))


@mail("stretch_review_soon")
def stretch_review_soon(*, task_id: int, person_id: int) -> Letter | None:
    """To one of the two, some days before they look back."""
    task = _taking_part(task_id)
    if task is None or task.state is not State.AGREED:
        return None
    lines = [
        _("On %(day)s you two look back on a stretch task.", day=day(task.review_on)),
        _("Half an hour is enough: what came of it, and what was learnt. Nothing is rated."),
    ]
    return _to_one(task, person_id, _("Soon you look back on a stretch task"), lines)


@mail("stretch_reviewed")
def stretch_reviewed(*, task_id: int, person_id: int) -> Letter | None:
    """To one of the two: the other has written what they think of it."""
    task = _taking_part(task_id)
    if task is None or not task.has_sponsor:
        return None
    lines = [_("The other of you has looked back on the stretch task, and wrote some lines about it.")]
    return _to_one(task, person_id, _("Some lines about a stretch task"), lines)


def _taking_part(task_id: int) -> StretchTask | None:
    """The task, as long as its mentee takes part."""
    task = task_by_id(task_id)
    return task if task is not None and task.enrolment.state is EnrolmentState.SIGNED_UP else None


def _to_one(task: StretchTask, person_id: int, subject: str, lines: list[str]) -> Letter | None:
    person = next((each for each in (task.mentee, task.sponsor) if each.id == person_id), None)
    return _letter(subject, person, lines, _to_task(task), _("Open the task")) if person is not None else None


def _letter(subject: str, person: Person, lines: list[str], url: str, label: str) -> Letter | None:
    if not person.is_active:
        return None
    context = {"name": person.first_name, "lines": lines, "url": url, "label": label}
    return Letter(subject=subject, template=TEMPLATE, context=context)


def _to_task(task: StretchTask) -> str:
    return link("stretch.show", task_id=task.public_id)


def _to_own(task: StretchTask) -> str:
    return link("stretch.mine", enrolment_id=task.enrolment.public_id)


def _to_list() -> str:
    return link("stretch.sponsored")
