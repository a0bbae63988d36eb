"""What is there for somebody in confidence: the page that everybody has, and that says the same to nearly all."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import guarded, signed_in
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry, way
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.board import Board
from app.succession.overview import Overview
from app.succession.policy import SuccessionAction, proposes_plans
from programs.readiness import Band

way(_l("Succession"), "succession.index", order=50, visible=proposes_plans)
menu_entry(_l("In confidence"), "succession.index", 18)


@bp.get("/board")
@guarded(SuccessionAction.BOARD, see=SuccessionAction.BOARD)
def own_board() -> ResponseReturnValue:
    return render_template("succession/own_board.html", view=Board(signed_in_person()), bands=[*Band, None])


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    return render_template("succession/index.html", view=Overview(signed_in_person()))
