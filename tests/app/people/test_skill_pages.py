"""The pages about skills: finding, choosing a phrase, proposing; for administrators, the list."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.core.transactions import transaction
from app.people.models import Person, Skill, SkillState
from app.people.queries import skill_by_name, skills_of
from app.people.services import propose_skill, reject_skill, set_skill_level
from tests.client import PageClient
from tests.factories.people import loaded, skill


def levels(session: Session, person: Person) -> dict[str, int]:
    session.expire_all()
    found = {own.skill.name: own.level for own in skills_of(person)}
    session.rollback()
    loaded(person)
    return found


@pytest.fixture
def sheets(session: Session) -> Skill:
    """A skill with another word for it."""
    return skill("Spreadsheets", area="Data", called=["Excel"])


def test_a_skill_is_found_added_and_saved(client: PageClient, session: Session, noor: Person, sheets: Skill) -> None:
    client.sign_in(noor)

    found = client.submit("/profile/skills", find="excel", do="find")
    page = client.get(found.location)
    added = client.submit("/profile/skills", find="excel", add=sheets.public_id)
    unsaved = levels(session, noor)
    saved = client.submit("/profile/skills", pending=sheets.public_id, save="1", **{f"skill_{sheets.public_id}": "6"})

    assert [answer.status_code for answer in (found, added, saved)] == [302, 302, 302]
    assert f'value="{sheets.public_id}" aria-label="Add Spreadsheets"' in page.text
    assert f"add={sheets.public_id}" in added.location
    assert (unsaved, levels(session, noor)) == ({}, {"Spreadsheets": 6})


def test_saving_asks_for_a_phrase(client: PageClient, session: Session, noor: Person, sheets: Skill) -> None:
    client.sign_in(noor)

    answer = client.submit("/profile/skills", pending=sheets.public_id, save="1")

    assert answer.status_code == 422
    assert "Choose one of the four, or take the skill off." in answer.text
    assert levels(session, noor) == {}


def test_what_was_chosen_is_kept_while_looking_for_more(
    client: PageClient, session: Session, noor: Person, sheets: Skill
) -> None:
    other = skill("Budgets")
    client.sign_in(noor)
    fields: dict[str, Any] = {"pending": [sheets.public_id, other.public_id], f"skill_{sheets.public_id}": "2"}

    answer = client.submit("/profile/skills", find="law", do="find", **fields)

    assert levels(session, noor) == {"Spreadsheets": 2}
    assert f"add={other.public_id}" in answer.location
    assert sheets.public_id not in answer.location


def test_a_skill_is_taken_off(client: PageClient, session: Session, noor: Person, sheets: Skill) -> None:
    with transaction():
        set_skill_level(noor, sheets, 4, actor=None)
    loaded(noor)
    client.sign_in(noor)

    answer = client.submit("/profile/skills", remove=sheets.public_id)

    assert (answer.status_code, levels(session, noor)) == (302, {})


@pytest.mark.parametrize("odd", ["", "7", "-1", "x", "💥", "6'--"])
def test_odd_answers_store_nothing(client: PageClient, session: Session, noor: Person, sheets: Skill, odd: str) -> None:
    client.sign_in(noor)

    answer = client.submit("/profile/skills", pending=sheets.public_id, save="1", **{f"skill_{sheets.public_id}": odd})

    assert (answer.status_code, levels(session, noor)) == (422, {})


def test_a_word_that_nothing_comes_near_can_be_proposed(client: PageClient, session: Session, noor: Person) -> None:
    client.sign_in(noor)
    page = client.get("/profile/skills?q=Beekeeping")

    silent = client.submit("/profile/skills/propose?q=Beekeeping", name="Beekeeping")
    answer = client.submit("/profile/skills/propose?q=Beekeeping", name="Beekeeping", level="4")

    assert "/profile/skills/propose?q=Beekeeping" in page.text
    assert (silent.status_code, answer.status_code) == (422, 302)
    assert levels(session, noor) == {"Beekeeping": 4}


def test_a_word_to_the_proposer_stands_on_their_page_only(
    client: PageClient, session: Session, ruth: Person, noor: Person, amara: Person
) -> None:
    with transaction():
        reject_skill(propose_skill("Synergy", level=4, actor=noor), answer="Nobody can learn it.", actor=ruth)
    loaded(noor)
    client.sign_in(noor)
    own = client.get("/profile/skills").text
    client.sign_in(amara)
    others = client.get(f"/people/{noor.public_id}").text

    assert "Nobody can learn it." in own
    assert [word for word in ("Synergy", "Nobody can learn it.") if word in others] == []


def test_the_list_costs_the_same_queries_for_any_length(client: PageClient, session: Session, noor: Person) -> None:
    client.sign_in(noor)

    assert client.get("/profile/skills/list").status_code == 200
    for number in range(30):
        skill(f"Skill {number}", called=[f"Word {number}"])
    assert client.get("/profile/skills/list").text.count("btn-sm") >= 30


@pytest.mark.parametrize(("who", "expected"), [(None, 303), ("noor", 403), ("hr_lead", 403), ("ruth", 200)])
def test_the_list_is_kept_by_administrators(
    client: PageClient, people: dict[str, Person], sheets: Skill, who: str | None, expected: int
) -> None:
    if who:
        client.sign_in(people[who])

    answers = [client.get("/skills"), client.get(f"/skills/{sheets.public_id}")]

    assert [answer.status_code for answer in answers] == [expected, 404 if expected == 403 else expected]


def test_a_proposal_is_approved_rejected_or_merged(
    client: PageClient, session: Session, ruth: Person, noor: Person, sheets: Skill
) -> None:
    with transaction():
        proposals = [propose_skill(name, level=4, actor=noor) for name in ("Bees", "Synergy", "Calc")]
    bees, synergy, calc = (f"/skills/{loaded(each).public_id}" for each in proposals)
    client.sign_in(ruth)

    answers = [
        client.submit(f"{bees}/approve", page=bees, area="Operations"),
        client.submit(f"{synergy}/reject", page=synergy, answer=""),
        client.submit(f"{synergy}/reject", page=synergy, answer="Too wide."),
        client.submit(f"{calc}/merge", page=calc, into="nonsense"),
        client.submit(f"{calc}/merge", page=calc, into=sheets.public_id),
    ]

    assert [answer.status_code for answer in answers] == [302, 422, 302, 422, 302]
    states = {each.name: loaded(each).state for each in proposals[:2]}
    assert states == {"Bees": SkillState.APPROVED, "Synergy": SkillState.REJECTED}
    assert skill_by_name("calc") is sheets
    assert client.get(calc).status_code == 200


def test_a_skill_is_renamed(client: PageClient, session: Session, ruth: Person, sheets: Skill) -> None:
    client.sign_in(ruth)
    path = f"/skills/{sheets.public_id}"

    done = client.submit(f"{path}/rename", page=path, name="Working with spreadsheets")
    silent = client.submit(f"{path}/rename", page=path, name="")

    assert (done.status_code, silent.status_code) == (302, 422)
    assert loaded(sheets).name == "Working with spreadsheets"
