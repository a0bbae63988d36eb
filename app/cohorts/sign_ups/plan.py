"""What sign-up files would do to a cohort: who is new, who is known, who is in already. Reads only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.sign_ups.columns import Answer, label_of
from app.cohorts.sign_ups.files import SignUpFile
from app.cohorts.sign_ups.known import Known, read_known
from app.cohorts.sign_ups.rows import Reading, SignUp, read_rows
from app.core.i18n import gettext as _
from app.people.models import Person, Skill, SkillState
from app.people.names import fold
from app.people.queries import skills_by_folded_name
from app.people_import.columns import Field
from app.people_import.compare import text_digest
from app.people_import.rows import Problem
from programs.catalogue import PROGRAM_TYPES
from programs.types import ProgramType

SKILLS = (Answer.WANTS, Answer.OFFERS)


class Outcome(StrEnum):
    """What a row leads to."""

    NEW = "new"
    KNOWN = "known"
    ADDS = "adds"
    SAME = "same"


@dataclass(slots=True, kw_only=True)
class Entry:
    """One row and what it would do. ``fills`` are empty fields of somebody known, ``answers`` those still missing."""

    side: Side
    row: int
    keys: tuple[str, ...]
    outcome: Outcome
    person: Person | None
    enrolment: Enrolment | None
    fills: dict[str, Any]
    about: str | None
    answers: dict[str, Any]
    number: int

    @property
    def name(self) -> str:
        return self.person.name if self.person else str(self.fills["name"])


@dataclass(slots=True, kw_only=True)
class Plan:
    """Everything the files would do, and everything that keeps it from being done."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[tuple[Side, Problem]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome, side: Side | None = None) -> int:
        """How many rows lead there, of one side or of both."""
        return sum(each.outcome is outcome and side in (None, each.side) for each in self.entries)

    @property
    def newcomers(self) -> int:
        """How many people would be added to the directory; whoever is in both files counts once."""
        seen: set[str] = set()
        found = 0
        for each in self.entries:
            if each.person is None:
                found += seen.isdisjoint(each.keys)
                seen.update(each.keys)
        return found

    @property
    def does_nothing(self) -> bool:
        return all(each.outcome is Outcome.SAME for each in self.entries)

    def digest(self) -> str:
        """The same for two plans that would do the same, in 64 characters."""
        doing = [
            [each.side, each.row, each.outcome, each.keys, each.number, each.answers, each.fills, bool(each.about)]
            for each in self.entries
        ]
        return hashlib.sha256(json.dumps(doing, default=str).encode("utf-8", "surrogatepass")).hexdigest()


def plan_for(cohort: Cohort, files: Sequence[SignUpFile]) -> Plan:
    """Hold the files against the directory and the cohort; some ten queries, whatever the number of rows."""
    readings = [read_rows(file) for file in files]
    known = read_known(cohort, [each.person for reading in readings for each in reading.sign_ups])
    skills = _skills(readings)
    kind = replace(PROGRAM_TYPES[cohort.program_type], needs=cohort.mentors_each, seats_cap=cohort.seats_cap)
    plan = Plan()
    for reading in readings:
        plan.problems += [(reading.side, problem) for problem in reading.problems]
        plan.notes += [_("%(file)s: %(note)s", file=_file(reading.side), note=note) for note in reading.notes]
        _add(plan, reading, known, skills, kind)
    return plan


def _add(plan: Plan, reading: Reading, known: Known, skills: Mapping[str, Skill], kind: ProgramType) -> None:
    faulty = {problem.row for problem in reading.problems}
    first_rows: dict[int, int] = {}
    for sign_up in reading.sign_ups:
        if sign_up.person.row in faulty:
            continue
        person, reason = known.person_of(sign_up.person)
        if person is not None and reason is None:
            first = first_rows.setdefault(person.id, sign_up.person.row)
            reason = (
                None if first == sign_up.person.row else _("this is the same person as in row %(first)s", first=first)
            )
        if reason is not None:
            plan.problems.append((reading.side, Problem(sign_up.person.row, _key(sign_up), reason)))
        else:
            plan.entries.append(_entry(sign_up, person, known, skills, kind, plan.notes))


