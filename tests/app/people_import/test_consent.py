"""Sensitive columns: left out, unless people agreed to a stated use."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.db import db
from app.core.job_runs import run_queued
from app.core.tables import read_table
from app.core.transactions import transaction
from app.people.models import Person
from app.people_import import files
from app.people_import.kept import read_kept
from app.people_import.models import ConsentedValue, SensitiveConsent
from app.people_import.sensitive import SensitiveKind
from app.people_import.services import record_consent
from tests.app.core.workbooks import xlsx
from tests.app.people_import.browsing import PEOPLE, START, checked, choose, only_import, settle, text_of
from tests.app.people_import.conftest import Importer, csv_of
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


@pytest.mark.parametrize("is_agreed", [False, True])
def test_sensitive_column_is_kept_with_the_file_only_where_people_agreed(
    signed_in: PageClient, session: Session, ruth: Person, application_folder: Path, is_agreed: bool
) -> None:
    if is_agreed:
        agreed_to_gender(ruth)
    choose(signed_in, csv_of("emp no|name|gender", "E1|Ana Sol|agender"))

    kept = (application_folder / "uploads" / str(only_import(session).stored_as)).read_bytes()

    assert b"Ana Sol" in kept
    assert (b"agender" in kept) is is_agreed


def test_column_cannot_be_taken_for_a_consent_that_came_after_the_file(
    signed_in: PageClient, session: Session, ruth: Person
) -> None:
    columns = choose(signed_in, PEOPLE).location
    public_id = agreed_to_gender(ruth)

    forced = settle(signed_in, columns, use_3=public_id)

    assert forced.status_code == 422
    assert only_import(session).uses == {}


@pytest.mark.parametrize("filename", ["people.csv", "people.xlsx"])
def test_kept_file_says_what_the_chosen_one_said(importer: Importer, filename: str) -> None:
    rows = [
        [],
        ["emp no", "name", "gender", "shoe size"],
        [],
        ["E1", "'=1+1", "x", ' a "b"\nc;d '],
        [],
        ["E2", "Ö", "", "-4"],
    ]
    content = xlsx(rows) if filename.endswith("xlsx") else as_csv(rows)
    chosen = read_table(content, filename)

    draft = importer.check(content, filename=filename)

    kept = read_kept(files.path_of(draft.stored_as))
    emptied = [(number, (*cells[:2], "", cells[3])) for number, cells in chosen.rows]
    assert (kept.headings, kept.rows) == (chosen.headings, emptied)


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()


def agreed_to_gender(actor: Person) -> str:
    """The public id of a consent."""
    with transaction():
        return record_consent(
            SensitiveKind.GENDER, "The fairness report of 2027.", actor=db.session.merge(actor)
        ).public_id
