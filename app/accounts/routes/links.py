"""Links that work once: asked for, opened, used, renewed."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.forms import FirstAdministratorForm, LinkForm, NewPasswordForm, typed
from app.accounts.models import OneTimeToken, TokenKind
from app.accounts.queries import one_time_token
from app.accounts.routes import bp
from app.accounts.routes.sign_in import attempt_for, let_in
from app.accounts.services import accept, ask_for_link, become_first_administrator, may_be_used
from app.core.access import public
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import transactional

GONE = 410


@bp.get("/forgotten-password")
@public
def forgotten_password() -> ResponseReturnValue:
    return render("accounts/ask_link.html", LinkForm(), is_first=False)


@bp.post("/forgotten-password")
@public
@transactional
def ask_for_new_password() -> ResponseReturnValue:
    return _ask(is_first=False)


@bp.get("/first-link")
@public
def first_link() -> ResponseReturnValue:
    return render("accounts/ask_link.html", LinkForm(), is_first=True)


@bp.post("/first-link")
@public
@transactional
def ask_for_first_link() -> ResponseReturnValue:
    return _ask(is_first=True)


@bp.get("/link-sent")
@public
def link_sent() -> ResponseReturnValue:
    return render_template("accounts/link_sent.html")


@bp.get("/links/<token:token>")
@public
def open_link(token: str) -> ResponseReturnValue:
    row = _personal(token)
    if row is None or not may_be_used(row):
        return _spent(row, token)
    return render("accounts/open_link.html", NewPasswordForm(), link=row, token=token)


@bp.post("/links/<token:token>")
@public
@transactional
def use_link(token: str) -> ResponseReturnValue:
    row, form = _personal(token), NewPasswordForm()
    if row is None or not may_be_used(row):
        return _spent(row, token)
    person = result_of(form, lambda: accept(row, typed(form.password)))
    if person is None:
        return render("accounts/open_link.html", form, link=row, token=token)
    let_in(person)
    flash(_("Welcome. Your password is set, and you are signed in."), "good")
    return redirect("/", code=303)


@bp.post("/links/<token:token>/new")
@public
@transactional
def renew_link(token: str) -> ResponseReturnValue:
    row = _personal(token)
    if row is None or row.person is None or row.person.email is None:
        return _spent(row, token)
    ask_for_link(row.person.email, attempt_for(row.person.email))
    return redirect(url_for("accounts.link_sent"), code=303)


@bp.get("/first-administrator/<token:token>")
@public
def become_administrator(token: str) -> ResponseReturnValue:
    if _for_first_administrator(token) is None:
        return _spent(None, token)
    return render("accounts/first_administrator.html", FirstAdministratorForm(), token=token)


@bp.post("/first-administrator/<token:token>")
@public
@transactional
def start_as_administrator(token: str) -> ResponseReturnValue:
    row, form = _for_first_administrator(token), FirstAdministratorForm()
    if row is None:
        return _spent(None, token)
    words = {"name": typed(form.name), "email": typed(form.email), "password": typed(form.password)}
    person = result_of(form, lambda: become_first_administrator(row, **words))
    if person is None:
        return render("accounts/first_administrator.html", form, token=token)
    let_in(person)
    return redirect(url_for("setup.checklist"), code=303)


def _personal(token: str) -> OneTimeToken | None:
    row = one_time_token(token)
    return None if row is None or row.kind is TokenKind.FIRST_ADMINISTRATOR else row


def _for_first_administrator(token: str) -> OneTimeToken | None:
    row = one_time_token(token)
    is_theirs = row is not None and row.kind is TokenKind.FIRST_ADMINISTRATOR and may_be_used(row)
    return row if is_theirs else None


def _spent(row: OneTimeToken | None, token: str) -> ResponseReturnValue:
    return render_template("accounts/spent_link.html", link=row, token=token), GONE


def _ask(*, is_first: bool) -> ResponseReturnValue:
    form = LinkForm()
    if not form.validate():
        return render("accounts/ask_link.html", form, is_first=is_first)
    ask_for_link(typed(form.email), attempt_for(typed(form.email)))
    return redirect(url_for("accounts.link_sent"), code=303)
