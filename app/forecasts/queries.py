"""What was entered last, and how many places of a cohort are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.asked_once import asked_once
from app.core.db import session
from app.forecasts.models import PlacementForecast
from app.people.models import Appointment, Person, PersonState, Role
from app.sign_up.models import SignUp, SignUpState
from programs.catalogue import PROGRAM_TYPES
from programs.forecast import Forecast
from programs.types import ProgramType

HISTORY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How many mentees a cohort may have by what HR expects; ``expected`` is None where nothing was entered."""

    forecast: Forecast
    expected: PlacementForecast | None
    taken: int

    @property
    def most(self) -> int | None:
        """How many, None without a limit."""
        return None if self.expected is None else self.forecast.places(self.expected.rates)

    @property
    def free(self) -> int:
        """How many more; 0 where there is no limit to count against."""
        return max(0, (self.most or 0) - self.taken)


def kinds_with_a_forecast() -> dict[str, tuple[ProgramType, Forecast]]:
    """The program types whose places follow from a forecast."""
    return {kind.slug: (kind, kind.forecast) for kind in PROGRAM_TYPES.values() if kind.forecast is not None}


def forecasts_of(kind: ProgramType) -> Sequence[PlacementForecast]:
    """What was entered for a program type, the newest first, with who did."""
    rows = select(PlacementForecast).where(PlacementForecast.program_type.in_([kind.slug]))
    rows = rows.options(joinedload(PlacementForecast.entered_by))
    return session().scalars(rows.order_by(PlacementForecast.id.desc()).limit(HISTORY)).all()


@asked_once
def places_of(cohort: Cohort) -> Places | None:
    """How many places a cohort has and how many are taken: by mentees, and by who is asked to become one."""
    kind = PROGRAM_TYPES[cohort.program_type]
    if kind.forecast is None:
        return None
    expected = next(iter(forecasts_of(kind)), None)
    return Places(forecast=kind.forecast, expected=expected, taken=_taken(cohort))


def hr_leads() -> Sequence[Person]:
    """Whom to ask for another forecast."""
    leads = select(Appointment.person_id).where(Appointment.role == Role.HR_LEAD, Appointment.ended_at.is_(None))
    people = select(Person).where(Person.id.in_(leads), Person.state == PersonState.ACTIVE)
    return session().scalars(people.order_by(Person.search_text)).all()


def _taken(cohort: Cohort) -> int:
    mentees = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id, Enrolment.role == Side.MENTEE)
    mentees = mentees.where(Enrolment.state == EnrolmentState.SIGNED_UP)
    asked = select(SignUp.person_id).where(SignUp.cohort_id == cohort.id, SignUp.side == Side.MENTEE)
    # Whoever is done is counted as a mentee, for as long as they are one.
    asked = asked.where(SignUp.state.not_in((SignUpState.WITHDRAWN, SignUpState.DONE)))
    both = mentees.union(asked).subquery()
    return session().scalar(select(func.count()).select_from(both)) or 0