def _entry(
    sign_up: SignUp,
    person: Person | None,
    known: Known,
    skills: Mapping[str, Skill],
    kind: ProgramType,
    notes: list[str],
) -> Entry:
    incoming = sign_up.person
    enrolment = known.enrolments.get((person.id, sign_up.side)) if person else None
    answers = {name: _resolved(name, value, skills) for name, value in sign_up.answers.items()}
    entry = Entry(
        side=sign_up.side,
        row=incoming.row,
        keys=tuple(key for key in (incoming.email, incoming.external_id) if key),
        outcome=Outcome.KNOWN if person else Outcome.NEW,
        person=person,
        enrolment=enrolment,
        fills=_fills(sign_up, person),
        about=_about(incoming.about, person, known),
        answers={name: value for name, value in answers.items() if not (enrolment and enrolment.answers.get(name))},
        number=_number(sign_up, kind, notes),
    )
    if enrolment is not None:
        _settle_known(entry, enrolment, notes)
    return entry


def _settle_known(entry: Entry, enrolment: Enrolment, notes: list[str]) -> None:
    if enrolment.state is EnrolmentState.WITHDRAWN:
        entry.fills, entry.answers, entry.about = {}, {}, None
        notes.append(_("%(name)s has withdrawn from this cohort and stays out.", name=entry.name))
    entry.outcome = Outcome.ADDS if entry.fills or entry.answers or entry.about else Outcome.SAME


def _fills(sign_up: SignUp, person: Person | None) -> dict[str, Any]:
    incoming = sign_up.person
    if person is None:
        keys = {"email": incoming.email, "external_id": incoming.external_id, "name": incoming.called[:200]}
        return {name: value for name, value in {**keys, **incoming.plain}.items() if value is not None}
    # Name, address and id say who somebody is: those of somebody who is known are never taken from a sign-up file.
    return {name: value for name, value in incoming.plain.items() if getattr(person, name) in (None, "", [])}


def _about(words: str | None, person: Person | None, known: Known) -> str | None:
    if words is None or person is None:
        return words
    was_offered = person.about or person.about_draft or known.told.get(person.id) == text_digest(words)
    return None if was_offered else words


def _number(sign_up: SignUp, kind: ProgramType, notes: list[str]) -> int:
    if sign_up.side is Side.MENTEE:
        return sign_up.number or kind.needs
    asked = kind.seats if sign_up.number is None else sign_up.number
    if asked > kind.seats_cap:
        notes.append(
            _(
                "%(file)s, row %(row)s: %(asked)s seats are more than a mentor may have in this program; "
                "%(most)s are noted.",
                file=_file(sign_up.side),
                row=sign_up.person.row,
                asked=asked,
                most=kind.seats_cap,
            )
        )
    return min(asked, kind.seats_cap)


def _resolved(name: str, value: Any, skills: Mapping[str, Skill]) -> Any:
    if name not in SKILLS:
        return value
    return [_named_skill(each, skills.get(fold(each["name"]))) for each in value]


def _named_skill(said: Mapping[str, Any], skill: Skill | None) -> dict[str, Any]:
    if skill is None or skill.state is SkillState.REJECTED:
        return {"skill": None, "name": said["name"], "level": said["level"]}
    return {"skill": skill.public_id, "name": skill.name, "level": said["level"]}


def _skills(readings: Sequence[Reading]) -> Mapping[str, Skill]:
    return skills_by_folded_name(set(_skill_names(readings)))


def _skill_names(readings: Sequence[Reading]) -> Iterator[str]:
    for reading in readings:
        for sign_up in reading.sign_ups:
            for name in SKILLS:
                yield from (each["name"] for each in sign_up.answers.get(name, ()))


def _key(sign_up: SignUp) -> str:
    return label_of(Field.EMAIL if sign_up.person.email else Field.EXTERNAL_ID)


def _file(side: Side) -> str:
    return _("Mentees") if side is Side.MENTEE else _("Mentors")
