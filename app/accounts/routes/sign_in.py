"""Signing in, staying signed in, signing out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.carried import FIELD, Carried
from app.accounts.forms import SignInForm, typed
from app.accounts.next_page import safe_next
from app.accounts.queries import device_knowing
from app.accounts.routes import bp
from app.accounts.services import Browser, WrongPassword, check_password, end_session, start_session
from app.accounts.session_interface import browser_session
from app.accounts.throttle import SIGN_IN_FAILED, Attempt, TooManyAttempts, subject
from app.core.access import public, signed_in
from app.core.actor import current_actor
from app.core.audit import record_refusal
from app.core.clock import now
from app.core.forms import render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.core.wording import clock_time
from app.people.models import Person


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    target = safe_next(request.args.get("next"))
    if current_actor():
        return redirect(target, code=303)
    return sign_in_page(SignInForm(next=target))


@bp.post("/sign-in")
@public
@transactional
def enter() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return sign_in_page(form)
    email = typed(form.email)
    attempt = attempt_for(email)
    try:
        person = check_password(email, typed(form.password), attempt)
    except TooManyAttempts as hasty:
        return too_hasty(form, hasty)
    except WrongPassword as wrong:
        record_refusal(SIGN_IN_FAILED, subject=subject(email, attempt))
        form.refuse(wrong)
        return sign_in_page(form)
    let_in(person, is_trusted=form.trust.data)
    return onward(person, form.next.data)


@bp.post("/stay-signed-in")
@signed_in
@transactional
def stay_signed_in() -> ResponseReturnValue:
    # The session notes by itself that somebody is there; what is said here is whether that helps.
    session, moment = browser_session(), now()
    end = session.ends_if_seen(moment)
    if request.headers.get("HX-Request") and end > session.ends_if_seen(session.here.last_seen_at):
        return "", 204
    flash(_("You are signed in until %(time)s.", time=clock_time(end)), "quiet")
    return redirect(url_for("accounts.sign_ins"), code=303)


@bp.post("/sign-out")
@signed_in
@transactional
def sign_out() -> ResponseReturnValue:
    session = browser_session()
    end_session(session.here, actor=session.person)
    session.end()
    flash(_("You are signed out."), "quiet")
    answer = redirect(url_for("accounts.sign_in"), code=303)
    # Not "cookies": this device stays known to its owner's account.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def sign_in_page(form: SignInForm) -> ResponseReturnValue:
    """The page, with a form that was posted too late inside it where there is one."""
    return render("accounts/sign_in.html", form, carried=request.form.get(FIELD))


def too_hasty(form: SignInForm, hasty: TooManyAttempts) -> ResponseReturnValue:
    """The page again, saying when to come back."""
    form.refuse(hasty)
    page = render_template("accounts/sign_in.html", form=form, carried=request.form.get(FIELD))
    return page, hasty.status, {"Retry-After": str(hasty.seconds)}


def attempt_for(email: str) -> Attempt:
    """Where this request comes from, seen from the account of that address."""
    device = device_knowing(email, browser_session().device_token)
    return Attempt(address=request.remote_addr, device=device)


def browser() -> Browser:
    """What this request tells about its browser."""
    session = browser_session()
    return Browser(
        user_agent=request.user_agent.string,
        address=request.remote_addr,
        device_token=session.device_token,
        session_token=session.token,
    )


def let_in(person: Person, *, is_trusted: bool = False) -> None:
    """Sign somebody in: from this line on the request speaks as them."""
    begun = start_session(person, browser(), is_trusted=is_trusted)
    browser_session().begin(begun)
    if is_trusted and not begun.row.is_trusted:
        flash(_("This device is known now. With your role you are still signed out after eight hours."), "quiet")


def onward(person: Person, target: str | None) -> ResponseReturnValue:
    """To the page that was asked for, or to the form that was posted too late, if it is this person's."""
    carried = Carried.unpack(request.form.get(FIELD))
    if carried is None or carried.person != person.public_id:
        return redirect(safe_next(target), code=303)
    return render_template("accounts/carried.html", carried=carried)
