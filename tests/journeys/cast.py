"""Whom the story of a cohort is about: an administrator, three mentees, two mentors, and one who comes late."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Browser

from app.core.db import db
from app.people.models import Role
from tests.factories.people import skill
from tests.journeys.citizens import Citizen, settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.participants import Mentee, Mentor
from tests.journeys.town import Town

ROLES: dict[str, type[Citizen]] = {"ruth": CohortDesk, "jonas": Mentor, "birgit": Mentor}


@dataclass
class Cast:
    """Everybody, each with a browser of their own."""

    ruth: CohortDesk
    amara: Mentee
    noor: Mentee
    kofi: Mentee
    iris: Mentee
    jonas: Mentor
    birgit: Mentor

    @classmethod
    @contextmanager
    def of(cls, town: Town, browser: Browser) -> Iterator[Self]:
        """They work in five countries, speak English, and have never come in."""
        with town.app.app_context():
            for name in ("Budgeting", "Presenting", "Forecasting"):
                skill(name)
            db.session.remove()
        jonas = settle(town, "Jonas Lindqvist", time_zone="Europe/Stockholm", job_title="Head of treasury")
        people = {
            "jonas": jonas,
            "ruth": settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR, time_zone="Europe/Lisbon"),
            "birgit": settle(town, "Birgit Holm", time_zone="Europe/Copenhagen", job_title="Head of sales"),
            "amara": settle(town, "Amara Okafor", time_zone="Europe/Lisbon", job_title="Specialist"),
            "noor": settle(town, "Noor Saleh", time_zone="Asia/Kolkata", job_title="Planner"),
            "kofi": settle(town, "Kofi Boateng", time_zone="Europe/Lisbon", manager=jonas),
            "iris": settle(town, "Iris Vandenberghe", time_zone="Europe/Brussels", job_title="Analyst"),
        }
        with ExitStack() as desks:
            at = {
                name: desks.enter_context(ROLES.get(name, Mentee).at_desk(town, browser, person))
                for name, person in people.items()
            }
            yield cls(**at)  # type: ignore[arg-type]  # who is what, ROLES says
