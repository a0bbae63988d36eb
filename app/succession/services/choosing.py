"""Executives choose: a draft belongs to one of them, two choices at most, and no race loses a text or gives a third."""

from __future__ import annotations

from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Key, Membership, box_of, make_key, open_key
from app.people.models import DottedLine, Person
from app.people.queries import line_above
from app.succession.drafts import moving
from app.succession.journal import Line, note
from app.succession.models import THIRD, Candidate, CandidateState, Chooser, Pick, PickState, Round
from app.succession.papers import OWNERS, draft_drawer, drop, pick_place, sealed_pick
from programs.readiness import CAP

CHOICE = "choice"


def key_of_drafts(of_round: Round, executive: Person) -> Key:
    """The key of one executive’s drafts, which nobody else opens; made where there is none."""
    lock = of_round.plan.lock(draft_drawer(executive))
    make_key(lock, [executive.public_id])
    return open_key(Membership(lock, executive.public_id), "draft")


def pick_of(of_round: Round, candidate: Candidate, executive: Person) -> Pick | None:
    """What an executive has drafted or chosen about a candidate."""
    found = select(Pick).where(
        Pick.round_id == of_round.id, Pick.candidate_id == candidate.id, Pick.executive_id == executive.id
    )
    return session().scalar(found.execution_options(populate_existing=True))


def save_draft(of_round: Round, candidate: Candidate, executive: Person, text: str, seen: int) -> Pick:
    """Keep what an executive thinks, for themselves. ``seen``: the version that was changed, 0 for none.

    Raises Conflict where it was saved elsewhere meanwhile: the other text stays, this one is in the form.
    """
    _wait_for(executive)
    _refuse_unless_on_slate(of_round, candidate)
    pick = pick_of(of_round, candidate, executive)
    if (pick.version if pick else 0) != seen:
        raise Conflict(_("You saved this elsewhere a moment ago. Both texts are below; keep what you want of each."))
    key = key_of_drafts(of_round, executive)
    with moving(of_round.plan, [executive.id]):
        if pick is None:
            pick = Pick(round_id=of_round.id, candidate_id=candidate.id, executive_id=executive.id, version=1)
        else:
            pick.version += 1
        pick.at = now()
        pick.sealed = sealed_pick(pick, executive, key, text)
        session().add(pick)
    return pick


def choose(of_round: Round, candidate: Candidate, person: Person, executive: Person, text: str, seen: int) -> Pick:
    """Choose a candidate (``person`` is who it is), with a reason for the owners too. Raises RuleBroken, Conflict."""
    if not text:
        raise RuleBroken(_("Give your reason, in two or three sentences."), field="reason")
    refuse_conflict_of_line(person, executive)
    pick = save_draft(of_round, candidate, executive, text, seen)
    if pick.state is PickState.DRAFT:
        with moving(of_round.plan, [executive.id]):
            pick.slot, pick.state = free_slot(executive), PickState.CHOSEN
        note(of_round.plan, Line.CHOSEN, executive, candidate.public_id)
    words = {"executive": executive.public_id, "reason": text}
    drop(of_round.plan, OWNERS, CHOICE, about=candidate.public_id, **words)
    return pick


def take_back(of_round: Round, candidate: Candidate, executive: Person) -> None:
    """Take a choice back while the round is open; the draft stays."""
    _wait_for(executive)
    pick = pick_of(of_round, candidate, executive)
    if pick is None or pick.state is not PickState.CHOSEN:
        raise RuleBroken(_("There is no choice here that could be taken back."))
    with moving(of_round.plan, [executive.id]):
        pick.slot, pick.state = None, PickState.DRAFT
    note(of_round.plan, Line.TAKEN_BACK, executive, candidate.public_id)


def record_in_room(
    of_round: Round, candidate: Candidate, person: Person, executive: Person, text: str, *, actor: Person
) -> Pick:
    """An owner writes down what an executive said in the room, who confirms it later. Raises RuleBroken.

    Nothing that the executive had drafted is overwritten: then they choose themselves.
    """
    chooser = _chooser(of_round, executive)
    if not text:
        raise RuleBroken(_("Give their reason, in two or three sentences."), field="reason")
    refuse_conflict_of_line(person, executive)
    _wait_for(executive)
    _refuse_unless_on_slate(of_round, candidate)
    if pick_of(of_round, candidate, executive) is not None:
        raise RuleBroken(_("They have written something about this candidate themselves, and choose themselves."))
    lock = of_round.plan.lock(draft_drawer(executive))
    make_key(lock, [executive.public_id])
    pick = Pick(round_id=of_round.id, candidate_id=candidate.id, executive_id=executive.id, version=1)
    pick.sealed = box_of(lock).drop(pick_place(pick, executive), text.encode())
    chooser.in_room_by_id, chooser.confirmed_at = actor.id, None
    with moving(of_round.plan, [executive.id]):
        pick.slot, pick.state = free_slot(executive), PickState.CHOSEN
        session().add(pick)
    drop(of_round.plan, OWNERS, CHOICE, about=candidate.public_id, executive=executive.public_id, reason=text)
    note(of_round.plan, Line.IN_ROOM, actor, candidate.public_id)
    return pick


def confirm_choices(of_round: Round, executive: Person) -> None:
    """The executive confirms what was recorded in the room."""
    chooser = _chooser(of_round, executive)
    chooser.confirmed_at = now()
    session().flush()
    note(of_round.plan, Line.CONFIRMED_CHOICES, executive)


def refuse_conflict_of_line(person: Person, executive: Person) -> None:
    """Raise RuleBroken where the executive is above the candidate in the line, or a dotted-line boss."""
    if is_in_line(person, executive):
        raise RuleBroken(_("This candidate is in your own reporting line. You cannot choose them; others can."))


def is_in_line(person: Person, executive: Person) -> bool:
    """Whether somebody answers to an executive, at whatever distance, or by a dotted line; or is the same person."""
    dotted = select(DottedLine.person_id).where(DottedLine.person_id == person.id, DottedLine.boss_id == executive.id)
    above = {each.id for each in line_above(person)}
    return person.id == executive.id or executive.id in above or session().scalar(dotted.limit(1)) is not None


def free_slot(executive: Person) -> int:
    """One of an executive’s two slots. Raises RuleBroken for a third choice."""
    mine = select(Pick.slot).where(Pick.executive_id == executive.id, Pick.slot.is_not(None))
    taken = set(session().scalars(mine))
    free = [slot for slot in range(1, CAP + 1) if slot not in taken]
    if not free:
        raise RuleBroken(str(THIRD))
    return free[0]


def _wait_for(executive: Person) -> None:
    # One write of an executive after another: two at once would both find a free slot, or no draft yet.
    session().execute(select(Person.id).where(Person.id == executive.id).with_for_update(key_share=True))


def _chooser(of_round: Round, executive: Person) -> Chooser:
    found = next((each for each in of_round.choosers if each.person_id == executive.id), None)
    if found is None:
        raise RuleBroken(_("They are not named for this round."))
    return found


def _refuse_unless_on_slate(of_round: Round, candidate: Candidate) -> None:
    session().refresh(of_round, ["closed_at"])
    # Kept from being taken away before the plan is held: first the candidate, then the plan, as everybody does.
    session().refresh(candidate, ["state"], with_for_update={"read": True, "key_share": True})
    if of_round.closed_at is not None or candidate.plan_id != of_round.plan_id:
        raise RuleBroken(_("This round is over."))
    if candidate.state is not CandidateState.AGREED:
        raise RuleBroken(_("This candidate is no longer to be chosen."))
