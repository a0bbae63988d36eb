"""One short settings page for each item of the checklist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.db import session
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.transactions import transactional
from app.people.models import Person
from app.people.queries import signed_in_person
from app.people.spoken import time_zone_choices
from app.setup.draft_notice import draft_notice
from app.setup.forms import (
    EmergencyForm,
    LettersForm,
    OrganisationForm,
    PrivacyForm,
    ReadingForm,
    SafeguardingForm,
    TimeForm,
)
from app.setup.pages import letter_words
from app.setup.policy import SetupAction
from app.setup.queries import last_test_letter
from app.setup.routes.blueprint import bp
from app.setup.services import (
    change_settings,
    confirm_sender,
    name_safeguarding,
    publish_privacy_notice,
    send_test_letter,
)

change = guarded(SetupAction.CHANGE)


@bp.get("/set-up/organisation")
@change
def organisation_settings() -> ResponseReturnValue:
    return render("setup/organisation.html", OrganisationForm(obj=organisation()))


@bp.post("/set-up/organisation")
@change
@transactional
def save_organisation() -> ResponseReturnValue:
    form = OrganisationForm()
    return saved("setup/organisation.html", form, lambda: keep("organisation", form))


@bp.get("/set-up/letters")
@change
def letters() -> ResponseReturnValue:
    return letters_page(LettersForm(obj=organisation()))


@bp.post("/set-up/letters")
@change
@transactional
def save_letters() -> ResponseReturnValue:
    form = LettersForm()
    if not accepts(form, lambda: keep("letters", form)):
        return letters_page(form)
    return redirect(url_for(".letters"), code=303)


@bp.post("/set-up/letters/test")
@change
@transactional
def try_letter() -> ResponseReturnValue:
    letter = send_test_letter(actor=signed_in_person())
    flash(_("A letter to %(address)s is on its way.", address=letter.recipient), "quiet")
    return redirect(url_for(".letters"), code=303)


@bp.post("/set-up/letters/confirm")
@change
@transactional
def confirm_letter() -> ResponseReturnValue:
    confirm_sender(actor=signed_in_person())
    flash(_("Good. Letters arrive."), "good")
    return redirect(url_for(".checklist"), code=303)


@bp.get("/set-up/time")
@change
def time() -> ResponseReturnValue:
    return render("setup/time.html", TimeForm(zones(), obj=organisation()))


@bp.post("/set-up/time")
@change
@transactional
def save_time() -> ResponseReturnValue:
    form = TimeForm(zones())
    return saved("setup/time.html", form, lambda: keep("time", form))


@bp.get("/set-up/emergency")
@change
def emergency() -> ResponseReturnValue:
    return render("setup/emergency.html", EmergencyForm(obj=organisation()))


@bp.post("/set-up/emergency")
@change
@transactional
def save_emergency() -> ResponseReturnValue:
    form = EmergencyForm()
    return saved("setup/emergency.html", form, lambda: keep("emergency", form))


@bp.get("/set-up/after-the-end")
@change
def after_the_end() -> ResponseReturnValue:
    return render("setup/after_the_end.html", ReadingForm(obj=organisation()))


@bp.post("/set-up/after-the-end")
@change
@transactional
def save_after_the_end() -> ResponseReturnValue:
    form, actor = ReadingForm(), signed_in_person()
    days = form.reading_days.data
    return saved(
        "setup/after_the_end.html", form, lambda: change_settings("after_the_end", actor=actor, reading_days=days)
    )


@bp.get("/set-up/privacy-notice")
@change
def privacy_notice() -> ResponseReturnValue:
    text = organisation().privacy_notice or draft_notice(organisation())
    return render("setup/privacy_notice.html", PrivacyForm(privacy_notice=text))


@bp.post("/set-up/privacy-notice")
@change
@transactional
def save_privacy_notice() -> ResponseReturnValue:
    form = PrivacyForm()
    return saved("setup/privacy_notice.html", form, lambda: publish(form))


@bp.get("/set-up/safeguarding")
@change
def safeguarding() -> ResponseReturnValue:
    house = organisation()
    emails = [address_of(house.safeguarding_officer_id), address_of(house.safeguarding_deputy_id)]
    phones = {"officer_phone": house.safeguarding_phone, "deputy_phone": house.safeguarding_deputy_phone}
    months = house.help_note_months
    form = SafeguardingForm(officer_email=emails[0], deputy_email=emails[1], months=months, **phones)
    return render("setup/safeguarding.html", form)


@bp.post("/set-up/safeguarding")
@change
@transactional
def save_safeguarding() -> ResponseReturnValue:
    form, actor = SafeguardingForm(), signed_in_person()
    emails = form.officer_email.data or "", form.deputy_email.data or ""
    others = {
        "safeguarding_phone": form.officer_phone.data or "",
        "safeguarding_deputy_phone": form.deputy_phone.data or "",
        "help_note_months": form.months.data or organisation().help_note_months,
    }
    return saved("setup/safeguarding.html", form, lambda: name_safeguarding(*emails, actor=actor, others=others))


def keep(item: str, form: Form) -> None:
    """Write the form's fields into the organisation, under the same names."""
    values = {name: value or "" for name, value in form.data.items() if name != "csrf_token"}
    change_settings(item, actor=signed_in_person(), **values)


def publish(form: PrivacyForm) -> None:
    """Make what was typed the notice that everybody reads."""
    publish_privacy_notice(form.privacy_notice.data or "", actor=signed_in_person())


def saved(template: str, form: Form, write: Callable[[], Any]) -> ResponseReturnValue:
    """Back to the checklist when it was written, the page again when something has to change."""
    if not accepts(form, write):
        return render(template, form)
    flash(_("Saved."), "good")
    return redirect(url_for(".checklist"), code=303)


def letters_page(form: LettersForm) -> ResponseReturnValue:
    """The sender's page, with where the last test letter stands."""
    letter = last_test_letter(signed_in_person())
    return render("setup/letters.html", form, letter=letter, words=letter_words(letter))


def zones() -> dict[str, list[tuple[str, str]]]:
    """Time zones to choose from."""
    return time_zone_choices(organisation().time_zone)


def address_of(person_id: int | None) -> str:
    """The e-mail of somebody who was named before."""
    person = session().get(Person, person_id) if person_id else None
    return (person.email or "") if person else ""
