"""What the years leave behind: audit events, letters that have left, jobs that are over, refusals."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from app.core.audit import AuditEvent, Refusal
from app.core.clock import now
from app.core.jobs import Job, JobState
from app.core.outbox import MailState, OutboxMail
from benchmarks.large.copying import Copier
from benchmarks.large.people import PEOPLE, address

EVENTS, LETTERS, JOBS, REFUSALS = 500_000, 150_000, 5_000, 20_000
KINDS = ("account.signed_in", "meeting.logged", "pairing.made", "sign_up.done", "person.changed")


def write_traces(copier: Copier, chance: random.Random) -> None:
    copier.copy(AuditEvent, _events(chance))
    copier.copy(OutboxMail, _letters())
    copier.copy(Job, _jobs())
    copier.copy(Refusal, _refusals())


def _events(chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(1, EVENTS + 1):
        yield {
            "id": number,
            "at": now() - timedelta(minutes=2 * (EVENTS - number)),
            "kind": KINDS[number % len(KINDS)],
            "actor_id": f"{chance.randrange(PEOPLE):016}",
            "object_type": "person",
            "object_id": f"{number % PEOPLE:016}",
            "detail": {},
        }


def _letters() -> Iterator[dict[str, Any]]:
    for number in range(1, LETTERS + 1):
        moment = now() - timedelta(minutes=number // 4)
        yield {
            "id": number,
            "kind": "invitation",
            "params": {"person_id": 1 + number % PEOPLE},
            "recipient": address(1 + number % PEOPLE),
            "message_id": f"<{number}@northmere.example>",
            "state": MailState.SENT,
            "not_before": moment,
            "queued_at": moment,
            "sent_at": moment,
        }


def _jobs() -> Iterator[dict[str, Any]]:
    for number in range(1, JOBS + 1):
        moment = now() - timedelta(hours=number)
        yield {
            "id": number,
            "name": "matching_runs.match",
            "state": JobState.DONE,
            "progress": 100,
            "attempts": 1,
            "not_before": moment,
            "created_at": moment,
            "ended_at": moment,
        }


def _refusals() -> Iterator[dict[str, Any]]:
    for number in range(1, REFUSALS + 1):
        yield {"id": number, "at": now() - timedelta(minutes=number), "kind": "access.denied", "subject": str(number)}
