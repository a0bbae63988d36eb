"""Who is on a slate: named by the owners, asked in person before others read the name, reviewed twice a year."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select

from app.core.clock import today
from app.core.db import public_id, session
from app.core.erasures import note_erasures
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Domain, destroy_relationships, make_key
from app.people.models import Person
from app.succession.drafts import losing
from app.succession.journal import Line, note
from app.succession.models import Candidate, CandidateState, Plan
from app.succession.papers import CANDIDATE, SLATE, OpenDrawer, burn, drop, rewrite, write
from app.succession.queries import newest_round, open_round
from app.succession.services.appointing import ROLE
from programs.readiness import Band

WHO, CARD, READY, WISH, QUESTION = "who", "card", "ready", "wish", "question"
MOST_ON_A_SLATE = 200
KIND = "succession_candidate"
TO_BE_TOLD = (CandidateState.AGREED, CandidateState.PAIRED)
"""Who hears from an owner in person how a round ended."""


@dataclass(frozen=True, slots=True)
class Card:
    """Evidence about somebody, in neutral words: no name, no age, no picture."""

    way: str
    shown: str
    missing: str
    skills: str = ""


def name_candidate(plan: Plan, owners: OpenDrawer, person: Person, *, actor: Person) -> Candidate:
    """Put a name down, which only the owners see until its bearer has agreed. Raises RuleBroken."""
    running = open_round(plan)
    involved = {each.person_id for each in plan.serving} | {e.person_id for e in (running.choosers if running else [])}
    if not person.is_active or person.id in involved:
        raise RuleBroken(_("Name somebody who works here, and who neither owns this plan nor chooses in it."), "person")
    mark = hmac.digest(owners.key.derived_for("who is on this slate"), person.public_id.encode(), "sha256")
    there = session().scalars(select(Candidate.mark).where(Candidate.plan_id == plan.id)).all()
    if mark in there:
        raise RuleBroken(_("They are on this slate already."), field="person")
    if len(there) >= MOST_ON_A_SLATE:
        raise RuleBroken(_("A slate holds 200 names at most."), field="person")
    candidate = Candidate(public_id=public_id(), plan=plan, mark=mark, reviewed_on=today())
    session().add(candidate)
    session().flush()
    drop(plan, SLATE, WHO, about=candidate.public_id, person=person.public_id)
    note(plan, Line.NAMED, actor, candidate.public_id)
    return candidate


def write_card(slate: OpenDrawer, candidate: Candidate, card: Card, seen: int, *, actor: Person) -> None:
    """Write or change the evidence. Raises Conflict where somebody was quicker."""
    paper = slate.newest(CARD, candidate.public_id)
    if paper is None:
        write(slate, CARD, about=candidate.public_id, **asdict(card))
    else:
        rewrite(slate, paper.paper, seen, **asdict(card))
    note(candidate.plan, Line.CARD_WRITTEN, actor, candidate.public_id)


def judgement(band: Band, evidence: str, seen_on: date, *, actor: Person) -> dict[str, str]:
    """How ready somebody is, by what was seen on a day; it counts for a year. Raises RuleBroken for a day to come."""
    if seen_on > today():
        raise RuleBroken(_("Evidence has a day that has been."), field="seen_on")
    return {"band": band.value, "evidence": evidence, "seen_on": seen_on.isoformat(), "by": actor.name}


def judge_readiness(
    slate: OpenDrawer, candidate: Candidate, band: Band, evidence: str, seen_on: date, *, actor: Person
) -> None:
    """An owner writes down how ready somebody is. Raises RuleBroken."""
    write(slate, READY, about=candidate.public_id, **judgement(band, evidence, seen_on, actor=actor))
    note(candidate.plan, Line.JUDGED, actor, candidate.public_id)


def note_asked(slate: OpenDrawer, candidate: Candidate, *, actor: Person) -> None:
    """An owner has asked in person: from now on the candidate finds the question, and no letter is sent.

    A letter would stand in a queue that others run; whoever was talked with knows where to look.
    """
    if candidate.state is not CandidateState.NAMED:
        raise RuleBroken(_("They were asked already."))
    who, role = slate.newest(WHO, candidate.public_id), slate.newest(ROLE)
    if who is None or role is None:
        raise RuleBroken(_("This cannot be opened any more."))
    candidate.state = CandidateState.ASKED
    session().flush()
    make_key(candidate.lock(CANDIDATE), [who.get("person")])
    drop(candidate, CANDIDATE, QUESTION, title=role.get("title"), by=actor.name)
    note(candidate.plan, Line.ASKED, actor, candidate.public_id)


def agree(candidate: Candidate, own: OpenDrawer, wish: str, first: Sequence[str]) -> None:
    """The candidate says yes, with whom they would like to learn from; the executives may read their card now.

    Said again later, it changes the wish. Raises RuleBroken once an executive brings them on.
    """
    if candidate.state not in {CandidateState.ASKED, CandidateState.AGREED}:
        raise RuleBroken(_("This is settled already. Talk with an owner of the plan."))
    candidate.state = CandidateState.AGREED
    session().flush()
    write(own, WISH, wish=wish, first=list(first))
    drop(candidate.plan, SLATE, WISH, about=candidate.public_id, wish=wish, first=list(first))
    note(candidate.plan, Line.AGREED, None, candidate.public_id)


def take_off(candidate: Candidate) -> None:
    """A name comes off the slate, by its bearer or by an owner: nothing that was written about them is kept."""
    plan, name = candidate.plan, candidate.public_id
    # First the candidate and then the plan, as everybody holds them.
    session().refresh(candidate, ["state"], with_for_update=True)
    note(plan, Line.TAKEN_OFF, None)
    forget([name])
    with losing([name]):
        session().delete(candidate)


def forget(public_ids: Sequence[str]) -> int:
    """Take away all papers of these candidates and their keys. Returns how many had any."""
    note_erasures(KIND, list(public_ids))
    burn(public_ids)
    return destroy_relationships(Domain.SUCCESSION, public_ids)


def review(plan: Plan, *, actor: Person) -> None:
    """The owners have looked at each name again, as they do every six months."""
    plan.reviewed_on = today()
    for each in session().scalars(select(Candidate).where(Candidate.plan_id == plan.id)):
        each.reviewed_on = today()
    session().flush()
    note(plan, Line.REVIEWED, actor)


def note_told(candidate: Candidate, *, actor: Person) -> None:
    """An owner has talked with them in person about how the round ends or ended, be it open still or closed.

    Raises RuleBroken for who was not on the slate of any round.
    """
    if candidate.state not in TO_BE_TOLD or newest_round(candidate.plan) is None:
        raise RuleBroken(_("There is nothing to tell them yet: they were in no round."))
    candidate.told_on = today()
    session().flush()
    note(candidate.plan, Line.TOLD, actor, candidate.public_id)
