"""HR says how many larger roles come free; by that, and by nothing else, a cohort has places."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Side
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.forecasts.models import PlacementForecast
from app.forecasts.queries import places_of
from app.forecasts.services import enter_forecast
from app.people.models import Person, Role
from app.sign_up.administration.services import choose_person
from app.sign_up.models import SignUp
from app.sign_up.services import enter_for, invite
from programs.forecast import Rates
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee
from tests.factories.people import person

THREE_PLACES = Rates(roles=20, free_a_year=8, from_inside=80)


@pytest.fixture
def hanne(session: Session) -> Person:
    return person("Hanne Berg", role=Role.HR_LEAD, email="hanne@northmere.example")


@pytest.fixture
def ruth(session: Session) -> Person:
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """Two mentees are in."""
    made = cohort_of(ruth, program_type="high-potential", phase=Phase.SIGN_UP, starts_on=today() + timedelta(days=30))
    mentee(made, "Priya Raman")
    mentee(made, "Jonas Weber")
    return made


@pytest.fixture
def forecast(hanne: Person) -> None:
    with transaction() as session:
        enter_forecast("high-potential", THREE_PLACES, actor=session.merge(hanne))


def test_hr_enters_three_numbers_that_are_kept_with_name_and_day(
    client: PageClient, session: Session, hanne: Person, ruth: Person
) -> None:
    client.sign_in(hanne)

    answer = client.submit("/forecasts", kind="high-potential", roles="20", free_a_year="8", from_inside="80")
    refused = client.submit("/forecasts", kind="high-potential", roles="many", free_a_year="101", from_inside="")
    unknown = client.submit("/forecasts", kind="onboarding", roles="20", free_a_year="8", from_inside="80")

    assert (answer.status_code, refused.status_code, unknown.status_code) == (302, 422, 422)
    rows = session.scalars(select(PlacementForecast)).all()
    assert [(each.rates, each.entered_by_id) for each in rows] == [(THREE_PLACES, hanne.id)]
    assert "Hanne Berg" in client.get("/forecasts").text
    client.sign_in(ruth)
    assert client.get("/forecasts").status_code == 403


@pytest.mark.usefixtures("forecast")
def test_invitation_beyond_the_places_is_refused_and_nothing_is_stored(
    session: Session, cohort: Cohort, ruth: Person
) -> None:
    def ask(*names: str, side: Side = Side.MENTEE) -> None:
        people = [person(name, email=f"{name.lower()}@northmere.example") for name in names]
        with transaction() as here:
            invite(here.merge(cohort), {side: [here.merge(each) for each in people]}, actor=here.merge(ruth))

    with pytest.raises(RuleBroken, match=r"one person too many.*3 places.*ask Hanne Berg for another"):
        ask("Amara", "Tomasz")
    left = session.scalars(select(SignUp)).all()
    ask("Leila", "Ines", "Yusuf", side=Side.MENTOR)
    ask("Noor")

    assert left == []
    places = places_of(session.merge(cohort))
    assert places is not None
    assert (places.most, places.taken, places.free) == (3, 3, 0)


@pytest.mark.usefixtures("forecast")
def test_every_way_in_is_counted(session: Session, cohort: Cohort, ruth: Person) -> None:
    amara = person("Amara Okafor", email="amara@northmere.example")
    with transaction() as here:
        choose_person(here.merge(cohort), here.merge(amara), Side.MENTEE, actor=here.merge(ruth))
    late = person("Late Comer", email="late@northmere.example")

    with pytest.raises(RuleBroken, match="too many"), transaction() as here:
        choose_person(here.merge(cohort), here.merge(late), Side.MENTEE, actor=here.merge(ruth))
    with pytest.raises(RuleBroken, match="too many"), transaction() as here:
        enter_for(here.merge(cohort), here.merge(late), Side.MENTEE, {}, actor=here.merge(ruth))


def test_without_a_forecast_nothing_is_limited_and_the_page_says_whom_to_ask(
    client: PageClient, cohort: Cohort, hanne: Person, ruth: Person
) -> None:
    client.sign_in(ruth)

    before = client.get(f"/cohorts/{cohort.public_id}").text
    with transaction() as session:
        enter_forecast("high-potential", THREE_PLACES, actor=session.merge(hanne))
    after = client.get(f"/cohorts/{cohort.public_id}").text

    assert "Ask Hanne Berg before you invite" in before
    assert "3 places." in after
    assert "2 are taken or offered" in after
    assert "2.6 larger roles" in after


@pytest.mark.usefixtures("forecast")
def test_other_programs_have_no_places(client: PageClient, ruth: Person) -> None:
    onboarding = cohort_of(ruth)
    client.sign_in(ruth)

    assert places_of(onboarding) is None
    assert "How many places there are" not in client.get(f"/cohorts/{onboarding.public_id}").text
