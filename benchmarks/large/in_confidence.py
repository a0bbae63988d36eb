"""Plans for critical roles: one that has come to its end, a round in which an executive chooses, and a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.transactions import transaction
from app.people.models import Person
from app.succession.services.appointing import propose
from tests.factories.succession import ROLE, agreed, chosen, plan, protege_and_slate, running


@dataclass(frozen=True, slots=True)
class InConfidence:
    """Who has to do with a plan, none of them with another program."""

    lead: Person
    executive: Person
    second: Person
    candidate: Person
    delegate: Person


def write_plans(who: InConfidence) -> dict[str, Mapping[str, str]]:
    """Write all that; what the addresses name, by area and endpoint. Everything is committed."""
    with transaction():
        settled = protege_and_slate(who.lead, who.executive, who.second, who.candidate)
        proposed = propose(ROLE, [who.lead, who.second], who.executive, actor=who.lead)
    choosing = plan(who.lead, who.executive, [who.lead, who.second])
    candidate = agreed(choosing, who.candidate, who.executive)
    open_round = running(choosing, who.executive, delegate=who.delegate)
    chosen(open_round, candidate, who.candidate, who.executive)
    choice = {"running_id": open_round.public_id, "chosen_id": candidate.public_id}
    return {
        "succession": settled,
        "succession.proposal": {"plan_id": proposed.public_id},
        **{f"succession.{name}": choice for name in ("choice", "scheduling", "settling_one")},
    }
