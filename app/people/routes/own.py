"""One’s own profile: who sees what, one’s own words, the draft of an import, light or dark."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import signed_in
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.pages import asked_page
from app.core.transactions import transactional
from app.people.access_page import access_page
from app.people.forms import AppearanceForm, OwnForm, hours_form
from app.people.pages import facts_by_circle, profile_page
from app.people.queries import signed_in_person
from app.people.routes.blueprint import bp
from app.people.services import change_profile, confirm_about, discard_about_draft
from app.people.working_hours import DAYS, in_words


@bp.get("/profile")
@signed_in
def own() -> ResponseReturnValue:
    me = signed_in_person()
    page, hours = profile_page(me, me), in_words(me.working_hours)
    return render_template("people/own.html", page=page, person=me, circles=facts_by_circle(me), hours=hours)


@bp.get("/profile/edit")
@signed_in
def edit_own() -> ResponseReturnValue:
    return render("people/edit_own.html", OwnForm(signed_in_person()))


@bp.post("/profile/edit")
@signed_in
@transactional
def save_own() -> ResponseReturnValue:
    me = signed_in_person()
    form = OwnForm(me)
    if not accepts(form, lambda: change_profile(me, actor=me, **form.given())):
        return render("people/edit_own.html", form)
    flash(_("Your profile is saved."))
    return redirect(url_for(".own"))


@bp.get("/profile/working-hours")
@signed_in
def working_hours() -> ResponseReturnValue:
    return render("people/working_hours.html", hours_form(signed_in_person()), days=DAYS)


@bp.post("/profile/working-hours")
@signed_in
@transactional
def save_working_hours() -> ResponseReturnValue:
    me = signed_in_person()
    form = hours_form(me)
    if not accepts(form, lambda: change_profile(me, actor=me, working_hours=form.week())):
        return render("people/working_hours.html", form, days=DAYS)
    flash(_("Your working hours are saved."))
    return redirect(url_for(".own"))


@bp.post("/profile/draft/show")
@signed_in
@transactional
def show_draft() -> ResponseReturnValue:
    me = signed_in_person()
    confirm_about(me, actor=me)
    flash(_("Colleagues can read these words now. You can change them at any time."))
    return redirect(url_for(".own"))


@bp.post("/profile/draft/throw-away")
@signed_in
@transactional
def throw_draft_away() -> ResponseReturnValue:
    me = signed_in_person()
    discard_about_draft(me, actor=me)
    flash(_("The draft is gone. Nobody else has read it."))
    return redirect(url_for(".own"))


@bp.get("/profile/access-log")
@signed_in
def access_log() -> ResponseReturnValue:
    return render_template("people/access_log.html", log=access_page(signed_in_person(), asked_page()))


@bp.get("/profile/appearance")
@signed_in
def appearance() -> ResponseReturnValue:
    return render("people/appearance.html", AppearanceForm(theme=signed_in_person().theme or ""))


@bp.post("/profile/appearance")
@signed_in
@transactional
def save_appearance() -> ResponseReturnValue:
    me, form = signed_in_person(), AppearanceForm()
    if not accepts(form, lambda: change_profile(me, actor=me, theme=form.theme.data)):
        return render("people/appearance.html", form)
    return redirect(url_for(".appearance"))
