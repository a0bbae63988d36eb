"""The skills that a cohort is about, by their names."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Skill, SkillState
from app.people.names import fold
from app.people.queries.skills import nearest_skills, skills_by_folded_name

MOST_COMPETENCIES = 5


def skills_called(names: Sequence[str]) -> list[Skill]:
    """The skills of the list that go by these names or synonyms, each once.

    Raises RuleBroken, at the field ``competencies``, for what is not in the list, with what may have been meant, and
    for more than five.
    """
    found = skills_by_folded_name(names)
    skills = list(dict.fromkeys(_listed(name, found.get(fold(name))) for name in names))
    if len(skills) > MOST_COMPETENCIES:
        raise RuleBroken(_("Five skills at most: fewer give a clearer picture."), field="competencies")
    return skills


def _listed(name: str, skill: Skill | None) -> Skill:
    if skill is not None and skill.state is SkillState.APPROVED:
        return skill
    near = ", ".join(f"“{each.name}”" for each in nearest_skills(name, limit=3))
    if near:
        sentence = _("“%(name)s” is not in the list of skills. Do you mean %(near)s?", name=name[:80], near=near)
    else:
        sentence = _("“%(name)s” is not in the list of skills.", name=name[:80])
    raise RuleBroken(sentence, field="competencies")
