"""The committee: each member writes a reason alone, then one records what they decided. The caller commits."""

from __future__ import annotations

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.wording import clock_time, spelled
from app.forecasts.queries import hr_leads
from app.nominations.apart import keep_apart
from app.nominations.letting_know import tell_nominee
from app.nominations.models import CommitteeReason, NominationFile, Proposal, Selection
from app.nominations.policy import TAKING
from app.nominations.queries import has_put_forward, most_places, reasons_of, taken_in
from app.nominations.services.standing import readers_of
from app.nominations.services.talking import ask_for_talk
from app.people.models import Person
from app.sign_up.administration.services import invite_person


def write_reason(file: NominationFile, proposal: Proposal, reason: str, *, actor: Person) -> CommitteeReason:
    """Write what one proposes and why, once. Raises RuleBroken for a second one, Conflict where it is over."""
    _lock(file)
    _refuse_over(file)
    if session().get(CommitteeReason, (file.id, actor.id)) is not None:
        raise RuleBroken(_("Yours is written. Now read the others’, and talk."))
    written = CommitteeReason(file_id=file.id, member_id=actor.id, proposal=proposal, reason=reason)
    session().add(written)
    session().flush()
    session().expire(file, ["reasons"])
    record(actor, "committee.reason_written", file)
    return written


def decide(file: NominationFile, outcome: Proposal, answer: str, *, actor: Person) -> None:
    """Record what the committee decided, with the words that the nominee reads.

    Raises RuleBroken before there are enough reasons, one of them the actor’s, for whoever is to leave it to another,
    while HR has entered no forecast, and where no place is left, by what those who run the cohort said or by what HR
    expects; Conflict where somebody was quicker.
    """
    selection = file.selection
    session().refresh(selection, ["places"], with_for_update=True)
    _lock(file)
    _refuse_over(file)
    _refuse_too_few(file, actor)
    _refuse_who_put_forward(file, actor)
    if outcome is Proposal.TAKE:
        _refuse_full(selection)
    if outcome is Proposal.TAKE:
        invite_person(selection.cohort, file.nominee, actor=actor)
        keep_apart(file)
    else:
        ask_for_talk(file, actor)
    file.outcome, file.answer, file.decided_at, file.decided_by = outcome, answer, now(), actor
    session().flush()
    record(actor, "committee.decided", file)
    tell_nominee(file.nominee)


def recorders_of(file: NominationFile) -> list[Person]:
    """Who records what was decided of a file: whoever reads it and has put nobody forward here.

    They would learn by what is refused how many are taken of whom they are not shown. Where that leaves nobody, all.
    """
    readers = readers_of(file.nominee, file.selection)
    return [each for each in readers if not has_put_forward(each, file.selection)] or readers


def _refuse_too_few(file: NominationFile, actor: Person) -> None:
    reasons, least = reasons_of(file), file.selection.terms.committee
    if actor.id not in {each.member_id for each in reasons}:
        raise RuleBroken(_("Write your own reason first."))
    if len(reasons) < least:
        raise RuleBroken(_("A decision needs %(count)s written reasons.", count=spelled(least)))


def _refuse_who_put_forward(file: NominationFile, actor: Person) -> None:
    recorders = recorders_of(file)
    if actor.id not in {each.id for each in recorders}:
        names = ", ".join(each.name for each in recorders)
        raise RuleBroken(_("You have put somebody forward here. Let one of these record it: %(names)s.", names=names))


def _refuse_full(selection: Selection) -> None:
    if selection.cohort.phase not in TAKING:
        raise RuleBroken(_("Sign-up of this cohort is over. Nobody can be taken in any more."), field="outcome")
    if most_places(selection.cohort) is None:
        names = ", ".join(each.name for each in hr_leads()) or _("an HR lead")
        sentence = _("HR has not said yet how many posts it expects to come free. Ask %(names)s to.", names=names)
        raise RuleBroken(sentence, field="outcome")
    if taken_in(selection) >= selection.places:
        sentence = _("All places are given: %(count)s. Those who run the cohort can add some.", count=selection.places)
        raise RuleBroken(sentence, field="outcome")


def _refuse_over(file: NominationFile) -> None:
    if file.approved_at is None:
        raise Conflict(_("This is no longer before the committee."))
    if file.outcome is not None:
        by = file.decided_by.name if file.decided_by else _("Somebody")
        at = clock_time(file.decided_at) if file.decided_at else ""
        raise Conflict(_("%(name)s recorded the decision at %(time)s. What you wrote stands below.", name=by, time=at))


def _lock(file: NominationFile) -> None:
    names = ["approved_at", "outcome", "decided_by_id", "decided_at"]
    session().refresh(file, names, with_for_update=True)
