"""Stretch tasks: proposed, changed and taken back by the mentee, answered by the sponsor, looked back on by both."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Enrolment
from app.core.access import can, guarded, signed_in
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.stretch import services
from app.stretch.blueprint import bp
from app.stretch.forms import OutcomeForm, Seen, SponsorForm, TaskForm, task_form
from app.stretch.models import StretchTask
from app.stretch.pages import may_look_back, own_page
from app.stretch.policy import StretchAction
from app.stretch.queries import (
    day_here,
    mentee_by_public_id,
    newest_task,
    sponsored_by,
    task_by_public_id,
)

YES = "yes"
own = guarded(StretchAction.PROPOSE, enrolment=mentee_by_public_id)
of_two = guarded(StretchAction.VIEW, task=task_by_public_id)

menu_entry(
    _l("Stretch tasks you sponsor"), "stretch.sponsored", order=18, visible=lambda person: person.sponsors_a_task
)


@bp.get("/stretch-tasks")
@signed_in
def sponsored() -> ResponseReturnValue:
    return render_template("stretch/sponsored.html", tasks=sponsored_by(signed_in_person()))


@bp.get("/stretch-tasks/of/<pid:enrolment_id>")
@own
def mine(enrolment: Enrolment) -> ResponseReturnValue:
    return render_template("stretch/mine.html", page=own_page(enrolment), cohort=enrolment.cohort)


@bp.get("/stretch-tasks/of/<pid:enrolment_id>/write")
@own
def write(enrolment: Enrolment) -> ResponseReturnValue:
    return _form_page(enrolment, task_form(newest_task(enrolment)))


@bp.post("/stretch-tasks/of/<pid:enrolment_id>/write")
@own
@transactional
def save(enrolment: Enrolment) -> ResponseReturnValue:
    form = TaskForm()
    if not accepts(form, lambda: _keep(enrolment, form)):
        return _form_page(enrolment, form)
    flash(_("Proposed. You hear what your sponsor says."), "good")
    return redirect(url_for(".mine", enrolment_id=enrolment.public_id))


@bp.get("/stretch-tasks/<pid:task_id>")
@of_two
def show(task: StretchTask) -> ResponseReturnValue:
    return _page(task, _own_words(task))


@bp.post("/stretch-tasks/<pid:task_id>/answer")
@guarded(StretchAction.ANSWER, see=StretchAction.VIEW, task=task_by_public_id)
@transactional
def answer(task: StretchTask) -> ResponseReturnValue:
    form, me = Seen(), signed_in_person()
    if request.form.get("answer") == YES:
        services.agree(task, seen=form.version(), actor=me)
        flash(_("You stand for it. They hear of it now."), "good")
    else:
        services.decline(task, actor=me)
        flash(_("Noted. They hear “not possible at present” when the days are over, and nothing else."), "quiet")
    return redirect(url_for(".sponsored"))


@bp.post("/stretch-tasks/<pid:task_id>/withdraw")
@guarded(StretchAction.CHANGE, see=StretchAction.VIEW, task=task_by_public_id)
@transactional
def withdraw(task: StretchTask) -> ResponseReturnValue:
    services.withdraw(task, actor=signed_in_person())
    flash(_("Taken back. You can propose another one."), "good")
    return redirect(url_for(".mine", enrolment_id=task.enrolment.public_id))


@bp.post("/stretch-tasks/<pid:task_id>/look-back")
@of_two
@transactional
def look_back(task: StretchTask) -> ResponseReturnValue:
    me = signed_in_person()
    form = OutcomeForm() if can(me, StretchAction.CHANGE, task) else SponsorForm()
    if not accepts(form, lambda: _write(task, form)):
        return _page(task, form)
    flash(_("Kept. The other of you reads it from now on."), "good")
    return redirect(url_for(".show", task_id=task.public_id))


def _keep(enrolment: Enrolment, form: TaskForm) -> None:
    me, there = signed_in_person(), newest_task(enrolment)
    if there is not None and there.is_live:
        services.change(there, form.plan(), seen=form.version(), actor=me)
    else:
        services.propose(enrolment, form.plan(), actor=me)


def _write(task: StretchTask, form: OutcomeForm | SponsorForm) -> None:
    me, seen = signed_in_person(), form.seen.data or ""
    if isinstance(form, OutcomeForm):
        services.write_as_mentee(task, form.outcome.data or "", form.learnt.data or "", seen=seen, actor=me)
    else:
        services.write_as_sponsor(task, form.words.data or "", seen=seen, actor=me)


def _own_words(task: StretchTask) -> OutcomeForm | SponsorForm:
    if can(signed_in_person(), StretchAction.CHANGE, task):
        return OutcomeForm(seen=services.seen_of(task.reviewed_at), outcome=task.outcome, learnt=task.learnt)
    return SponsorForm(seen=services.seen_of(task.sponsor_wrote_at), words=task.sponsor_words)


def _form_page(enrolment: Enrolment, form: TaskForm) -> ResponseReturnValue:
    page = own_page(enrolment)
    return render("stretch/write.html", form, page=page, cohort=enrolment.cohort)


def _page(task: StretchTask, form: OutcomeForm | SponsorForm) -> ResponseReturnValue:
    is_mine = can(signed_in_person(), StretchAction.CHANGE, task)
    context = {"is_mine": is_mine, "can_look_back": may_look_back(task), "standing": task.standing(day_here())}
    return render("stretch/show.html", form, task=task, cohort=task.cohort, **context)
