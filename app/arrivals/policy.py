"""Who may look after arrivals: those who run the cohort. The mentee alone changes mentor."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.arrivals.models import Proposal
from app.cohorts.models import Cohort, Side
from app.cohorts.policy import administers_cohort, cohorts_administered_by
from app.core.access import Action, allow
from app.pairings.models import Pairing
from app.pairings.policy import is_one_of_the_two
from app.pairings.queries import side_of
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES


class ArrivalAction(Action):
    """What one can do about arrivals."""

    OVERSEE = "arrivals:oversee", "See who arrives in a cohort, and who is proposed to whom"
    SETTLE = "arrivals:settle", "Choose who is taken into a cohort without signing up"


class ProposalAction(Action):
    """What one can do with a proposal."""

    SETTLE = "proposal:settle", "Hold a proposal, publish it, or look for somebody else"


class SwapAction(Action):
    """What a mentee may do once."""

    SWAP = "pairing:swap", "Change mentor, once and without a reason"


def runs_this_cohort(person: Person, obj: Any) -> bool:
    """Runs this cohort; that its program takes people in, whoever finds it has seen to."""
    return isinstance(obj, Cohort) and administers_cohort(person, obj)


def runs_its_cohort(person: Person, obj: Any) -> bool:
    return isinstance(obj, Proposal) and administers_cohort(person, obj.cohort)


def is_its_mentee(person: Person, obj: Any) -> bool:
    """Is the mentee of a pair in a program in which mentors can be changed once."""
    if not is_one_of_the_two(person, obj) or not isinstance(obj, Pairing):
        return False
    return takes_in(obj.cohort) and side_of(person, obj) is Side.MENTEE


def takes_in(cohort: Cohort) -> bool:
    """Whether the program of a cohort takes people in by itself."""
    return PROGRAM_TYPES[cohort.program_type].arrivals is not None


allow(
    {
        ArrivalAction.OVERSEE: (runs_this_cohort,),
        ArrivalAction.SETTLE: (runs_this_cohort,),
        ProposalAction.SETTLE: (runs_its_cohort,),
        SwapAction.SWAP: (is_its_mentee,),
    }
)


def proposals_visible_to(person: Person) -> Select[Proposal]:
    """The proposals that ``person`` sees: the same as ``ProposalAction.SETTLE``, as a query."""
    mine = cohorts_administered_by(person).with_only_columns(Cohort.id)
    return select(Proposal).where(Proposal.cohort_id.in_(mine))
