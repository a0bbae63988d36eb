"""What a candidate sees: the question they were asked in person, and their own wish. Never who looked, or chose."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.forms import WishForm
from app.succession.models import Candidate
from app.succession.papers import CANDIDATE, OpenDrawer, open_drawer
from app.succession.policy import SuccessionAction
from app.succession.queries import people_by_public_id
from app.succession.routes.finding import own_candidate, somebody
from app.succession.services import naming
from app.succession.services.naming import QUESTION, WISH
from app.succession.services.offering import asked_to_mentor, rather_not

ANSWER = SuccessionAction.ANSWER


@bp.get("/asked/<pid:candidate_id>")
@guarded(ANSWER, candidate=own_candidate)
def asked(candidate: Candidate) -> ResponseReturnValue:
    own = open_drawer(candidate, CANDIDATE, signed_in_person())
    wish = own.newest(WISH)
    people = people_by_public_id(wish.get("first", [])) if wish else {}
    first = ", ".join(each.email or "" for each in people.values())
    return _page(WishForm(data={"wish": wish.get("wish") if wish else "", "first": first}), candidate, own)


@bp.post("/asked/<pid:candidate_id>")
@guarded(ANSWER, candidate=own_candidate)
@transactional
def agree(candidate: Candidate) -> ResponseReturnValue:
    form, own = WishForm(), open_drawer(candidate, CANDIDATE, signed_in_person())
    if not accepts(form, lambda: naming.agree(candidate, own, form.wish.data or "", _first(form))):
        return _page(form, candidate, own)
    flash(_("Thank you. You can change your wish, or your mind, on this page."), "good")
    return redirect(url_for(".asked", candidate_id=candidate.public_id), code=303)


@bp.post("/asked/<pid:candidate_id>/no")
@guarded(ANSWER, candidate=own_candidate)
@transactional
def decline(candidate: Candidate) -> ResponseReturnValue:
    naming.take_off(candidate)
    flash(_("Your name is off. Nothing that was written about you was kept, and no reason is asked."), "good")
    return redirect(url_for(".index"), code=303)


@bp.post("/asked/<pid:candidate_id>/no-mentor")
@guarded(ANSWER, candidate=own_candidate)
@transactional
def offer_no_seat(candidate: Candidate) -> ResponseReturnValue:
    rather_not(candidate)
    flash(_("Thank you for the answer. Nothing of it is kept."), "good")
    return redirect(url_for("home.index"), code=303)


def _first(form: WishForm) -> list[str]:
    typed = [each.strip() for each in (form.first.data or "").split(",") if each.strip()]
    return list(dict.fromkeys(somebody(each, "first").public_id for each in typed))


def _page(form: WishForm, candidate: Candidate, own: OpenDrawer) -> ResponseReturnValue:
    question, wish = own.newest(QUESTION), own.newest(WISH)
    is_asked = asked_to_mentor(signed_in_person()) == candidate.public_id
    shown = {"own": own, "question": question, "wish": wish, "is_asked": is_asked}
    return render("succession/asked.html", form, candidate=candidate, **shown)
