"""The list of skills, for administrators: proposals, names, merging."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import Form, accepts
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.forms import ApproveForm, MergeForm, RejectForm, SkillNameForm
from app.people.models import Skill
from app.people.policy import SkillAction
from app.people.queries import proposed_skills, signed_in_person, skill_by_public_id
from app.people.routes.blueprint import bp
from app.people.services import approve_skill, merge_skills, reject_skill, rename_skill
from app.people.skill_pages import other_skills, skill_page, skills_by_area


@bp.get("/skills")
@guarded(SkillAction.CURATE)
def skills() -> ResponseReturnValue:
    return render_template("people/skills.html", proposals=proposed_skills(), areas=skills_by_area())


@bp.get("/skills/<pid:skill_id>")
@guarded(SkillAction.CURATE, skill=skill_by_public_id)
def skill(skill: Skill) -> ResponseReturnValue:
    return show(skill)


@bp.post("/skills/<pid:skill_id>/approve")
@guarded(SkillAction.CURATE, skill=skill_by_public_id)
@transactional
def approve(skill: Skill) -> ResponseReturnValue:
    form = ApproveForm()
    if not accepts(form, lambda: approve_skill(skill, area=form.area.data, actor=signed_in_person())):
        return show(skill, approve=form)
    flash(_("“%(skill)s” is in the list.", skill=skill.name))
    return redirect(url_for(".skills"))


@bp.post("/skills/<pid:skill_id>/reject")
@guarded(SkillAction.CURATE, skill=skill_by_public_id)
@transactional
def reject(skill: Skill) -> ResponseReturnValue:
    form = RejectForm()
    if not accepts(form, lambda: reject_skill(skill, answer=form.answer.data or "", actor=signed_in_person())):
        return show(skill, reject=form)
    flash(_("Whoever proposed “%(skill)s” reads your word beside their skills.", skill=skill.name))
    return redirect(url_for(".skills"))


@bp.post("/skills/<pid:skill_id>/rename")
@guarded(SkillAction.CURATE, skill=skill_by_public_id)
@transactional
def rename(skill: Skill) -> ResponseReturnValue:
    form = SkillNameForm()
    if not accepts(form, lambda: rename_skill(skill, form.name.data or "", actor=signed_in_person())):
        return show(skill, rename=form)
    flash(_("The skill is called “%(skill)s” now. The old name still finds it.", skill=skill.name))
    return redirect(url_for(".skill", skill_id=skill.public_id))


@bp.post("/skills/<pid:skill_id>/merge")
@guarded(SkillAction.CURATE, skill=skill_by_public_id)
@transactional
def merge(skill: Skill) -> ResponseReturnValue:
    form = MergeForm(other_skills(skill))
    if not accepts(form, lambda: merge_skills(skill, skill_by_public_id(form.into.data), actor=signed_in_person())):
        return show(skill, merge=form)
    flash(_("“%(skill)s” leads to the other skill from now on.", skill=skill.name))
    return redirect(url_for(".skill", skill_id=form.into.data))


def show(skill: Skill, **given: Form) -> ResponseReturnValue:
    """The page of one skill with its forms, 422 with the one that was refused."""
    form = next(iter(given.values()), Form())
    forms = {**fresh_forms(skill), **given}
    page = render_template("people/skill.html", page=skill_page(skill), skill=skill, forms=forms, form=form)
    return page, 422 if form.errors else 200


def fresh_forms(skill: Skill) -> dict[str, Form]:
    """Every form of the page as it stands before anything is typed."""
    return {
        "approve": ApproveForm(formdata=None),
        "reject": RejectForm(formdata=None),
        "rename": SkillNameForm(formdata=None, name=skill.name),
        "merge": MergeForm(other_skills(skill), formdata=None),
    }
