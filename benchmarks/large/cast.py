"""Who asks for the pages, and which objects the addresses name: their own where there are such."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.accounts.models import TokenKind
from app.accounts.services import Browser, mint, start_session
from app.accounts.session_interface import CookieNames
from app.announcements.models import Announcement
from app.choices.models import MentorRequest, RequestState
from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.services import keep_draft
from app.cohorts.sign_ups.files import read_sign_ups
from app.core.clock import today
from app.core.config import config_of
from app.core.csv_out import csv_text
from app.core.db import session
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.core.vault.upkeep import prepare_keystore
from app.matching_runs.models import MatchRun
from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Pairing, PairingState
from app.pairings.running.reading import Row
from app.pairings.services import keep_pairs_file
from app.people.models import Appointment, Person, Skill
from app.people_import.models import Scope, SensitiveConsent
from app.people_import.sensitive import SensitiveKind
from app.people_import.services import check_now, map_columns, start_import
from app.sign_up.models import SignUp, SignUpState
from benchmarks.large.beside import furnish
from benchmarks.large.cohorts import LARGE, ROLLING, SIGNING_UP, TO_LAUNCH, TO_PUBLISH
from benchmarks.large.people import address
from benchmarks.large.rooms import open_room
from benchmarks.large.under_way import put_under_way
from programs.choice import FormOfChoice
from tests.factories.circles import peer_circle
from tests.factories.library import own_piece
from tests.factories.stretch import task_of_pair

ADMINISTRATOR, MENTEE, MENTOR, NOBODY = "administrator", "mentee", "mentor", "signed out"
QUERY = "?"
"""Not a part of the address but what stands behind it, for pages that show nothing without."""
IMPORTED, IMPORTED_PAIRS = 5_000, 1_000


@dataclass(frozen=True, slots=True)
class Cast:
    """The cookie of each of them, and what they would put into an address: by its parameter, else by its endpoint."""

    cookies: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    special: Mapping[str, Mapping[str, str]]

    def values_for(self, who: str, endpoint: str) -> Mapping[str, str]:
        area = endpoint.split(".", maxsplit=1)[0]
        return {QUERY: "", **self.values.get(who, {}), **self.special.get(area, {}), **self.special.get(endpoint, {})}


def bring_together(app: Flask) -> Cast:
    """Sign them in and put papers on the administrator's desk; everything is committed."""
    with app.app_context():
        prepare_keystore(config_of(app))
        with transaction():
            people = {who: _person(who) for who in (ADMINISTRATOR, MENTEE, MENTOR)}
            common = _common(people[MENTEE]) | _papers(people[ADMINISTRATOR], people[MENTEE])
            values = {who: common | _own(person) for who, person in people.items()} | {NOBODY: common}
            room = open_room(pair_of(people[MENTEE], cohort_called(LARGE)))
            special = _special(people) | {"conversations": room.values, "conversations.download": room.file}
            cookies = {who: _cookie(app, person) for who, person in people.items()}
        run_queued()  # one of the two previews comes to its result
        beside = furnish(people[MENTEE], pair_of(people[MENTEE], cohort_called(LARGE)))
        with transaction():
            cookies |= {who: _cookie(app, person) for who, person in beside.people.items()}
        everybody = {who: {**values[MENTEE], **values.get(who, {}), **beside.values} for who in (*cookies, NOBODY)}
        return Cast(cookies, everybody, {**special, **beside.special})


def public_id(statement: Any) -> str:
    """The public id of the first row."""
    return str(session().scalars(statement.limit(1)).one().public_id)


def cohort_called(name: str) -> Cohort:
    return session().scalars(select(Cohort).where(Cohort.name == name)).one()


def run_of(name: str) -> MatchRun:
    """The newest run of the cohort of this name."""
    runs = select(MatchRun).where(MatchRun.cohort_id == cohort_called(name).id).order_by(MatchRun.id.desc())
    return session().scalars(runs.limit(1)).one()


def pair_of(mentee: Person, cohort: Cohort) -> Pairing:
    """The pair in which somebody is the mentee."""
    pairs = select(Pairing).join(Pairing.mentee).where(Enrolment.person_id == mentee.id)
    return session().scalars(pairs.where(Pairing.cohort_id == cohort.id)).one()


def _person(who: str) -> Person:
    return session().scalars(select(Person).where(Person.email == f"{who}@northmere.example")).one()


def _cookie(app: Flask, person: Person) -> str:
    token = start_session(person, Browser(user_agent="Benchmark")).session_token
    return f"{CookieNames.of(config_of(app)).session}={token}"


