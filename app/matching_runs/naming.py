"""Whom somebody means who types a name: for questions about people of one side of a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.queries import participants
from app.core.db import session
from app.core.i18n import gettext as _
from app.people.models import Person

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of a side: the public id of their enrolment, their name, and what tells namesakes apart."""

    id: str
    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom somebody asks about: what was typed, whom it may mean, and what is wrong with it."""

    words: str
    people: Sequence[Somebody] = ()
    trouble: str = ""

    @property
    def person(self) -> Somebody | None:
        """The one that is meant, None where that is not clear."""
        return self.people[0] if len(self.people) == 1 else None


def asked_for(cohort: Cohort, side: Side, words: str) -> Asked:
    """Look for somebody by the public id of an enrolment, by e-mail address or by name; two queries at most."""
    if not words:
        return Asked(words="")
    people = _exactly(cohort, side, words) or _called(cohort, side, words)
    if len(people) == 1:
        return Asked(words=people[0].name, people=people)
    if not people:
        return Asked(words=words, trouble=_nobody(side))
    if len(people) > MOST_NAMED:
        return Asked(words=words, trouble=_("That fits many people. Type more of the name, or the e-mail address."))
    return Asked(words=words, people=people, trouble=_("That fits several people. Choose one below."))


def _exactly(cohort: Cohort, side: Side, words: str) -> list[Somebody]:
    is_meant = (Enrolment.public_id == words) | (Person.email == words.lower())
    return _people(session().scalars(participants(cohort, side=side).where(is_meant).limit(1)).all())


def _called(cohort: Cohort, side: Side, words: str) -> list[Somebody]:
    """Whoever has every word in name, job or department; of these the one who is called just that, if it is one."""
    people = _people(session().scalars(participants(cohort, side=side, wanted=words).limit(MOST_NAMED + 1)).all())
    named = [each for each in people if each.name.casefold() == words.casefold()]
    return named if len(named) == 1 else people


def _people(found: Sequence[Enrolment]) -> list[Somebody]:
    return [
        Somebody(each.public_id, each.person.name, each.person.email or each.person.department or "") for each in found
    ]


def _nobody(side: Side) -> str:
    if side is Side.MENTEE:
        return _("No mentee of this cohort is called that.")
    return _("No mentor of this cohort is called that.")
