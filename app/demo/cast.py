"""The people of the tour: those whom a visitor can sign in as, and who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.i18n import lazy_gettext as _l
from app.demo.names import address_of
from app.people.models import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """Somebody with a part: the sentence tells a visitor what there is to see as them."""

    name: str
    role: str
    sentence: str
    department: str
    level: int
    job_title: str = ""
    roles: Sequence[Role] = ()
    reports_to: str | None = None
    leads_nobody_of_the_cast: bool = False

    @property
    def email(self) -> str:
        return address_of(self.name)


CAST = (
    CastMember(
        name="Ruth Baptiste",
        role=_l("Administrator"),
        sentence=_l("Runs programs: cohorts, sign-ups, matches."),
        department="People",
        level=5,
        job_title="Head of people development",
        roles=(Role.ADMINISTRATOR,),
    ),
    CastMember(
        name="Tomasz Kern",
        role=_l("Administrator of another cohort"),
        sentence=_l("Runs one cohort with Ruth and one alone, and sees nothing of the rest."),
        department="People",
        level=4,
        roles=(Role.ADMINISTRATOR,),
    ),
    CastMember(
        name="Helena Duarte",
        role=_l("HR lead"),
        sentence=_l("Owns a plan in confidence, gives roles, and reads calls for help as the safeguarding officer."),
        department="People",
        level=7,
        roles=(Role.APPOINTER, Role.HR_LEAD),
    ),
    CastMember(
        name="Daniel Okonkwo",
        role=_l("Manager"),
        sentence=_l("Is Amara’s manager, and stands back."),
        department="Finance",
        level=5,
        job_title="Head of controlling",
    ),
    CastMember(
        name="Amara Okafor",
        role=_l("Mentee"),
        sentence=_l("Has signed up to learn something."),
        department="Finance",
        level=2,
        job_title="Controlling specialist",
        reports_to="Daniel Okonkwo",
    ),
    CastMember(
        name="Jonas Lindqvist",
        role=_l("Mentor"),
        sentence=_l("Has offered seats."),
        department="Finance",
        level=6,
        job_title="Head of treasury",
        # Nobody above a mentee may be their mentor, and Daniel's Amara is his mentee.
        leads_nobody_of_the_cast=True,
    ),
    CastMember(
        name="Noor Saleh",
        role=_l("Employee"),
        sentence=_l("Takes part in nothing yet."),
        department="Operations",
        level=3,
    ),
    CastMember(
        name="Ingrid Solberg",
        role=_l("Executive"),
        sentence=_l("Reads a slate in confidence, chooses whom to bring on, and works with one already."),
        department="Operations",
        level=7,
        roles=(Role.EXECUTIVE,),
    ),
    CastMember(
        name="Samuel Adeyemi",
        role=_l("Coach"),
        sentence=_l("Works with clients who asked for it."),
        department="People",
        level=3,
        roles=(Role.COACH, Role.ADVISOR),
    ),
)
