"""What everybody may read, signed in or not: help, the privacy notice, who can see what, accessibility."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import can, guarded, public
from app.core.actor import current_actor
from app.core.i18n import lazy_gettext as _l
from app.core.logs import unlogged
from app.core.navigation import colophon_link, menu_entry
from app.core.organisation import organisation
from app.setup.policy import SetupAction
from app.setup.queries import safeguarding_officers
from app.setup.routes.blueprint import bp
from app.setup.sights import sights
from app.setup.stored import settings_changes, settings_today, stored

colophon_link(_l("I need help"), "setup.help_page", 5)
colophon_link(_l("Privacy"), "setup.privacy", 10)
colophon_link(_l("Who can see what"), "setup.who_can_see_what", 20)
colophon_link(_l("Accessibility"), "setup.accessibility", 30)
menu_entry(_l("What is stored"), "setup.what_is_stored", 40, visible=lambda person: can(person, SetupAction.REVIEW))


@bp.get("/help")
@unlogged
@public
def help_page() -> ResponseReturnValue:
    named = safeguarding_officers() if current_actor() else []
    return render_template("setup/help.html", house=organisation(), officers=named)


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    house = organisation()
    paragraphs = [part for part in house.privacy_notice.split("\n\n") if part.strip()]
    return render_template("setup/privacy.html", house=house, paragraphs=paragraphs)


@bp.get("/who-can-see-what")
@public
def who_can_see_what() -> ResponseReturnValue:
    return render_template("setup/who_can_see_what.html", sights=sights())


@bp.get("/what-is-stored")
@guarded(SetupAction.REVIEW)
def what_is_stored() -> ResponseReturnValue:
    return render_template("setup/stored.html", tables=stored(), settings=settings_today(), changes=settings_changes())


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("setup/accessibility.html")
