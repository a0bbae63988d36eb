"""What everybody may read, signed in or not: help, the privacy notice, who can see what, accessibility."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.core.access import can, guarded, public
from app.core.actor import current_actor
from app.core.csv_out import csv_response
from app.core.i18n import lazy_gettext as _l
from app.core.logs import unlogged
from app.core.navigation import colophon_link, menu_entry
from app.core.organisation import organisation
from app.setup.policy import SetupAction
from app.setup.queries import safeguarding_officers
from app.setup.routes.blueprint import bp
from app.setup.sights import sights
from app.setup.stored import (
    fields_of,
    file_headings,
    file_rows,
    group_of,
    settings_changes,
    settings_today,
    stored,
)
from programs.access_matrix import RESOURCES

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
    return render_template("setup/stored.html", groups=stored(), settings=settings_today(), changes=settings_changes())


@bp.get("/what-is-stored/<word:row>")
@guarded(SetupAction.REVIEW)
def stored_fields(row: str) -> ResponseReturnValue:
    group = group_of(row) if row in RESOURCES else None
    if group is None or not group.tables:
        abort(404)
    tables = [(each, fields_of(each.name)) for each in group.tables]
    return render_template("setup/stored_fields.html", group=group, tables=tables)


@bp.get("/what-is-stored.csv")
@guarded(SetupAction.REVIEW)
def stored_file() -> ResponseReturnValue:
    return csv_response("what-is-stored.csv", file_headings(), file_rows())


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("setup/accessibility.html")
