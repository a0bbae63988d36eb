"""What the engine suggests, in words: fit to the role, gaps that an executive closes, a new field. No number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select

import matching
from app.core.db import session
from app.people.models import Person, PersonSkill, Skill
from app.succession.pages import CardView
from matching import Policy
from programs.reasons import Pair, pair_reasons
from programs.succession import SUCCESSION

Columns = dict[str, list[Any]]
WANTED = 4
"""The level that a protégé is brought to: able to do it on their own."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What speaks for an executive and a candidate, in words. ``points`` decide between two and are shown nowhere."""

    card: CardView
    reasons: list[str]
    points: float


def fits(executive: Person, cards: Sequence[CardView], role: str = "") -> list[Fit]:
    """What speaks for each of these candidates; one query. It suggests, and rules nobody out."""
    if not cards:
        return []
    held = select(Skill.name, PersonSkill.level).join(PersonSkill).where(PersonSkill.person_id == executive.id)
    offered = {name.lower(): float(level) for name, level in session().execute(held)}
    mentor: Columns = {
        "id": [executive.public_id],
        "seats": [1],
        "experience": [[executive.job_title.lower()] if executive.job_title else None],
        "offered": [offered or None],
        "wishes": [None],
        "function": [executive.job_family],
    }
    mentees: Columns = {
        "id": [each.candidate.public_id for each in cards],
        "needs": [1] * len(cards),
        "target_roles": [[role.lower()] if role else None] * len(cards),
        "wanted": [_wanted(each) for each in cards],
        "wishes": [[executive.public_id] if each.has_named(executive) else None for each in cards],
        "function": [each.person.job_family if each.person else None for each in cards],
    }
    answer = matching.match(mentees, mentor, _policy())
    return [_fit(answer, each, executive) for each in cards]


def _fit(answer: matching.Match, card: CardView, executive: Person) -> Fit:
    parts = answer.explain(card.candidate.public_id, executive.public_id)
    pair = Pair(card.first_name, executive.first_name, "administrator")
    said = [str(each) for each in pair_reasons(SUCCESSION.reasons, parts, pair)]
    return Fit(card, said, sum(each.points for each in parts if not each.unknown))


def _wanted(card: CardView) -> dict[str, float] | None:
    text = str(card.card.get("skills")) if card.card else ""
    return {each.strip().lower(): float(WANTED) for each in text.split(",") if each.strip()} or None


@cache
def _policy() -> Policy:
    # Without its rules: a conflict of line is said on the card, and a suggestion forbids nothing.
    return Policy.from_dict({**SUCCESSION.policy.to_dict(), "rules": []})
