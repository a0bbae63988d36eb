"""Selections, committees and files, written through the same services as real use; everything is committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.cohorts.models import Cohort
from app.core.clock import today
from app.core.db import db
from app.core.transactions import transaction
from app.forecasts.services import enter_forecast
from app.nominations.models import Nomination, NominationFile, Origin, Proposal, Selection
from app.nominations.queries import most_places
from app.nominations.services import (
    Draft,
    Terms,
    approve,
    decide,
    keep,
    name_member,
    open_selection,
    put_forward,
    say,
    write_reason,
)
from app.nominations.services.standing import as_shown, digest_of
from app.people.models import Person
from programs.forecast import Rates
from programs.nominations import Wish
from programs.phases import Phase
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import loaded, person

PLENTY = Rates(roles=1000, free_a_year=10, from_inside=80)
CONTRIBUTION = "Four closings without an error, and two people who can do them now."
LEARNING = "The new ledger: nobody knew it, so I asked those who had failed with it."


def selection(cohort: Cohort, *members: Person, actor: Person, expects: bool = True, **terms: Any) -> Selection:
    """Nominations are open for two weeks, with these on the committee; HR ``expects`` more posts than there are."""
    usual = {"closes_on": today() + timedelta(days=14), "places": 2, "audience": 400}
    with transaction() as session:
        actor = session.merge(actor)
        if expects and most_places(session.merge(cohort)) is None:
            enter_forecast(cohort.program_type, PLENTY, actor=actor)
        made = open_selection(session.merge(cohort), Terms(**{**usual, **terms}), actor=actor)
        for each in members:
            name_member(made, each.email or "", actor=actor)
    return loaded(made)


def forwarded(nominee: Person, to: Selection, by: Person, words: str = "Others go to them.") -> Nomination:
    """A manager puts somebody forward."""
    with transaction() as session:
        people = session.merge(nominee), session.merge(to)
        made = put_forward(*people, words, origin=Origin.MANAGER, actor=session.merge(by))
    return loaded(made)


def begun(nominee: Person, to: Selection, **more: Any) -> NominationFile:
    """A file with both parts written and a wish to lead, which nobody has seen."""
    with transaction() as session:
        nominee = session.merge(nominee)
        say(nominee, Wish.YES)
        words = {"contribution": CONTRIBUTION, "learning": LEARNING, **more}
        made = keep(nominee, session.merge(to), Draft(**words))
    return loaded(made)


def approved(nominee: Person, to: Selection, **more: Any) -> NominationFile:
    """The same, before the committee."""
    begun(nominee, to, **more)
    with transaction() as session:
        own = session.query(NominationFile).filter_by(nominee_id=nominee.id, selection_id=to.id).one()
        approve(own, digest_of(as_shown(own)))
    return loaded(own)


def judged(file: NominationFile, members: Sequence[Person], proposal: Proposal = Proposal.TAKE) -> NominationFile:
    """Each of these members has written a reason."""
    with transaction() as session:
        for each in members:
            write_reason(session.merge(file), proposal, f"{each.name} has read it.", actor=session.merge(each))
    return again(file)


def decided(file: NominationFile, members: Sequence[Person], outcome: Proposal) -> NominationFile:
    """The committee has decided, in words of its own."""
    judged(file, members, outcome)
    with transaction() as session:
        words = "Come along." if outcome is Proposal.TAKE else "Show us once more in a year, with a team behind you."
        decide(session.merge(file), outcome, words, actor=session.merge(members[0]))
    return again(file)


def again(file: NominationFile) -> NominationFile:
    """The file as it is stored now."""
    db.session.rollback()
    return loaded(db.session.get_one(NominationFile, file.id, populate_existing=True))


def add_two_selections(own: dict[str, str], foreign: dict[str, str], people: Mapping[Any, Person]) -> None:
    """A selection of each administrator; before that of this cohort the mentee, and the executive on its committee."""
    far = [_known(f"Far member {number}") for number in range(5)]
    here = people["administrator of this cohort"], [people["executive"], *far[:2]], people["mentee"]
    there = people["administrator of another cohort"], far[2:], _known("Far nominee")
    for parameters, (actor, members, before) in ((own, here), (foreign, there)):
        cohort = cohort_of(actor, program_type="high-potential", phase=Phase.SIGN_UP, name=f"Led by {actor.name}")
        made = selection(cohort, *members, actor=actor)
        parameters |= {"selection_id": made.public_id, "file_id": approved(before, made).public_id}


def _known(name: str) -> Person:
    return person(name, email=f"{name.lower().replace(' ', '.')}@northmere.example")
