"""Where coaching and advising begin: what one has a part in, and what is open."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.labels import KINDS, OUTCOMES, STATES
from app.coaching.queries import engagements_of
from app.coaching.with_coach.overview import open_to
from app.core.access import signed_in
from app.core.elsewhere import begins
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import way
from app.people.queries import signed_in_person

way(_l("Coaching and advising"), "coaching.index", 80)
begins("coaching", "coaching.index", _l("Coaching and advising"))


@bp.get("/coaching")
@signed_in
def index() -> ResponseReturnValue:
    person = signed_in_person()
    words = {"kinds": KINDS, "states": STATES, "outcomes": OUTCOMES}
    return render_template("coaching/index.html", engagements=engagements_of(person), coaching=open_to(person), **words)
