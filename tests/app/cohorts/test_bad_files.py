"""Files that are no sign-ups: a sentence, never an error of ours, and nothing stored."""

from __future__ import annotations

import io
import zipfile

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, SignUpDraft
from app.people.models import Person
from tests.app.cohorts.files import MENTORS, choose
from tests.client import PageClient

HEAD = b"email,name\n"


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return stream.getvalue()


BAD = {
    "nothing": (b"", "a.csv"),
    "blanks": (b"  \n \n", "a.csv"),
    "headings alone": (HEAD, "a.csv"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.csv"),
    "no table": (HEAD + b"a@x.example,A\n", "a.pdf"),
    "a bomb": (bomb(), "a.xlsx"),
    "a broken workbook": (b"PK\x03\x04" + b"x" * 100, "a.xlsx"),
    "wrong encoding": (HEAD + b"a@x.example,\x81\x8d\x8f\n", "a.csv"),
    "duplicate headings": (b"email,Email\na@x.example,b@x.example\n", "a.csv"),
    "a NUL": (HEAD + b"a@x.example,A\0B\n", "a.csv"),
    "ragged rows": (HEAD + b"a@x.example,A,B,C\n", "a.csv"),
    "a huge cell": (HEAD + b"a@x.example," + b"x" * 10_000_001, "a.csv"),
    "many columns": (b",".join(b"c%d" % n for n in range(100_000)) + b"\n", "a.csv"),
    "many rows": (HEAD + b"a@x.example,A\n" * 6_000, "a.csv"),
    "an unclosed quotation": (HEAD + b'"a@x.example,A\n', "a.csv"),
}


@pytest.mark.parametrize("kind", sorted(BAD))
@pytest.mark.parametrize("side", ["mentees", "mentors"])
def test_a_bad_file_is_answered_with_a_sentence(
    session: Session, signed_in: PageClient, cohort: Cohort, kind: str, side: str
) -> None:
    answer = choose(signed_in, cohort, **{side: BAD[kind]})

    assert answer.status_code == 422
    assert f'href="#{side}"' in answer.text
    session.rollback()
    assert [session.scalar(select(func.count()).select_from(table)) for table in (SignUpDraft, Enrolment)] == [0, 0]


def test_one_good_and_one_bad_file_store_nothing(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    answer = choose(signed_in, cohort, BAD["a picture"], MENTORS)

    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(SignUpDraft)) == 0


def test_no_file_at_all_is_asked_for(signed_in: PageClient, cohort: Cohort) -> None:
    assert choose(signed_in, cohort).status_code == 422


@pytest.mark.parametrize(
    "words",
    ["=HYPERLINK(1)", "<script>alert(1)</script>", "🌊🧭", "שלום עולם", "{{ 7*7 }}", "%(count)s {mentee}", "'; DROP"],
)
def test_odd_words_are_words(session: Session, signed_in: PageClient, cohort: Cohort, words: str) -> None:
    rows = f"email,name,skills wanted,interests\nada@x.example,{words},{words},{words}\n"
    check = choose(signed_in, cohort, rows).location
    digest = signed_in.get(check).text.split('name="digest"')[1].split('value="')[1].split('"')[0]

    signed_in.submit(check, digest=digest)

    people = signed_in.get(f"/cohorts/{cohort.public_id}/participants")
    file = signed_in.submit(
        f"/cohorts/{cohort.public_id}/participants.csv", page=f"/cohorts/{cohort.public_id}/participants"
    )
    assert session.scalars(select(Person.name).where(Person.email == "ada@x.example")).one() == words
    assert (people.status_code, file.status_code) == (200, 200)
    assert "<script>alert" not in people.text
    assert '"=HYPER' not in file.text
