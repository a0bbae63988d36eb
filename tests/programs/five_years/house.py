"""The organisation through the years: its clock, its worker, and what its people do through the public services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine
from sqlalchemy import select

from app.choices.services import choose_form
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.services import Outline, create_cohort, move_cohort
from app.core.db import db
from app.core.due import run_due
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.pairings.models import Pairing, PairingState
from app.people.models import Person
from app.people_import.services import ask_apply
from app.sign_up.administration.queries import chosen_sign_ups
from app.sign_up.administration.services import Choice, Chosen, choose, launch, send_invitations
from app.sign_up.administration.services.inviting import digest_of
from app.sign_up.models import SignUp
from app.sign_up.queries import own_sign_up
from app.sign_up.services import agreement, begin, confirm, write_answers
from programs.choice import FormOfChoice
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, publish
from tests.app.people_import.conftest import Importer
from tests.factories.people import loaded
from tests.programs.five_years.people import number_of

SKILL_LEVEL = 6


@dataclass
class House:
    """Everybody by the number that HR gave them, and the administrator who runs all programs."""

    clock: time_machine.Traveller
    ruth_id: int
    cohorts: dict[str, int] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    candidates: dict[int, int] = field(default_factory=dict)

    @property
    def ruth(self) -> Person:
        return db.session.get_one(Person, self.ruth_id)

    def who(self, number: str | int) -> Person:
        """Somebody by their number; one of the sixty by their place among them."""
        wanted = number_of(number) if isinstance(number, int) else number
        return db.session.scalars(select(Person).where(Person.external_id == wanted)).one()

    def cohort(self, name: str) -> Cohort:
        return db.session.get_one(Cohort, self.cohorts[name])

    def be_at(self, day: date, hour: int = 6) -> None:
        """Let time go by until then, and let the worker do what is due."""
        self.clock.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
        self.works()

    def passes(self, **time: int) -> None:
        """Let so much time go by, and let the worker do what is due."""
        self.clock.shift(timedelta(**time))
        self.works()

    def works(self) -> None:
        """What is due, and the jobs that wait; letters stay in the outbox."""
        db.session.rollback()
        run_due()
        run_queued()
        db.session.rollback()

    def reads(self, file: bytes) -> None:
        """Take a file of HR’s over into the directory."""
        importer = Importer(self.ruth_id)
        draft = importer.check(file)
        with transaction():
            ask_apply(db.session.merge(draft), actor=self.ruth, leavers=0)
        run_queued()
        db.session.rollback()

    def launches(
        self, kind: str, name: str, begins: date, form: FormOfChoice | None, sides: Mapping[Side, Sequence[str | int]]
    ) -> None:
        """Make a cohort from its template, choose whom to invite, and open sign-up."""
        with transaction():
            made = create_cohort(Outline(program_type=kind, name=name, starts_on=begins), actor=self.ruth)
            if form is not None:
                choose_form(made, form, actor=self.ruth)
        self.cohorts[name] = loaded(made).id
        self.invites(name, sides)
        with transaction():
            cohort = self.cohort(name)
            launch(cohort, digest_of(chosen_sign_ups(cohort)), actor=self.ruth)

    def invites(self, name: str, sides: Mapping[Side, Sequence[str | int]]) -> None:
        """Choose people by their addresses; once sign-up has opened the letters leave at once."""
        for side, people in sides.items():
            emails = ", ".join(str(self.who(each).email) for each in people)
            with transaction():
                chosen = Chosen(sides=[side], by=Choice.EMAILS, emails=emails)
                choose(self.cohort(name), chosen, actor=self.ruth)
        with transaction():
            cohort = self.cohort(name)
            if sides and cohort.phase is not Phase.DRAFT:
                send_invitations(cohort, digest_of(chosen_sign_ups(cohort)), actor=self.ruth)

    def signs_up(self, name: str, number: str | int, side: Side, **answers: Any) -> Enrolment:
        """Somebody fills in the form and agrees to its words."""
        with transaction():
            person = self.who(number)
            row = begin(person, self.cohort(name), side, actor=person)
            write_answers(row, answers, actor=person)
            enrolment = confirm(row, agreement(row).version, actor=person)
        return loaded(enrolment)

    def sign_up(self, name: str, number: str | int, side: Side = Side.MENTEE) -> SignUp:
        """How far somebody has come with answering."""
        found = own_sign_up(self.who(number), self.cohort(name), side)
        assert found is not None
        return found

    def enrolment(self, name: str, number: str | int, side: Side = Side.MENTEE) -> Enrolment:
        """As what somebody takes part in a cohort."""
        mine = select(Enrolment).where(Enrolment.person_id == self.who(number).id, Enrolment.role == side)
        return db.session.scalars(mine.where(Enrolment.cohort_id == self.cohorts[name])).one()

    def matches(self, name: str) -> int:
        """Match, look at the letters and publish; how many pairs came of it."""
        before = len(self.pairs(name))
        publish(finished(self.cohort(name), self.ruth), self.ruth)
        self.works()
        return len(self.pairs(name)) - before

    def goes_to(self, name: str, *phases: Phase) -> None:
        for phase in phases:
            with transaction():
                move_cohort(self.cohort(name), phase, actor=self.ruth)

    def pairs(self, name: str) -> list[Pairing]:
        """The pairs of a cohort that are open."""
        found = select(Pairing).where(Pairing.cohort_id == self.cohorts[name], Pairing.state == PairingState.OPEN)
        return list(db.session.scalars(found.order_by(Pairing.id)))

    def pair_of(self, name: str, hire: int) -> Pairing:
        """The open pair in which one of the sixty is the mentee."""
        (found,) = [each for each in self.pairs(name) if each.mentee.person_id == self.who(hire).id]
        return found

    def mentees(self, name: str) -> int:
        """How many take part as mentees."""
        here = Enrolment.cohort_id == self.cohorts[name], Enrolment.state == EnrolmentState.SIGNED_UP
        return len(db.session.scalars(select(Enrolment.id).where(*here, Enrolment.role == Side.MENTEE)).all())


def wants(*skills: str) -> list[dict[str, Any]]:
    """Skills to learn, from “with help” to “on my own”."""
    return [{"skill": "", "name": each, "level": 4, "today": 2} for each in skills]


def offers(*skills: str) -> list[dict[str, Any]]:
    """Skills that somebody has mastered."""
    return [{"skill": "", "name": each, "level": SKILL_LEVEL} for each in skills]
