"""Real cohorts, brought in as history through public services: how many mentees became mentors."""

from __future__ import annotations

from pathlib import Path

import time_machine
from sqlalchemy.orm import Session

from app.people.models import Role
from app.road.pages import went_on
from tests.factories import people
from tests.history import AFTERWARDS, bring_in_history


def test_mentees_of_a_real_program_became_mentors(session: Session, data_folder: Path) -> None:
    ruth = people.person("Ruth Falk", role=Role.ADMINISTRATOR)

    bring_in_history(data_folder / "ols_open_seeds", ruth)

    with time_machine.travel(AFTERWARDS, tick=False):
        together = went_on(ruth).together
    assert together is not None
    assert (together.mentees, together.mentors.words) == (319, "18.5\xa0%, that is 59 of 319 (14.6 to 23.1)")
