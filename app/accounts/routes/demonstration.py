"""One-click sign-in as each role. These views are registered in the demonstration only, which production refuses."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.demonstration import faces_found
from app.accounts.routes.sign_in import let_in
from app.core.access import public
from app.core.transactions import transactional

bp = Blueprint("demonstration", __name__)


@bp.get("/demonstration")
@public
def faces() -> ResponseReturnValue:
    return render_template("accounts/demonstration.html", faces=faces_found())


@bp.post("/demonstration")
@public
@transactional
def sign_in_as() -> ResponseReturnValue:
    wanted = request.form.get("face")
    person = next((person for face, person in faces_found() if face.key == wanted), None)
    if person is None:
        abort(404)
    let_in(person)
    return redirect("/", code=303)