def _common(mentee: Person) -> dict[str, str]:
    large = cohort_called(LARGE)
    enrolled = select(Enrolment).where(Enrolment.cohort_id == large.id)
    pairing = pair_of(mentee, large)
    of_pair = select(Meeting).where(Meeting.pairing_id == pairing.id)
    # In the large cohort mentees ask their mentors themselves, in the others both sides rank.
    large.choice = FormOfChoice.REQUESTED
    return {
        "mentor_id": pairing.mentor.public_id,
        "request_id": _answered(pairing),
        "person_id": mentee.public_id,
        "cohort_id": large.public_id,
        "skill_id": public_id(select(Skill)),
        "run_id": run_of(LARGE).public_id,
        "enrolment_id": public_id(enrolled.where(Enrolment.role == Side.MENTOR).order_by(Enrolment.id)),
        "announcement_id": public_id(select(Announcement).where(Announcement.cohort_id == large.id)),
        "pairing_id": pairing.public_id,
        "meeting_id": public_id(of_pair.where(Meeting.state == MeetingState.CONFIRMED)),
        "kind": "placed",
        "row": "conversation",
        "piece": own_piece(large),
        "guide": "first",
        **peer_circle(large, pairing.mentee),
        **task_of_pair(pairing.mentee),
    }


def _answered(pairing: Pairing) -> str:
    """The request that became a pair."""
    both = {"mentee": pairing.mentee, "mentor": pairing.mentor, "state": RequestState.ACCEPTED}
    request = MentorRequest(cohort_id=pairing.cohort_id, words="You know the harbour.", answer_by=today(), **both)
    session().add(request)
    session().flush()
    return request.public_id


def _own(person: Person) -> dict[str, str]:
    """What belongs to each of them: their own sign-up; the administrator looks at somebody's."""
    sign_ups = select(SignUp).order_by(SignUp.id)
    own = session().scalars(sign_ups.where(SignUp.person_id == person.id).limit(1)).first()
    return {"sign_up_id": own.public_id if own else public_id(sign_ups)}


def _papers(administrator: Person, mentee: Person) -> dict[str, str]:
    lines = [[address(number), "Something quite new"] for number in range(10, 10 + IMPORTED)]
    lines += [["nobody at all", "Something"] for _ in range(50)]
    text = csv_text(("e-mail", "job title"), lines)
    draft = start_import(io.BytesIO(text.encode()), "people.csv", actor=administrator)
    map_columns(draft, draft.fields, {}, Scope.EVERYONE)
    check_now(draft)
    sign_ups = read_sign_ups(io.BytesIO(b"e-mail,name\nada@northmere.example,Ada\n"), "mentees.csv", Side.MENTEE)
    running = [Row(number, address(number), address(number + 1), "") for number in range(2, 2 * IMPORTED_PAIRS, 2)]
    keep_pairs_file(cohort_called(LARGE), running, seats_grow=True, actor=administrator)
    consent = SensitiveConsent(kind=SensitiveKind.GENDER, use="A study", recorded_by_id=administrator.id)
    session().add(consent)
    session().flush()
    return {
        "upload_id": draft.public_id,
        "draft_id": keep_draft(cohort_called(SIGNING_UP), [sign_ups], actor=administrator).public_id,
        "consent_id": consent.public_id,
        "appointment_id": public_id(select(Appointment)),
        "sign_in_id": start_session(mentee, Browser(user_agent="Another")).row.public_id,
        "token": mint(TokenKind.INVITATION, mentee),
    }


def _special(people: Mapping[str, Person]) -> dict[str, dict[str, str]]:
    """Areas and endpoints that are worth most with another object than the large cohort and its run."""
    signing_up, mentee = cohort_called(SIGNING_UP), people[MENTEE]
    own = select(SignUp).where(SignUp.cohort_id == signing_up.id, SignUp.person_id == mentee.id)
    invited = select(SignUp).where(SignUp.cohort_id == signing_up.id, SignUp.state == SignUpState.INVITED)
    latecomer = session().scalars(invited.order_by(SignUp.id).limit(1)).one()
    place = f"?person={latecomer.person.public_id}&side={latecomer.side}"
    return {
        "sign_up": {"cohort_id": signing_up.public_id, "sign_up_id": public_id(own), "number": "1"},
        "library": {"number": "1"},
        "orientation": {"side": "mentee"},
        "sign_up.removal": {QUERY: place},
        "sign_up.launch": {"cohort_id": cohort_called(TO_LAUNCH).public_id},
        "choices.rank": {"cohort_id": signing_up.public_id},
        "matching_runs.publish": {"run_id": run_of(TO_PUBLISH).public_id},
        "timelines": {
            "enrolment_id": pair_of(mentee, cohort_called(LARGE)).mentee.public_id,
            "cohort_id": cohort_called(TO_LAUNCH).public_id,
            "milestone": cohort_called(TO_LAUNCH).milestones[0].name,
        },
        **put_under_way(signing_up, pair_of(mentee, cohort_called(ROLLING)), actor=people[ADMINISTRATOR]),
    }


def open_pairs(cohort: Cohort) -> int:
    """How many pairs there are."""
    pairs = select(Pairing.id).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    return len(session().scalars(pairs).all())
