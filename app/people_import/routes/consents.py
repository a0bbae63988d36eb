"""Consent to a stated use of sensitive information."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.people_import.forms import ConsentForm
from app.people_import.models import SensitiveConsent
from app.people_import.policy import ImportAction
from app.people_import.queries import consent_by_public_id
from app.people_import.queries import consents as all_consents
from app.people_import.routes.blueprint import bp
from app.people_import.sensitive import KINDS, SensitiveKind
from app.people_import.services import record_consent, withdraw_consent


@bp.get("/consents")
@guarded(ImportAction.CONSENT)
def consents() -> ResponseReturnValue:
    return _consents(ConsentForm())


@bp.post("/consents")
@guarded(ImportAction.CONSENT)
@transactional
def record() -> ResponseReturnValue:
    form = ConsentForm()
    if not accepts(form, lambda: _record(form)):
        return _consents(form)
    flash(_("This consent is recorded. Columns of this kind can now be taken for it."))
    return redirect(url_for(".consents"))


@bp.post("/consents/<pid:consent_id>/withdraw")
@guarded(ImportAction.CONSENT, consent=consent_by_public_id)
@transactional
def withdraw(consent: SensitiveConsent) -> ResponseReturnValue:
    withdraw_consent(consent, actor=signed_in_person())
    flash(_("This consent is withdrawn, and what was imported for it is erased."))
    return redirect(url_for(".consents"))


def _record(form: ConsentForm) -> None:
    record_consent(SensitiveKind(form.kind.data), form.use.data or "", actor=signed_in_person())


def _consents(form: ConsentForm) -> ResponseReturnValue:
    return render("people_import/consents.html", form, consents=all_consents(), kinds=KINDS)
