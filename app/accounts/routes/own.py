"""One's own sign-ins and password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.forms import ChangePasswordForm, typed
from app.accounts.limits import is_careful, limits_for
from app.accounts.models import SignInSession
from app.accounts.policy import AccountAction
from app.accounts.queries import live_sessions, sign_in_by_public_id
from app.accounts.routes import bp
from app.accounts.routes.sign_in import attempt_for, let_in
from app.accounts.services import NotCurrentPassword, change_password, end_session, end_sessions
from app.accounts.session_interface import browser_session
from app.accounts.throttle import SIGN_IN_FAILED, subject
from app.core.access import guarded, signed_in
from app.core.audit import record_refusal
from app.core.errors import RuleBroken
from app.core.forms import render
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.transactions import transactional


@bp.get("/sign-ins")
@signed_in
def sign_ins() -> ResponseReturnValue:
    here = browser_session().here
    context = {
        "rows": live_sessions(here.person),
        "limits": limits_for(here.person, is_trusted=here.is_trusted),
        "is_careful": is_careful(here.person),
    }
    return render_template("accounts/sign_ins.html", here=here, **context)


@bp.post("/sign-ins/<pid:sign_in_id>/end")
@guarded(AccountAction.END_SIGN_IN, sign_in=sign_in_by_public_id)
@transactional
def end_sign_in(sign_in: SignInSession) -> ResponseReturnValue:
    end_session(sign_in, actor=browser_session().person)
    flash(_("That sign-in has ended."), "good")
    return redirect(url_for("accounts.sign_ins"), code=303)


@bp.post("/sign-ins/end-others")
@signed_in
@transactional
def end_other_sign_ins() -> ResponseReturnValue:
    here = browser_session().here
    ended = end_sessions(here.person, actor=here.person, keep=here)
    flash(ngettext("%(num)d other sign-in has ended.", "%(num)d other sign-ins have ended.", ended), "good")
    return redirect(url_for("accounts.sign_ins"), code=303)


@bp.get("/password")
@signed_in
def password() -> ResponseReturnValue:
    return render("accounts/password.html", ChangePasswordForm())


@bp.post("/password")
@signed_in
@transactional
def set_new_password() -> ResponseReturnValue:
    form, here = ChangePasswordForm(), browser_session().here
    if not form.validate():
        return render("accounts/password.html", form)
    attempt = attempt_for(here.person.email or "")
    try:
        change_password(here.person, typed(form.current_password), typed(form.password), kept=here, attempt=attempt)
    except RuleBroken as broken:
        if isinstance(broken, NotCurrentPassword):
            record_refusal(SIGN_IN_FAILED, subject=subject(here.person.email or "", attempt))
        form.refuse(broken)
        return render("accounts/password.html", form)
    let_in(here.person, is_trusted=here.is_trusted)
    flash(_("Your password is changed. You are signed out everywhere else."), "good")
    return redirect(url_for("accounts.sign_ins"), code=303)
