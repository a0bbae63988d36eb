"""Ways back to what was written before a new password or address: the device, or somebody else of the engagement."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.models import Engagement
from app.coaching.policy import CoachingAction
from app.coaching.queries import engagement_by_public_id
from app.coaching.services import regaining
from app.coaching.services.regaining import those_besides
from app.core.access import can, guarded
from app.core.closed_pages import CLOSED
from app.core.db import db
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.core.vault import Frozen
from app.people.queries import person_by_public_id, signed_in_person

VIEW = CoachingAction.VIEW


@bp.get("/coaching/<pid:case_id>/way-back")
@guarded(VIEW, case=engagement_by_public_id)
def way_back(case: Engagement) -> ResponseReturnValue:
    me = signed_in_person()
    shut = regaining.shut_to(case, me)
    may_vouch = shut is None and can(me, CoachingAction.VOUCH, case)
    return render_template(
        "coaching/way_back.html",
        engagement=case,
        is_client=case.client_id == me.id,
        since=shut[0] if shut else None,
        opens_at=shut[1] if shut else None,
        by_device=regaining.may_show_by_device(case, me),
        others=[each for each in those_besides(case, me) if regaining.waits(case, each)] if may_vouch else [],
    )


@bp.post("/coaching/<pid:case_id>/way-back/device")
@guarded(VIEW, case=engagement_by_public_id)
@transactional
def show_by_device(case: Engagement) -> ResponseReturnValue:
    regaining.show_by_device(case, signed_in_person())
    return _back(case)


@bp.post("/coaching/<pid:case_id>/way-back/vouch/<pid:person_id>")
@guarded(CoachingAction.VOUCH, see=VIEW, case=engagement_by_public_id)
@transactional
def vouch(case: Engagement, person_id: str) -> ResponseReturnValue:
    person = person_by_public_id(person_id)
    if person is None:
        abort(404)
    regaining.vouch(case, person, actor=signed_in_person())
    flash(_("Thank you. What was written before opens again a day after the change."), "good")
    return _back(case)


@bp.errorhandler(Frozen)
def shut(_failure: Frozen) -> ResponseReturnValue:
    """To the ways back, from a page of an engagement; in words, where a report is all that one reads."""
    db.session.rollback()
    known = request.view_args or {}
    found = known.get("engagement_id") or known.get("case_id")
    if found:
        return redirect(url_for(".way_back", case_id=found), code=303)
    sentence = _("You have a new password or address. Whoever let you read this can say that it is you.")
    return render_template("errors/422.html", sentence=sentence), CLOSED


def _back(case: Engagement) -> ResponseReturnValue:
    return redirect(url_for(".way_back", case_id=case.public_id), code=303)
