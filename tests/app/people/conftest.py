"""A small company: Ruth administers, Daniel leads Amara, Chidi leads Daniel, Noor is a colleague."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person, Role
from tests.factories.people import administrator, report_to
from tests.factories.people import person as somebody


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers this installation."""
    return administrator()


@pytest.fixture
def amara(session: Session) -> Person:
    """Works here; everything about her is known."""
    return somebody(
        "Amara Okafor",
        email="amara@northmere.example",
        external_id="N-1017",
        pronouns="she/her",
        job_title="Controller",
        department="Finance",
        job_family="Accounting",
        site="Porto",
        time_zone="Europe/Lisbon",
        languages=["en", "pt"],
        level=47,
        start_on=date(2025, 3, 3),
        about="Ask me about variances.",
        about_draft="Draft from the HR file.",
        theme="dark",
    )


@pytest.fixture
def noor(session: Session) -> Person:
    """A colleague in another department."""
    return somebody("Noor Saleh", email="noor@northmere.example", job_title="Buyer", department="Purchasing")


@pytest.fixture
def people(ruth: Person, amara: Person, noor: Person) -> dict[str, Person]:
    """The company by name; Amara reports to Daniel, who reports to Chidi."""
    daniel, chidi = somebody("Daniel Weiss"), somebody("Chidi Eze")
    hr_lead, executive = somebody("Hanna Lind", role=Role.HR_LEAD), somebody("Elif Kaya", role=Role.EXECUTIVE)
    report_to(daniel, amara)
    report_to(chidi, daniel)
    named = {"ruth": ruth, "amara": amara, "noor": noor, "daniel": daniel, "chidi": chidi}
    return {**named, "hr_lead": hr_lead, "executive": executive}
