"""What a run was given, as it is stored: whoever takes the run up again, a worker or a question, has the same people.

It is read back to the same digest, so that a match of it comes to the same pairs. Only the newest result of a cohort
and what was published keep theirs: answers are not held longer than somebody may ask about them.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from typing import Any

from sqlalchemy import delete, select

from app.core.db import session
from app.matching_runs.models import MatchInput, MatchRun, RunState
from app.matching_runs.snapshot import Snapshot

PAIRS = ("kept", "excluded", "excluded_aside", "stay")


def keep_input(run: MatchRun, given: Snapshot) -> None:
    """Store what a run is given, in the caller's transaction."""
    session().add(MatchInput(run_id=run.id, content=packed(given)))
    session().flush()


def input_of(run: MatchRun) -> Snapshot | None:
    """What a run was given; None for one that does not keep it any more."""
    content = session().scalar(select(MatchInput.content).where(MatchInput.run_id == run.id))
    return unpacked(content) if content is not None else None


def forget_older(run: MatchRun) -> None:
    """Let go of what the runs before this one were given, but for those that were published."""
    before = select(MatchRun.id).where(MatchRun.cohort_id == run.cohort_id, MatchRun.number < run.number)
    drafts = before.where(MatchRun.published_at.is_(None), MatchRun.state != RunState.OPEN)
    session().execute(delete(MatchInput).where(MatchInput.run_id.in_(drafts)))


def packed(given: Snapshot) -> bytes:
    """A snapshot as compressed JSON: a tenth of its size."""
    return zlib.compress(json.dumps({each.name: getattr(given, each.name) for each in fields(given)}).encode())


def unpacked(content: bytes) -> Snapshot:
    """The same snapshot."""
    read: dict[str, Any] = json.loads(zlib.decompress(content))
    pairs = {name: tuple((mentee, mentor) for mentee, mentor in read.get(name, ())) for name in PAIRS}
    mentees, mentors = read.get("aside") or ({"id": [], "needs": []}, {"id": []})
    return Snapshot(**read | pairs | {"aside": (mentees, mentors)})
