"""Whether one would like to lead: one question, and what one asks oneself."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import signed_in
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry
from app.core.transactions import transactional
from app.nominations.blueprint import bp
from app.nominations.forms import ThoughtsForm, WishForm
from app.nominations.queries import wish_of
from app.nominations.services import (
    may_open_here,
    open_here,
    read_thoughts,
    say,
    step_out,
    throw_away,
    write_thoughts,
)
from app.nominations.services.reflecting import is_shut
from app.people.queries import signed_in_person
from programs.nominations import Wish

menu_entry(_l("Would you like to lead?"), "nominations.wish", order=19)


@bp.get("/wish-to-lead")
@signed_in
def wish() -> ResponseReturnValue:
    kept = wish_of(signed_in_person())
    return render("nominations/wish.html", WishForm(data={"said": kept.said.value} if kept else None), wish=kept)


@bp.post("/wish-to-lead")
@signed_in
@transactional
def say_it() -> ResponseReturnValue:
    form, person = WishForm(), signed_in_person()
    if not accepts(form, lambda: say(person, Wish(form.said.data))):
        return render("nominations/wish.html", form, wish=wish_of(person))
    flash(_("Kept. You can answer anew, or step out, at any time."), "good")
    return redirect(url_for(".wish"), code=303)


@bp.post("/wish-to-lead/step-out")
@signed_in
@transactional
def leave_wish() -> ResponseReturnValue:
    step_out(signed_in_person())
    flash(_("You are out, and nothing is left of your answer. Nobody is told."), "good")
    return redirect(url_for(".wish"), code=303)


@bp.get("/wish-to-lead/reflection")
@signed_in
def reflection() -> ResponseReturnValue:
    person = signed_in_person()
    if is_shut(person):
        return render_template("nominations/shut.html", may_open=may_open_here(person))
    thoughts, version, is_whole = read_thoughts(person)
    form = ThoughtsForm()
    form.show(dict(thoughts), version)
    return render("nominations/reflection.html", form, is_whole=is_whole, has_words=version > 0)


@bp.post("/wish-to-lead/reflection")
@signed_in
@transactional
def keep_reflection() -> ResponseReturnValue:
    form, person = ThoughtsForm(), signed_in_person()
    if not accepts(form, lambda: write_thoughts(person, form.thoughts(), seen=form.seen)):
        form.version.data = str(read_thoughts(person)[1])
        return render("nominations/reflection.html", form, is_whole=True, has_words=True)
    flash(_("Kept, for you alone."), "good")
    return redirect(url_for(".reflection"), code=303)


@bp.post("/wish-to-lead/reflection/open")
@signed_in
@transactional
def open_reflection() -> ResponseReturnValue:
    open_here(signed_in_person())
    flash(_("Open again, a day after the change at the soonest."), "good")
    return redirect(url_for(".reflection"), code=303)


@bp.post("/wish-to-lead/reflection/throw-away")
@signed_in
@transactional
def throw_reflection_away() -> ResponseReturnValue:
    throw_away(signed_in_person())
    flash(_("Thrown away. No backup brings it back."), "good")
    return redirect(url_for(".wish"), code=303)
