"""A stretch task, and the days that one may have."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.cohorts.models import Enrolment
from app.core.clock import now, today
from app.core.db import db
from app.people.models import Person
from app.stretch.models import StretchTask
from programs.stretch import SPONSORED, State

TITLE = "Bring the two order desks together"


def stretch_task(mentee: Enrolment, sponsor: Person, state: State = State.PROPOSED, **more: Any) -> StretchTask:
    """One that began yesterday and ends in a month, not committed."""
    agreed_at = now() if state in SPONSORED else None
    days = {name: today() + timedelta(days=ahead) for name, ahead in (("begins_on", -1), ("ends_on", 30))}
    days |= {"review_on": today() + timedelta(days=40), "answer_by": today() + timedelta(days=7)}
    both = {"enrolment": mentee, "sponsor": sponsor, "state": state, "agreed_at": agreed_at}
    made = StretchTask(**both, title=TITLE, goal="One desk, one queue.", **(days | more))
    db.session.add(made)
    db.session.flush()
    return made


def task_of_pair(mentee: Enrolment) -> dict[str, str]:
    """The public id of one that somebody new sponsors, by the name that addresses have for it."""
    sponsor = Person(name="Far sponsor", email=f"sponsor-of-{mentee.public_id}@northmere.example", languages=["en"])
    db.session.add(sponsor)
    return {"task_id": stretch_task(mentee, sponsor, State.AGREED).public_id}


def typed(sponsor: str, **more: str) -> dict[str, str]:
    """What a mentee types to propose one."""
    days = {name: str(today() + timedelta(days=ahead)) for name, ahead in (("begins_on", 1), ("ends_on", 60))}
    days["review_on"] = str(today() + timedelta(days=65))
    return {"title": TITLE, "goal": "One desk, one queue.", "sponsor": sponsor, **days} | more
