"""The first administrator's checklist, and the way to it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import way
from app.people.policy import is_administrator
from app.setup import pages
from app.setup.policy import SetupAction
from app.setup.routes.blueprint import bp

way(_l("Settings"), "setup.checklist", order=90, visible=is_administrator)


@bp.get("/set-up")
@guarded(SetupAction.CHANGE)
def checklist() -> ResponseReturnValue:
    items = pages.checklist()
    return render_template("setup/checklist.html", items=items, left=sum(not item.is_done for item in items))
