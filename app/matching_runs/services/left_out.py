"""Mentees whom a match left out: they wait like everybody without a mentor, and are told the same."""

from __future__ import annotations

from typing import Any

from app.matching_runs.models import MatchRun
from app.matching_runs.snapshot import Snapshot
from programs.unplaced import LEFT_OUT


def left_out_rows(run: MatchRun, given: Snapshot) -> list[dict[str, Any]]:
    """Their rows among the unplaced of a run."""
    mentees = given.aside[0]
    return [
        {
            "run_id": run.id,
            "enrolment_id": given.ids[who],
            "missing": needs,
            "reason": {"reason": LEFT_OUT, "facts": {"needs": needs, "filled": 0}},
        }
        for who, needs in zip(mentees["id"], mentees["needs"], strict=True)
    ]
