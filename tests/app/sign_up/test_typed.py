"""Whatever is sent in place of what a button of the sign-up holds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from app.sign_up.models import SignUp
from tests.client import PageClient
from tests.factories.sign_up import opened


def test_a_skill_taken_as_it_was_written_stays_on_one_line(
    amaras: PageClient, session: Session, cohort: Cohort, amara: Person
) -> None:
    step = f"/sign-ups/{opened(cohort, amara).public_id}/steps/1"
    shown = amaras.get(step).text

    amaras.submit(step, stand=_value(shown, "stand"), write_skill=" Tax\r\nlaw ")

    session.rollback()
    kept = session.scalars(select(SignUp)).one().answers["wants"]
    assert [each["name"] for each in kept] == ["Tax law"]


def _value(page: str, name: str) -> str:
    return page.partition(f'name="{name}"')[2].partition('value="')[2].partition('"')[0]
