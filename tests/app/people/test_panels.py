"""What the home page says of oneself, and of proposals that wait."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.core.panels import Panel, Place
from app.people.models import Person
from app.people.panels import about_oneself, skills_to_answer
from app.people.services import discard_about_draft, propose_skill, set_skill_level
from tests.factories.people import skill


def titles(panels: list[Panel], place: Place) -> list[str]:
    return [panel.title for panel in panels if panel.place is place]


def test_a_draft_is_ones_turn_until_it_is_decided(session: Session, amara: Person) -> None:
    before = titles(list(about_oneself(amara)), Place.TURN)

    discard_about_draft(amara, actor=amara)

    assert before == ["A text about you came with an import. Shall colleagues see it?"]
    assert titles(list(about_oneself(amara)), Place.TURN) == []


def test_skills_are_asked_for_once(session: Session, noor: Person) -> None:
    before = titles(list(about_oneself(noor)), Place.DOOR)

    set_skill_level(noor, skill(), 2, actor=noor)

    assert before == ["Say what you can do", "Who knows what here?"]
    assert titles(list(about_oneself(noor)), Place.DOOR) == ["Who knows what here?"]


def test_proposals_wait_for_administrators_only(session: Session, ruth: Person, noor: Person) -> None:
    before = list(skills_to_answer(ruth))

    propose_skill("Beekeeping", actor=noor)

    assert before == []
    assert titles(list(skills_to_answer(ruth)), Place.TURN) == ["One proposed skill waits for your answer."]
    assert list(skills_to_answer(noor)) == []
