"""One’s own skills: find and add, say how well, take off, propose one that is missing."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import signed_in
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.pages import asked_words
from app.core.transactions import transactional
from app.people.forms import ProposalForm, skills_form
from app.people.queries import signed_in_person, skill_by_public_id
from app.people.routes.blueprint import bp, public_id_in, public_ids
from app.people.services import propose_skill, save_skill_levels, set_skill_level
from app.people.skill_pages import own_skills_page, skills_by_area

MOST_PENDING = 20


@bp.get("/profile/skills")
@signed_in
def own_skills() -> ResponseReturnValue:
    page = own_skills_page(signed_in_person(), public_ids(request.args.getlist("add"))[:MOST_PENDING], asked_words())
    return render("people/own_skills.html", skills_form(page.skills, page.levels), page=page)


@bp.post("/profile/skills")
@signed_in
@transactional
def save_own_skills() -> ResponseReturnValue:
    me = signed_in_person()
    page = own_skills_page(me, public_ids(request.form.getlist("pending"))[:MOST_PENDING])
    form = skills_form(page.skills, page.levels)
    is_done = "save" in request.form
    if is_done and not form.validate_on_submit():
        return render("people/own_skills.html", form, page=page)
    said = form.levels(page.skills)
    save_skill_levels(me, said, actor=me)
    take_off(request.form.get("remove"))
    if is_done:
        flash(_("Your skills are saved."))
        return redirect(url_for(".own"))
    waiting = [skill.public_id for skill in page.pending if skill not in said]
    return redirect(url_for(".own_skills", q=request.form.get("find") or None, add=still_wanted(waiting)))


@bp.get("/profile/skills/list")
@signed_in
def skill_list() -> ResponseReturnValue:
    return render_template("people/skill_list.html", areas=skills_by_area())


@bp.get("/profile/skills/propose")
@signed_in
def propose() -> ResponseReturnValue:
    return render("people/propose_skill.html", ProposalForm(name=asked_words()))


@bp.post("/profile/skills/propose")
@signed_in
@transactional
def save_proposal() -> ResponseReturnValue:
    me, form = signed_in_person(), ProposalForm()
    if not accepts(form, lambda: propose_skill(form.name.data or "", level=int(form.level.data), actor=me)):
        return render("people/propose_skill.html", form)
    flash(_("“%(skill)s” is on your list and waits for an administrator’s answer.", skill=form.name.data))
    return redirect(url_for(".own_skills"))


def take_off(public_id: str | None) -> None:
    """Take a skill off the list of whoever is signed in, when it is named and exists."""
    skill = skill_by_public_id(public_id_in(public_id))
    if skill is not None:
        set_skill_level(signed_in_person(), skill, None, actor=signed_in_person())


def still_wanted(waiting: list[str]) -> list[str]:
    """What still waits for a phrase: the one just added, then the earlier ones, without the one just taken off."""
    added = public_ids(request.form.getlist("add"))
    return [each for each in [*added, *waiting] if each != request.form.get("remove")]
