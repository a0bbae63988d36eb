"""The runs of a cohort as a file."""

from __future__ import annotations

from typing import Any

from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.matching_runs.models import MatchRun, RunState

STANDINGS = {
    RunState.OPEN: _l("At work"),
    RunState.DONE: _l("Has a result"),
    RunState.STOPPED: _l("Stopped"),
    RunState.FAILED: _l("No result"),
}


def run_headings() -> list[str]:
    """The headings of that file."""
    return [
        _("Run"),
        _("How it stands"),
        _("Started"),
        _("By"),
        _("Mentees"),
        _("Mentors"),
        _("Seats"),
        _("Placed"),
        _("Points"),
        _("Published"),
        _("Taken back"),
    ]


def run_line(run: MatchRun) -> list[Any]:
    """One run in it."""
    by = run.started_by.name if run.started_by else None
    figures = [run.mentees, run.mentors, run.seats, run.placed, run.total]
    return [run.number, str(STANDINGS[run.standing]), run.started_at, by, *figures, run.published_at, run.undone_at]
