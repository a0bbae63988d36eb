"""What the three agree on, read, changed and signed."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.models import Engagement
from app.coaching.with_coach.forms import AgreementForm, SignForm
from app.coaching.with_coach.pages import agreement_page
from app.coaching.with_coach.policy import WithCoachAction
from app.coaching.with_coach.queries import coaching_by_public_id
from app.coaching.with_coach.services.agreeing import change_agreement, open_agreement, sign
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/coaching/with-a-coach/<pid:engagement_id>/agreement")
@guarded(WithCoachAction.READ_AGREEMENT, engagement=coaching_by_public_id)
def agreement(engagement: Engagement) -> ResponseReturnValue:
    page = agreement_page(engagement, signed_in_person())
    return render("coaching/with_coach/agreement.html", SignForm(formdata=None, digest=page.digest), page=page)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/agreement/sign")
@guarded(WithCoachAction.READ_AGREEMENT, engagement=coaching_by_public_id)
@transactional
def sign_agreement(engagement: Engagement) -> ResponseReturnValue:
    form, person = SignForm(), signed_in_person()
    if not accepts(form, lambda: sign(engagement, person, form.digest.data or "")):
        return render("coaching/with_coach/agreement.html", form, page=agreement_page(engagement, person))
    flash(_("You have signed."), "good")
    return redirect(url_for(".agreement", engagement_id=engagement.public_id), code=303)


@bp.get("/coaching/with-a-coach/<pid:engagement_id>/agreement/change")
@guarded(WithCoachAction.AGREE, see=WithCoachAction.READ_AGREEMENT, engagement=coaching_by_public_id)
def changing_agreement(engagement: Engagement) -> ResponseReturnValue:
    opened = open_agreement(engagement, signed_in_person())
    terms = opened.agreement
    goals = {f"goal_{number}": goal for number, goal in enumerate(terms.goals, 1)}
    kept = {"months": terms.months, "sessions": terms.sessions, "scope": terms.scope, "version": opened.paper.version}
    form = AgreementForm(formdata=None, data={**kept, **goals})
    form.offer_terms()
    return render("coaching/with_coach/change.html", form, engagement=engagement)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/agreement/change")
@guarded(WithCoachAction.AGREE, see=WithCoachAction.READ_AGREEMENT, engagement=coaching_by_public_id)
@transactional
def change_terms(engagement: Engagement) -> ResponseReturnValue:
    form = AgreementForm()
    form.offer_terms()
    if not accepts(form, lambda: _change(engagement, form)):
        return render("coaching/with_coach/change.html", form, engagement=engagement)
    return redirect(url_for(".agreement", engagement_id=engagement.public_id), code=303)


def _change(engagement: Engagement, form: AgreementForm) -> None:
    change_agreement(
        engagement,
        signed_in_person(),
        form.version.data or 0,
        months=form.months.data,
        sessions=form.sessions.data,
        scope=form.scope.data or "",
        goals=form.goals,
    )
