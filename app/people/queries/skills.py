"""The list of skills: by name, by synonym, by what somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Select, exists, func, literal, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.asked_once import asked_once
from app.core.bulk import portions
from app.core.db import session
from app.people.models import Person, PersonSkill, Skill, SkillState, SkillSynonym
from app.people.names import fold

NEAREST = 5
LIKENESS = 0.72
LONGEST_WORD = 120


def skill_by_public_id(public_id: str) -> Skill | None:
    """The skill of this public id, whatever its state; a merged one is not followed."""
    return session().scalar(select(Skill).where(Skill.public_id == public_id))


def skill_by_name(name: str) -> Skill | None:
    """The skill that goes by this name or synonym; proposed and rejected ones too."""
    return skills_by_folded_name([name]).get(fold(name))


def skills_by_folded_name(names: Iterable[str]) -> dict[str, Skill]:
    """Skills by ``fold(name)``, found by name or synonym; a merged one by what it became.

    Proposed and rejected skills are among them. Two queries for each 5,000 names.
    """
    wanted = sorted({fold(name) for name in names} - {""})
    found: dict[str, Skill] = {}
    for some in portions(wanted):
        for matching in (_by_synonym(some), _by_name(some)):
            found.update(session().execute(matching).all())
    return found


def listed_skills() -> Select[Skill]:
    """The skills one can choose from, by area and name."""
    listed = select(Skill).where(Skill.state == SkillState.APPROVED, Skill.merged_into_id.is_(None))
    return listed.order_by(Skill.area, Skill.folded)


def proposed_skills() -> Sequence[Skill]:
    """Proposals that wait for an answer, the oldest first, with who made them."""
    return session().scalars(_proposed().options(joinedload(Skill.proposed_by)).order_by(Skill.id)).all()


def _proposed() -> Select[Skill]:
    return select(Skill).where(Skill.state == SkillState.PROPOSED, Skill.merged_into_id.is_(None))


def skills_of(person: Person) -> Sequence[PersonSkill]:
    """What somebody said of their skills, by name; proposals that were not taken are there too."""
    own = select(PersonSkill).join(PersonSkill.skill).where(PersonSkill.person_id == person.id)
    return session().scalars(own.options(joinedload(PersonSkill.skill)).order_by(Skill.folded)).all()


@dataclass(frozen=True, slots=True)
class SkillsInShort:
    """Whether somebody has said anything of their skills, and how many proposals wait for an answer."""

    has_own: bool
    proposed: int


@asked_once
def skills_in_short(person: Person, *, with_proposals: bool) -> SkillsInShort:
    """The same without the skills themselves, and without proposals for those who do not answer them; one query."""
    own = exists().where(PersonSkill.person_id == person.id)
    waiting = select(func.count()).select_from(_proposed().subquery()).scalar_subquery()
    row = session().execute(select(own, waiting if with_proposals else literal(0))).one()
    return SkillsInShort(bool(row[0]), int(row[1]))


def nearest_skills(text: str, limit: int = NEAREST) -> list[Skill]:
    """What somebody may have meant: the name or synonym itself, then what begins or holds it, then what looks like it.

    Only skills that one can choose; empty when nothing comes near. One query for the words, one for the skills.
    """
    wanted = fold(text)[:LONGEST_WORD]
    if not wanted:
        return []
    words = _words_of_listed()
    near = [word for word in words if word == wanted]
    near += sorted(word for word in words if word.startswith(wanted))
    near += sorted(word for word in words if f" {wanted}" in word)
    near += get_close_matches(wanted, words, n=limit, cutoff=LIKENESS)
    ids = list(dict.fromkeys(words[word] for word in near))[:limit]
    skills = {skill.id: skill for skill in session().scalars(select(Skill).where(Skill.id.in_(ids)))}
    return [skills[each] for each in ids]


def skills_in_list() -> Sequence[Skill]:
    """The whole list with synonyms, by area and name."""
    return session().scalars(listed_skills().options(selectinload(Skill.synonyms))).all()


def _words_of_listed() -> dict[str, int]:
    listed = listed_skills().order_by(None).subquery()
    synonyms = select(SkillSynonym.folded, SkillSynonym.skill_id).join(listed, listed.c.id == SkillSynonym.skill_id)
    words: dict[str, int] = dict(session().execute(synonyms).all())
    words.update((word, skill_id) for word, skill_id in session().execute(select(listed.c.folded, listed.c.id)))
    return words


def _by_name(folded: list[str]) -> Select[str, Skill]:
    return select(Skill.folded, Skill).where(Skill.folded.in_(folded), Skill.merged_into_id.is_(None))


def _by_synonym(folded: list[str]) -> Select[str, Skill]:
    return select(SkillSynonym.folded, Skill).join(SkillSynonym.skill).where(SkillSynonym.folded.in_(folded))
