"""A candidate as the owners know them: the card, how ready, whether they were asked, and what they were told."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.days import given
from app.core.forms import Form, accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.forms import CardForm, PersonForm, ReadinessForm
from app.succession.journal import Line, note_look
from app.succession.models import Candidate, CandidateState, Plan
from app.succession.pages import CardView, PlanView
from app.succession.papers import OWNERS, open_drawer
from app.succession.policy import SuccessionAction
from app.succession.routes.finding import card_in, own_candidate, own_plan, somebody
from app.succession.routes.owners import to
from app.succession.services import naming, settling
from app.succession.services.naming import Card
from programs.readiness import Band

OWN = SuccessionAction.OWN
FIELDS = ("way", "shown", "missing", "skills")


@bp.get("/plans/<pid:plan_id>/candidates/new")
@guarded(OWN, plan=own_plan)
def new_candidate(plan: Plan) -> ResponseReturnValue:
    return render("succession/new_candidate.html", PersonForm(), plan=plan)


@bp.post("/plans/<pid:plan_id>/candidates/new")
@guarded(OWN, plan=own_plan)
@transactional
def name_candidate(plan: Plan) -> ResponseReturnValue:
    form, actor = PersonForm(), signed_in_person()
    drawer = open_drawer(plan, OWNERS, actor)
    made = result_of(
        form, lambda: naming.name_candidate(plan, drawer, somebody(form.person.data, "person"), actor=actor)
    )
    if made is None:
        return render("succession/new_candidate.html", form, plan=plan)
    return redirect(url_for(".card", candidate_id=made.public_id), code=303)


@bp.get("/candidates/<pid:candidate_id>")
@guarded(OWN, candidate=own_candidate)
def candidate(candidate: Candidate) -> ResponseReturnValue:
    note_look(candidate.plan, Line.OPENED_CANDIDATE, signed_in_person(), candidate.public_id)
    return _page("candidate", Form(), *_opened(candidate))


@bp.get("/candidates/<pid:candidate_id>/card")
@guarded(OWN, candidate=own_candidate)
def card(candidate: Candidate) -> ResponseReturnValue:
    note_look(candidate.plan, Line.OPENED_CANDIDATE, signed_in_person(), candidate.public_id)
    view, shown = _opened(candidate)
    there = shown.card
    known = {name: there.get(name) for name in FIELDS} if there else {}
    return _page("card", CardForm(data={**known, "seen": str(there.version if there else 0)}), view, shown)


@bp.post("/candidates/<pid:candidate_id>/card")
@guarded(OWN, candidate=own_candidate)
@transactional
def save_card(candidate: Candidate) -> ResponseReturnValue:
    form, (view, shown), actor = CardForm(), _opened(candidate), signed_in_person()
    card = Card(**{name: form[name].data or "" for name in FIELDS})
    if not accepts(form, lambda: naming.write_card(view.slate, candidate, card, form.version, actor=actor)):
        return _page("card", form, view, shown)
    return _to(candidate)


@bp.get("/candidates/<pid:candidate_id>/readiness")
@guarded(OWN, candidate=own_candidate)
def readiness(candidate: Candidate) -> ResponseReturnValue:
    note_look(candidate.plan, Line.OPENED_CANDIDATE, signed_in_person(), candidate.public_id)
    return _page("readiness", ReadinessForm(), *_opened(candidate))


@bp.post("/candidates/<pid:candidate_id>/readiness")
@guarded(OWN, candidate=own_candidate)
@transactional
def judge_readiness(candidate: Candidate) -> ResponseReturnValue:
    form, (view, shown), actor = ReadinessForm(), _opened(candidate), signed_in_person()

    def judge() -> None:
        band, seen_on = Band(form.band.data), given(form.seen_on)
        naming.judge_readiness(view.slate, candidate, band, form.evidence.data or "", seen_on, actor=actor)

    if not accepts(form, judge):
        return _page("readiness", form, view, shown)
    return _to(candidate)


@bp.post("/candidates/<pid:candidate_id>/asked")
@guarded(OWN, candidate=own_candidate)
@transactional
def note_asked(candidate: Candidate) -> ResponseReturnValue:
    view, _shown = _opened(candidate)
    naming.note_asked(view.slate, candidate, actor=signed_in_person())
    flash(_("They find the question under “In confidence”. No letter was sent."), "good")
    return _to(candidate)


@bp.post("/candidates/<pid:candidate_id>/told")
@guarded(OWN, candidate=own_candidate)
@transactional
def note_told(candidate: Candidate) -> ResponseReturnValue:
    naming.note_told(candidate, actor=signed_in_person())
    return to(candidate.plan)


@bp.post("/candidates/<pid:candidate_id>/placed")
@guarded(OWN, candidate=own_candidate)
@transactional
def note_placed(candidate: Candidate) -> ResponseReturnValue:
    view, _shown = _opened(candidate)
    settling.note_placed(view.slate, candidate, actor=signed_in_person())
    flash(_("Noted. On their own pages they are asked whether they would be a mentor; the answer is theirs."), "good")
    return _to(candidate)


@bp.post("/candidates/<pid:candidate_id>/off")
@guarded(OWN, candidate=own_candidate)
@transactional
def take_candidate_off(candidate: Candidate) -> ResponseReturnValue:
    if candidate.state is CandidateState.PAIRED:
        abort(422)
    plan = candidate.plan
    naming.take_off(candidate)
    flash(_("Taken off. Nothing that was written about them was kept."), "good")
    return to(plan)


def _opened(candidate: Candidate) -> tuple[PlanView, CardView]:
    view = PlanView(candidate.plan, signed_in_person())
    return view, card_in(view, candidate.public_id)


def _page(name: str, form: Form, view: PlanView, card: CardView) -> ResponseReturnValue:
    return render(f"succession/{name}.html", form, view=view, plan=view.plan, card=card, candidate=card.candidate)


def _to(candidate: Candidate) -> ResponseReturnValue:
    return redirect(url_for(".candidate", candidate_id=candidate.public_id), code=303)
