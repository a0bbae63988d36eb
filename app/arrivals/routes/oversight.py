"""Arrivals as those who run the cohort see them: who comes, waits, is proposed, held, placed."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.arrivals.blueprint import bp
from app.arrivals.forms import SettingsForm
from app.arrivals.models import Proposal
from app.arrivals.pages import arrivals_page, settings_words
from app.arrivals.policy import ArrivalAction, ProposalAction
from app.arrivals.queries import proposal_by_public_id, settings_of, taking_in
from app.arrivals.services import choose, hold, look_for_another, publish_now, release
from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/arrivals")
@guarded(ArrivalAction.OVERSEE, see=CohortAction.VIEW, cohort=taking_in)
def index(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, SettingsForm(obj=settings_of(cohort)))


@bp.post("/cohorts/<pid:cohort_id>/arrivals")
@guarded(ArrivalAction.SETTLE, see=CohortAction.VIEW, cohort=taking_in)
@transactional
def settle(cohort: Cohort) -> ResponseReturnValue:
    form, actor = SettingsForm(), signed_in_person()
    hires, movers = bool(form.takes_hires.data), bool(form.takes_movers.data)
    if not accepts(form, lambda: choose(cohort, takes_hires=hires, takes_movers=movers, actor=actor)):
        return _page(cohort, form)
    flash(settings_words(settings_of(cohort)), "good")
    return redirect(url_for(".index", cohort_id=cohort.public_id))


@bp.post("/proposals/<pid:proposal_id>/hold")
@guarded(ProposalAction.SETTLE, proposal=proposal_by_public_id)
@transactional
def hold_it(proposal: Proposal) -> ResponseReturnValue:
    hold(proposal, actor=signed_in_person())
    flash(_("Held. It is published when you say so."), "quiet")
    return _back(proposal)


@bp.post("/proposals/<pid:proposal_id>/release")
@guarded(ProposalAction.SETTLE, proposal=proposal_by_public_id)
@transactional
def release_it(proposal: Proposal) -> ResponseReturnValue:
    release(proposal, actor=signed_in_person())
    flash(_("Let go. It is published by itself once a day has passed since it was made."), "quiet")
    return _back(proposal)


@bp.post("/proposals/<pid:proposal_id>/publish")
@guarded(ProposalAction.SETTLE, proposal=proposal_by_public_id)
@transactional
def publish_it(proposal: Proposal) -> ResponseReturnValue:
    publish_now(proposal, actor=signed_in_person())
    flash(_("Published. The mentor is told now, a newcomer on the first day."), "good")
    return _back(proposal)


@bp.post("/proposals/<pid:proposal_id>/another")
@guarded(ProposalAction.SETTLE, proposal=proposal_by_public_id)
@transactional
def another(proposal: Proposal) -> ResponseReturnValue:
    look_for_another(proposal, actor=signed_in_person())
    flash(_("Taken back. Somebody else is looked for within the hour."), "quiet")
    return _back(proposal)


def _page(cohort: Cohort, form: SettingsForm) -> ResponseReturnValue:
    return render("arrivals/index.html", form, page=arrivals_page(cohort), cohort=cohort)


def _back(proposal: Proposal) -> ResponseReturnValue:
    return redirect(url_for(".index", cohort_id=proposal.cohort.public_id))
