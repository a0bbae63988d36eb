"""What administrators do for somebody's account: send a link, end the sign-ins. Never a password."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.policy import AccountAction
from app.accounts.routes import bp
from app.accounts.services import end_sessions, invite
from app.accounts.session_interface import browser_session
from app.core.access import guarded
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.models import Person
from app.people.policy import PersonAction
from app.people.queries import person_by_public_id


@bp.post("/people/<pid:person_id>/invitation")
@guarded(AccountAction.INVITE, see=PersonAction.VIEW, person=person_by_public_id)
@transactional
def send_invitation(person: Person) -> ResponseReturnValue:
    invite(person, actor=browser_session().person)
    flash(_("An invitation to %(name)s is on its way. It is good for 14 days.", name=person.name), "good")
    return redirect(url_for("people.profile", person_id=person.public_id), code=303)


@bp.post("/people/<pid:person_id>/sign-out")
@guarded(AccountAction.SIGN_OUT_OTHERS, see=PersonAction.VIEW, person=person_by_public_id)
@transactional
def sign_out_everywhere(person: Person) -> ResponseReturnValue:
    end_sessions(person, actor=browser_session().person)
    flash(_("%(name)s is signed out on every device.", name=person.name), "good")
    return redirect(url_for("people.profile", person_id=person.public_id), code=303)
