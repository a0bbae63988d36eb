"""Files that nobody here wrote, unchanged; skipped, saying so, where the data sets are absent."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from app.people.models import Person
from tests.app.people_import.conftest import Importer

Read = Callable[[str], bytes]
SAMPLE = "civil_service_mentor_sample"
HR = "ibm_hr_attrition/WA_Fn-UseC_-HR-Employee-Attrition.csv"
TITLES = "employees_db/unique_titles.csv.gz"


@pytest.fixture
def read(data_folder: Path) -> Read:
    """The content of a data set's file, unpacked where it is packed."""

    def content(name: str) -> bytes:
        raw = (data_folder / name).read_bytes()
        return gzip.decompress(raw) if name.endswith(".gz") else raw

    return content


def counts(new: int, unchanged: int = 0) -> dict[str, int]:
    return {"new": new, "changed": 0, "leaving": 0, "unchanged": unchanged, "problems": 0}


@pytest.mark.parametrize(
    ("name", "people"),
    [
        (f"{SAMPLE}/small_mentees.csv", 50),
        (f"{SAMPLE}/small_mentors.csv", 50),
        (f"{SAMPLE}/large_mentees.csv", 500),
        (f"{SAMPLE}/large_mentors.csv", 500),
        (HR, 1_470),
    ],
)
def test_real_file_goes_in_unchanged_and_once(importer: Importer, read: Read, name: str, people: int) -> None:
    first = importer.run(read(name))
    again = importer.check(read(name))

    assert (first.counts, first.notes) == (counts(people), [])
    assert again.counts == counts(0, people)


def test_civil_servant_is_all_there_and_nothing_sensitive(
    importer: Importer, read: Read, found: Callable[[str], Person]
) -> None:
    importer.run(read(f"{SAMPLE}/large_mentors.csv"))

    mentor = found("mentor 002")
    assert (mentor.email, mentor.job_title) == ("mentor.002@gov.uk", "Some role")
    assert (mentor.department, mentor.job_family, mentor.level) == ("Department of Love", "DDaT", 6)
    assert (mentor.about, (mentor.about_draft or "")[:22]) == (None, "My name is mentor 002.")


def test_employee_without_name_is_shown_by_number(
    importer: Importer, read: Read, found: Callable[[str], Person]
) -> None:
    draft = importer.run(read(HR))

    employee = found("2")
    assert (employee.name, employee.email, employee.level) == ("2", None, 2)
    assert (employee.job_title, employee.department) == ("Research Scientist", "Research & Development")
    assert set(draft.mapping) == {"Department", "EmployeeNumber", "JobLevel", "JobRole"}


def test_ninety_thousand_people_are_looked_at_by_a_job(importer: Importer, read: Read) -> None:
    """How long it takes to apply them, and in how much memory, is measured by ``./dev bench import``."""
    draft = importer.check(read(TITLES))

    assert draft.counts == counts(90_398)
