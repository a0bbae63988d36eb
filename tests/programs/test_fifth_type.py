"""A fifth program type: a module, its policy and a line in the catalogue, and everything works with it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import app
from app.cohorts.models import Cohort, Side
from app.cohorts.services import move_cohort
from app.core.clock import today
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.pairings.models import Pairing
from app.people.models import Person, Role
from app.sign_up.administration.services import launch
from app.sign_up.administration.services.inviting import digest_of
from programs import catalogue
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, learns, publish
from tests.client import PageClient
from tests.factories.people import person
from tests.factories.sign_up import done
from tests.letters import written_letters
from tests.programs.coming_back import COMING_BACK

NAMED = r"""["'](?:onboarding|functional[-_]expertise|high[-_]potential)["']"""
# Two cohorts may be of the same type, and what is done for each type asks for its cohorts; which it is, nobody asks.
COMPARED = r"\b(?:slug|program_type) (?:==|!=|in|not in) (?!(?:\w+\.)?program_type\b)"
ASKS = re.compile(f"{NAMED}|{COMPARED}")


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one line in the catalogue."""
    monkeypatch.setitem(catalogue.LISTED, COMING_BACK.slug, COMING_BACK)


def moved(cohort: Cohort, then: Phase, actor: Person) -> None:
    with transaction() as session:
        move_cohort(session.merge(cohort), then, actor=session.merge(actor))


def test_a_fifth_type_goes_all_the_way(session: Session, client: PageClient, listed: None) -> None:
    ruth = person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")
    priya = person("Priya Raman", email="priya@northmere.example")
    leila = person("Leila Haddad", email="leila@northmere.example")
    client.sign_in(ruth)
    starts_on = (today() + timedelta(days=30)).isoformat()

    made = client.submit("/cohorts/new", program_type="coming-back", name="Spring", starts_on=starts_on)
    cohort = session.scalars(select(Cohort)).one()
    with transaction():
        launch(session.merge(cohort), digest_of([]), actor=ruth)
    done(cohort, priya, Side.MENTEE, wants=[{**learns("Law")[0], "skill": "", "today": 2}])
    done(cohort, leila, Side.MENTOR, offers=[{**learns("Law", level=6)[0], "skill": ""}], seats=1)
    moved(cohort, Phase.MATCHING, ruth)
    publish(finished(cohort, ruth), ruth)
    pages = [client.get(made.location + page) for page in ("", "/rules", "/settings", "/settings/practice")]
    client.sign_in(priya)
    own = client.get(made.location)
    for then in (Phase.CLOSING, Phase.CLOSED):
        moved(cohort, then, ruth)
    session.rollback()
    deliver()

    assert [page.status_code for page in pages] == [200, 200, 200, 200]
    assert "The match proposes, and an administrator looks at every pair." in own.text
    assert "A call before the first day" in own.text
    (pair,) = session.scalars(select(Pairing)).all()
    assert (pair.mentee.person_id, pair.mentor.person_id) == (priya.id, leila.id)
    assert session.scalars(select(Cohort.phase)).one() is Phase.CLOSED
    assert {letter["To"] for letter in written_letters()} >= {priya.email, leila.email}


def test_no_area_asks_which_of_the_four_types_it_is() -> None:
    root = Path(app.__file__).parent
    asked = {
        f"{path.relative_to(root)}: {found}"
        for path in root.rglob("*.py")
        if "demo" not in path.parts
        for found in ASKS.findall(path.read_text(encoding="utf-8"))
    }

    assert asked == set()
