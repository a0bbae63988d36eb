"""What the pages about skills show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import func, select

from app.core.db import session
from app.people.models import Person, PersonSkill, Skill, SkillState
from app.people.names import fold
from app.people.phrases import phrase_level
from app.people.queries import nearest_skills, skill_by_name, skills_in_list, skills_of


@dataclass(frozen=True, slots=True)
class OwnSkillsPage:
    """What somebody said of their skills, what they are adding, and what they look for."""

    skills: list[Skill]
    levels: dict[int, int]
    pending: list[Skill]
    answered: list[Skill]
    words: str = ""
    found: list[Skill] = field(default_factory=list)
    can_propose: bool = False


def own_skills_page(person: Person, pending: Iterable[str] = (), words: str = "") -> OwnSkillsPage:
    """One’s own skills, those that wait for a phrase (``pending``, by public id) first, and what ``words`` find."""
    own = skills_of(person)
    kept = [each.skill for each in own if each.skill.state is not SkillState.REJECTED]
    adding = [skill for skill in _choosable(pending) if skill not in kept]
    known = skill_by_name(words) if words else None
    return OwnSkillsPage(
        skills=[*adding, *kept],
        levels={each.skill_id: phrase_level(each.level) for each in own},
        pending=adding,
        answered=[each.skill for each in own if each.skill.state is SkillState.REJECTED],
        words=words,
        found=nearest_skills(words) if words else [],
        can_propose=bool(fold(words)) and (known is None or known.state is SkillState.PROPOSED),
    )


def skills_by_area() -> list[tuple[str, list[Skill]]]:
    """The whole list, area by area."""
    return [(area, list(skills)) for area, skills in groupby(skills_in_list(), key=lambda skill: skill.area)]


@dataclass(frozen=True, slots=True)
class SkillPage:
    """One skill as administrators see it."""

    is_waiting: bool
    is_listed: bool
    merged_into: Skill | None
    also_called: list[str]
    people: int
    near: list[Skill]


def skill_page(skill: Skill) -> SkillPage:
    """What there is to know about a skill before it is approved, renamed or merged."""
    is_merged = skill.merged_into_id is not None
    return SkillPage(
        is_waiting=skill.state is SkillState.PROPOSED and not is_merged,
        is_listed=skill.state is SkillState.APPROVED and not is_merged,
        merged_into=session().get(Skill, skill.merged_into_id) if is_merged else None,
        also_called=[synonym.name for synonym in skill.synonyms],
        people=people_with(skill),
        near=[near for near in nearest_skills(skill.name) if near.id != skill.id],
    )


def people_with(skill: Skill) -> int:
    """How many people have said how well they know the skill."""
    count = select(func.count()).where(PersonSkill.skill_id == skill.id)
    return session().scalar(count) or 0


def other_skills(skill: Skill) -> list[Skill]:
    """The skills of the list without this one: what it can be merged into."""
    return [other for other in skills_in_list() if other.id != skill.id]


def _choosable(public_ids: Iterable[str]) -> Sequence[Skill]:
    wanted = select(Skill).where(Skill.public_id.in_(set(public_ids)), Skill.merged_into_id.is_(None))
    return session().scalars(wanted.where(Skill.state != SkillState.REJECTED).order_by(Skill.folded)).all()
