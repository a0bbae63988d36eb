"""What somebody has told an administrator becomes a sign-up that waits for their own word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.cohorts.models import Cohort, Side
from app.cohorts.services import locked
from app.cohorts.sign_ups.rows import items, skills
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person, Skill, SkillState
from app.people.names import fold
from app.people.queries import skills_by_folded_name
from app.people.services import colleague_with
from app.sign_up.administration.services.choosing import why_not_invited
from app.sign_up.asking import questions_for
from app.sign_up.models import SignUp
from app.sign_up.services import enter_for
from programs.phases import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was typed: lists are parted by semicolons, line breaks or commas."""

    email: str
    side: str
    seats: int | None = None
    skills: str = ""
    roles: str = ""
    interests: str = ""


def enter_told(cohort: Cohort, told: Told, *, actor: Person) -> SignUp:
    """Fill in a sign-up for somebody, who gets a letter to confirm it; nobody is enrolled by that.

    Raises RuleBroken, naming the field, for who cannot be found or asked, and for what cannot be kept.
    """
    locked(cohort)
    if cohort.phase is Phase.DRAFT:
        raise RuleBroken(_("Sign-up has not opened yet. Open it first."))
    if (sentence := why_not_invited(cohort)) is not None:
        raise RuleBroken(sentence)
    person, side = colleague_with(told.email, field="email"), Side(told.side)
    given = _given(cohort, side, told)
    try:
        return enter_for(cohort, person, side, given, actor=actor)
    except RuleBroken as broken:
        broken.field = FIELDS.get(broken.field or "", broken.field)
        raise


FIELDS = {
    "wants": "skills",
    "offers": "skills",
    "target_roles": "roles",
    "experience": "roles",
    "interests": "interests",
    "seats": "seats",
}
"""Question to the field that it is typed into."""


def _given(cohort: Cohort, side: Side, told: Told) -> dict[str, Any]:
    """The answers to those questions that this cohort asks on this side."""
    asked = {each.key for each in questions_for(cohort, side)} & FIELDS.keys()
    given = {key: _read(key, told) for key in sorted(asked - {"seats"})}
    if "seats" in asked and told.seats is not None:
        given["seats"] = told.seats
    return {key: answer for key, answer in given.items() if answer}


def _read(key: str, told: Told) -> Any:
    field = FIELDS[key]
    text = getattr(told, field)
    reader: Callable[[str], Any] = _skills if field == "skills" else items
    try:
        return reader(text) if text.strip() else None
    except RuleBroken as broken:
        raise RuleBroken(str(broken), field=field) from broken


def _skills(text: str) -> list[dict[str, Any]]:
    said = skills(text)
    known = skills_by_folded_name({each["name"] for each in said})
    return [_named(each, known.get(fold(each["name"]))) for each in said]


def _named(said: dict[str, Any], skill: Skill | None) -> dict[str, Any]:
    if skill is None or skill.state is SkillState.REJECTED:
        return {"skill": None, "name": said["name"], "level": said["level"]}
    return {"skill": skill.public_id, "name": skill.name, "level": said["level"]}
