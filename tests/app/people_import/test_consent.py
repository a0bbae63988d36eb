"""Sensitive columns: left out, unless people agreed to a stated use."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.db import db
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.people.models import Person
from app.people_import.models import ConsentedValue, SensitiveConsent
from app.people_import.sensitive import SensitiveKind
from app.people_import.services import record_consent
from tests.app.people_import.browsing import PEOPLE, START, checked, choose, only_import, settle, text_of
from tests.client import PageClient


@pytest.mark.parametrize("name", ["column_3", "use_3"])
def test_sensitive_column_cannot_be_forced_in(signed_in: PageClient, session: Session, name: str) -> None:
    columns = choose(signed_in, PEOPLE).location

    answer = settle(signed_in, columns, **{name: "job_title"})

    assert answer.status_code == (422 if name == "use_3" else 302)
    assert "gender" not in only_import(session).mapping


def test_sensitive_column_is_taken_for_a_use_with_consent_and_erased_with_it(
    signed_in: PageClient, session: Session
) -> None:
    answer = signed_in.submit(
        f"{START}/consents", kind="gender", use="The fairness report of 2027, until its end.", is_agreed="y"
    )
    consent = session.scalars(select(SensitiveConsent)).one()
    public_id = consent.public_id
    session.rollback()
    show = checked(signed_in, PEOPLE, use_3=public_id)
    shown = text_of(signed_in.get(show))
    signed_in.submit(show)
    run_queued()
    stored = sorted(session.scalars(select(ConsentedValue.value)))
    session.rollback()
    signed_in.submit(f"{START}/consents/{public_id}/withdraw", page=f"{START}/consents")

    assert answer.status_code == 302
    assert "Sensitive information, for a use with consent" in shown
    assert stored == ["x", "y"]
    assert session.scalar(select(func.count()).select_from(ConsentedValue)) == 0


def test_use_of_consent_is_never_remembered(signed_in: PageClient, ruth: Person) -> None:
    with transaction():
        consent = record_consent(SensitiveKind.GENDER, "The fairness report of 2027.", actor=db.session.merge(ruth))
        public_id = consent.public_id
    checked(signed_in, PEOPLE, use_3=public_id)

    again = signed_in.get(choose(signed_in, PEOPLE).location).text

    assert re.search(r'name="use_3".*?<option selected value=""', again, re.DOTALL)


@pytest.mark.parametrize(
    "fields", [{}, {"use": "short", "is_agreed": "y"}, {"use": "x" * 501}, {"use": "Long enough to say."}]
)
def test_consent_needs_a_use_and_agreement(signed_in: PageClient, session: Session, fields: dict[str, str]) -> None:
    answer = signed_in.submit(f"{START}/consents", kind="gender", **fields)

    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(SensitiveConsent)) == 0
