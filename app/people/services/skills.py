"""Skills: what people say they can do, and the list that keeps one word for one thing."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, update

from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person, PersonSkill, Skill, SkillState, SkillSynonym
from app.people.names import fold
from app.people.phrases import HIGHEST, phrase_level
from app.people.queries import skill_by_name, skills_by_folded_name, skills_of
from app.people.starter_skills import STARTER_SKILLS

LONGEST_NAME = 80
LONGEST_ANSWER = 300
LONGEST_AREA = 80
NO_AREA = ""


def propose_skill(name: str, *, actor: Person, level: int | None = None) -> Skill:
    """Propose a skill that is not in the list, and say how well one knows it. The caller commits.

    A proposal that waits already is shared: it is returned. Raises RuleBroken for a name without letters or too
    long, for a skill that is in the list, and for one that was not taken, with the words that were said then.
    """
    name = _checked_name(name)
    known = skill_by_name(name)
    skill = _new_proposal(name, actor) if known is None else _refuse_unless_waiting(known)
    if level is not None:
        set_skill_level(actor, skill, level, actor=actor)
    return skill


def approve_skill(skill: Skill, *, area: str, actor: Person) -> None:
    """Take a proposal, or one that was turned down, into the list. The caller commits."""
    if skill.state is SkillState.APPROVED or skill.merged_into_id is not None:
        raise RuleBroken(_("“%(name)s” is in the list already.", name=skill.name))
    skill.area = _checked_area(area)
    skill.state, skill.answer = SkillState.APPROVED, None
    session().flush()
    record(actor, "skill.approved", skill)


def reject_skill(skill: Skill, *, answer: str, actor: Person) -> None:
    """Answer a proposal that is not taken with a word to whoever made it. The caller commits.

    Everybody who had chosen it reads the answer beside it until they take it off. Raises RuleBroken without a word.
    """
    answer = answer.strip()
    if skill.state is not SkillState.PROPOSED:
        raise RuleBroken(_("“%(name)s” was answered already.", name=skill.name))
    if not answer or len(answer) > LONGEST_ANSWER:
        raise RuleBroken(_("Write a word to whoever proposed it, at most 300 characters."), field="answer")
    skill.state, skill.answer = SkillState.REJECTED, answer
    session().flush()
    record(actor, "skill.rejected", skill)


def rename_skill(skill: Skill, name: str, *, actor: Person) -> None:
    """Give a skill a better name; the old one stays as a synonym, so that it is still found. The caller commits."""
    name = _checked_name(name)
    other = skill_by_name(name)
    if other is not None and other.id != skill.id:
        raise RuleBroken(_("“%(name)s” is another skill. Merge the two instead.", name=other.name), field="name")
    folded, before = fold(name), (skill.name, skill.folded)
    skill.synonyms = [each for each in skill.synonyms if each.folded != folded]
    session().flush()
    skill.name, skill.folded = name, folded
    if folded != before[1]:
        skill.synonyms.append(SkillSynonym(name=before[0], folded=before[1]))
    session().flush()
    record(actor, "skill.renamed", skill)


def merge_skills(source: Skill, into: Skill | None, *, actor: Person) -> None:
    """Make two skills one. The caller commits.

    People keep the higher of their two levels; the old name and its synonyms lead to ``into`` from now on; the old
    row stays as a signpost for whatever still points to it. Raises RuleBroken for a skill and itself, for one that
    was merged before, and when ``into`` is not in the list.
    """
    if into is None or source.id == into.id:
        raise RuleBroken(_("Choose another skill to merge this one into."), field="into")
    if source.merged_into_id is not None:
        raise RuleBroken(_("“%(name)s” was merged already.", name=source.name))
    if into.state is not SkillState.APPROVED or into.merged_into_id is not None:
        raise RuleBroken(_("“%(name)s” is not in the list. Choose a skill that is.", name=into.name), field="into")
    _move_levels(source, into)
    _move_words(source, into)
    session().execute(update(Skill).where(Skill.merged_into_id == source.id).values(merged_into_id=into.id))
    source.merged_into_id = into.id
    session().flush()
    record(actor, "skill.merged", source, into=into.public_id)


def set_skill_level(person: Person, skill: Skill, level: int | None, *, actor: Person | None) -> None:
    """Write how well somebody knows a skill, 0 to 7; None takes it off. The caller commits.

    A merged skill is followed. Raises RuleBroken for a level out of range and for a proposal that was not taken.
    """
    skill_id = skill.merged_into_id or skill.id
    own = session().get(PersonSkill, (person.id, skill_id))
    if level == (own.level if own is not None else None):
        return
    if level is None:
        session().delete(own)
    else:
        _refuse_level(skill, level)
        session().merge(PersonSkill(person_id=person.id, skill_id=skill_id, level=level))
    session().flush()
    session().expire(person, ["skills"])
    record(actor, "person.skill_removed" if level is None else "person.skill_set", person)


def save_skill_levels(person: Person, levels: Mapping[Skill, int], *, actor: Person) -> None:
    """Write what somebody said in phrases. The caller commits.

    A finer level that lies in the same phrase is kept: 5 stays 5 where “on my own” is said again.
    """
    before = {own.skill_id: own.level for own in skills_of(person)}
    for skill, level in levels.items():
        if skill.id not in before or phrase_level(before[skill.id]) != level:
            set_skill_level(person, skill, level, actor=actor)


def load_starter_skills() -> int:
    """Add what is missing of the starter list, words that are known already left alone; returns how many were added.

    Loading it twice changes nothing: a skill that was renamed, merged or rejected since is not added again.
    """
    words = [word for each in STARTER_SKILLS for word in (each.name, *each.synonyms)]
    known = set(skills_by_folded_name(words))
    added = 0
    for each in STARTER_SKILLS:
        if fold(each.name) in known:
            continue
        synonyms = [word for word in each.synonyms if fold(word) not in known]
        skill = Skill(name=each.name, folded=fold(each.name), area=each.area)
        skill.synonyms = [SkillSynonym(name=word, folded=fold(word)) for word in synonyms]
        session().add(skill)
        added += 1
    session().flush()
    if added:
        record(None, "skill.starter_list_loaded", skills=added)
    return added


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not fold(name):
        raise RuleBroken(_("Write the name of a skill in letters."), field="name")
    # Folding may lengthen a name: one letter of Arabic script can stand for eighteen.
    if max(len(name), len(fold(name))) > LONGEST_NAME:
        raise RuleBroken(_("At most 80 characters for the name of a skill, please."), field="name")
    return name


def _checked_area(area: str) -> str:
    area = area.strip()
    if not area or len(area) > LONGEST_AREA:
        raise RuleBroken(_("Choose the area that the skill belongs to."), field="area")
    return area


def _refuse_level(skill: Skill, level: int) -> None:
    if not 0 <= level <= HIGHEST:
        raise RuleBroken(_("A level of skill is a number from 0 to 7."), field="level")
    if skill.state is SkillState.REJECTED:
        raise RuleBroken(_("“%(name)s” was not taken into the list.", name=skill.name))


def _new_proposal(name: str, actor: Person) -> Skill:
    skill = Skill(name=name, folded=fold(name), area=NO_AREA, state=SkillState.PROPOSED, proposed_by=actor)
    session().add(skill)
    session().flush()
    record(actor, "skill.proposed", skill)
    return skill


def _refuse_unless_waiting(known: Skill) -> Skill:
    if known.state is SkillState.PROPOSED:
        return known
    if known.state is SkillState.REJECTED:
        sentence = _("“%(name)s” was proposed before and not taken: %(answer)s", name=known.name, answer=known.answer)
        raise RuleBroken(sentence, field="name")
    raise RuleBroken(_("“%(name)s” is in the list already.", name=known.name), field="name")


def _move_levels(source: Skill, into: Skill) -> None:
    kept = {own.person_id: own for own in session().scalars(select(PersonSkill).where(PersonSkill.skill_id == into.id))}
    for moving in session().scalars(select(PersonSkill).where(PersonSkill.skill_id == source.id)).all():
        staying = kept.get(moving.person_id)
        if staying is None:
            session().add(PersonSkill(person_id=moving.person_id, skill_id=into.id, level=moving.level))
        else:
            staying.level = max(staying.level, moving.level)
        session().delete(moving)
    session().flush()


def _move_words(source: Skill, into: Skill) -> None:
    words = [(each.name, each.folded) for each in source.synonyms]
    source.synonyms = []
    session().flush()
    # The signpost gives its word away, so that a skill can be called so again; no folded name holds an arrow.
    old = source.folded
    source.folded = f"→ {source.public_id}"
    session().flush()
    into.synonyms += [SkillSynonym(name=name, folded=folded) for name, folded in words]
    into.synonyms.append(SkillSynonym(name=source.name, folded=old))
    session().flush()
