"""The people of the tour: those whom a visitor can sign in as, and who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.i18n import lazy_gettext as _l
from app.people.models import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """Somebody with a part: the sentence tells a visitor what there is to see as them."""

    name: str
    sentence: str
    department: str
    level: int
    job_title: str = ""
    roles: Sequence[Role] = ()
    reports_to: str | None = None


CAST = (
    CastMember(
        name="Ruth Baptiste",
        sentence=_l("Runs the programs: cohorts, sign-ups, matches."),
        department="People",
        level=5,
        job_title="Head of people development",
        roles=(Role.ADMINISTRATOR,),
    ),
    CastMember(
        name="Tomasz Kern",
        sentence=_l("Runs another cohort: sees nothing of Ruth’s, unless he is named there too."),
        department="People",
        level=4,
        roles=(Role.ADMINISTRATOR,),
    ),
    CastMember(
        name="Helena Duarte",
        sentence=_l("Appoints executives, HR leads, coaches and advisors."),
        department="People",
        level=7,
        roles=(Role.APPOINTER, Role.HR_LEAD),
    ),
    CastMember(
        name="Daniel Okonkwo",
        sentence=_l("Is Amara’s manager."),
        department="Finance",
        level=5,
        job_title="Head of controlling",
    ),
    CastMember(
        name="Amara Okafor",
        sentence=_l("Takes part as a mentee."),
        department="Finance",
        level=2,
        job_title="Specialist, controlling",
        reports_to="Daniel Okonkwo",
    ),
    CastMember(
        name="Jonas Lindqvist",
        sentence=_l("Takes part as a mentor."),
        department="Finance",
        level=6,
        job_title="Head of treasury",
    ),
    CastMember(
        name="Noor Saleh",
        sentence=_l("Takes part in nothing yet."),
        department="Operations",
        level=3,
    ),
    CastMember(
        name="Ingrid Solberg",
        sentence=_l("Is an executive."),
        department="Operations",
        level=7,
        roles=(Role.EXECUTIVE,),
    ),
    CastMember(
        name="Samuel Adeyemi",
        sentence=_l("Is a coach and advisor."),
        department="People",
        level=3,
        roles=(Role.COACH, Role.ADVISOR),
    ),
)
