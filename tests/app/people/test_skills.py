"""Skills: the list, the words that find them, levels in four phrases, proposals, merging."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import RuleBroken
from app.people.models import Person, PersonSkill, Skill, SkillState, SkillSynonym
from app.people.names import fold
from app.people.queries import nearest_skills, proposed_skills, skill_by_name, skills_by_folded_name, skills_of
from app.people.services import (
    approve_skill,
    load_starter_skills,
    merge_skills,
    propose_skill,
    reject_skill,
    rename_skill,
    save_skill_levels,
    set_skill_level,
)
from app.people.starter_skills import AREAS, STARTER_SKILLS
from tests.factories.people import skill


def levels(person: Person) -> dict[str, int]:
    return {own.skill.name: own.level for own in skills_of(person)}


def test_the_starter_list_is_about_a_hundred_and_fifty_words_of_one_meaning_each() -> None:
    words = [fold(word) for each in STARTER_SKILLS for word in (each.name, *each.synonyms)]

    assert 140 <= len(STARTER_SKILLS) <= 170
    assert 10 <= len(AREAS) <= 15
    assert len(words) == len(set(words))
    assert max(len(each.synonyms) for each in STARTER_SKILLS) <= 4


def test_loading_the_starter_list_twice_changes_nothing(session: Session) -> None:
    added = load_starter_skills()
    before = session.scalar(select(func.count()).select_from(SkillSynonym))

    assert (added, load_starter_skills()) == (len(STARTER_SKILLS), 0)
    assert session.scalar(select(func.count()).select_from(SkillSynonym)) == before


def test_a_starter_skill_that_was_renamed_or_merged_does_not_come_back(session: Session, ruth: Person) -> None:
    load_starter_skills()
    python, java = skill_by_name("Python"), skill_by_name("Java")
    assert python is not None
    assert java is not None
    rename_skill(python, "Programming in Python", actor=ruth)
    merge_skills(java, python, actor=ruth)

    assert load_starter_skills() == 0


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gdpr", "Data protection"),
        ("Excel", "Spreadsheets"),
        ("spreadshets", "Spreadsheets"),
        ("cash flow", "Cash-flow forecasting"),
        ("feedback", "Giving feedback"),
        ("c++", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_the_nearest_skill_is_offered(session: Session, typed: str, first: str | None) -> None:
    load_starter_skills()

    found = nearest_skills(typed)

    assert (found[0].name if found else None) == first


def test_skills_are_found_by_many_names_at_once(session: Session, ruth: Person) -> None:
    budgets, excel = skill("Budgets", called=["Setting a budget"]), skill("Excel")
    sheets = skill("Spreadsheets")
    merge_skills(excel, sheets, actor=ruth)

    found = skills_by_folded_name(["BUDGETS", "setting a  budget", "Excel", "spread-sheets", "unknown", "🙂"])

    assert found == {"budgets": budgets, "setting a budget": budgets, "excel": sheets}


def test_a_phrase_keeps_the_finer_level_that_lies_in_it(session: Session, noor: Person) -> None:
    budgets, excel = skill("Budgets"), skill("Excel")
    set_skill_level(noor, budgets, 5, actor=None)

    save_skill_levels(noor, {budgets: 4, excel: 6}, actor=noor)
    kept = levels(noor)
    save_skill_levels(noor, {budgets: 2}, actor=noor)

    assert kept == {"Budgets": 5, "Excel": 6}
    assert levels(noor) == {"Budgets": 2, "Excel": 6}


@pytest.mark.parametrize("level", [-1, 8])
def test_a_level_out_of_range_is_refused(session: Session, noor: Person, level: int) -> None:
    with pytest.raises(RuleBroken):
        set_skill_level(noor, skill(), level, actor=noor)


def test_a_proposal_is_on_ones_own_list_at_once_and_shared(session: Session, noor: Person, amara: Person) -> None:
    mine = propose_skill("  Beekeeping  at work ", level=4, actor=noor)
    same = propose_skill("beekeeping at work", level=2, actor=amara)

    assert (mine, mine.name, mine.state) == (same, "Beekeeping at work", SkillState.PROPOSED)
    assert (levels(noor), levels(amara)) == ({mine.name: 4}, {mine.name: 2})
    assert proposed_skills() == [mine]
    assert nearest_skills("beekeeping") == []


@pytest.mark.parametrize("name", ["", "  ", "🙂🙂", "…", "A" * 81, "ﷺ" * 30])
def test_a_skill_has_a_name_in_letters(session: Session, noor: Person, name: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        propose_skill(name, actor=noor)

    assert broken.value.field == "name"


def test_a_skill_that_exists_is_not_proposed(session: Session, noor: Person) -> None:
    skill("Spreadsheets", called=["Excel"])

    with pytest.raises(RuleBroken, match="“Spreadsheets” is in the list already"):
        propose_skill("EXCEL", actor=noor)


def test_an_approved_proposal_can_be_chosen(session: Session, ruth: Person, noor: Person) -> None:
    proposed = propose_skill("Beekeeping", level=4, actor=noor)

    approve_skill(proposed, area="Operations", actor=ruth)

    assert nearest_skills("bee") == [proposed]
    assert (proposed.area, proposed.state) == ("Operations", SkillState.APPROVED)


def test_a_proposal_that_is_not_taken_carries_a_word(session: Session, ruth: Person, noor: Person) -> None:
    proposed = propose_skill("Synergy", level=4, actor=noor)
    with pytest.raises(RuleBroken) as silent:
        reject_skill(proposed, answer="  ", actor=ruth)

    reject_skill(proposed, answer="Nobody can learn it.", actor=ruth)

    assert silent.value.field == "answer"
    assert [(own.skill.answer, own.level) for own in skills_of(noor)] == [("Nobody can learn it.", 4)]
    with pytest.raises(RuleBroken, match="Nobody can learn it"):
        propose_skill("synergy", actor=noor)


def test_merging_keeps_the_higher_level_and_every_word(
    session: Session, ruth: Person, noor: Person, amara: Person
) -> None:
    old, new = skill("Excel", called=["Pivot tables"]), skill("Spreadsheets", called=["Calc"])
    for person, level_old, level_new in ((noor, 6, 2), (amara, 2, 4)):
        set_skill_level(person, old, level_old, actor=None)
        set_skill_level(person, new, level_new, actor=None)
    set_skill_level(ruth, old, 3, actor=None)

    merge_skills(old, new, actor=ruth)

    assert [levels(person) for person in (noor, amara, ruth)] == [{"Spreadsheets": n} for n in (6, 4, 3)]
    assert {skill_by_name(word) for word in ("excel", "pivot tables", "calc", "spreadsheets")} == {new}
    assert old.merged_into_id == new.id
    assert session.scalar(select(func.count()).where(PersonSkill.skill_id == old.id)) == 0


def test_a_signpost_follows_when_its_goal_is_merged_too(session: Session, ruth: Person, noor: Person) -> None:
    first, second, third = skill("One"), skill("Two"), skill("Three")
    merge_skills(first, second, actor=ruth)

    merge_skills(second, third, actor=ruth)
    set_skill_level(noor, first, 4, actor=noor)

    assert first.merged_into_id == third.id
    assert levels(noor) == {"Three": 4}
    assert skill_by_name("one") == third


def test_merging_needs_two_skills_and_a_listed_goal(session: Session, ruth: Person, noor: Person) -> None:
    listed, proposed = skill("Budgets"), propose_skill("Beekeeping", actor=noor)
    gone = skill("Gone")
    merge_skills(gone, listed, actor=ruth)

    for source, into in ((listed, listed), (listed, proposed), (listed, gone), (gone, listed), (listed, None)):
        with pytest.raises(RuleBroken):
            merge_skills(source, into, actor=ruth)


def test_an_old_name_still_finds_a_renamed_skill(session: Session, ruth: Person) -> None:
    budgets, other = skill("Budgets"), skill("Excel")

    rename_skill(budgets, "Setting a budget", actor=ruth)
    rename_skill(budgets, "Budgets!", actor=ruth)

    assert [skill_by_name(name) for name in ("Budgets", "setting a budget")] == [budgets, budgets]
    assert (budgets.name, budgets.folded, [each.name for each in budgets.synonyms]) == (
        "Budgets!",
        "budgets",
        ["Setting a budget"],
    )
    with pytest.raises(RuleBroken, match="Merge the two instead"):
        rename_skill(budgets, "excel", actor=ruth)
    assert other.name == "Excel"


def test_a_skill_may_take_the_name_of_one_that_was_merged_into_it(session: Session, ruth: Person) -> None:
    old, new = skill("Excel"), skill("Spreadsheets")
    merge_skills(old, new, actor=ruth)

    rename_skill(new, "Excel", actor=ruth)

    assert skill_by_name("excel") == new
    assert skill_by_name("spreadsheets") == new
    assert session.get_one(Skill, old.id).merged_into_id == new.id
