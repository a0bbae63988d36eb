"""Who has moved to another job by a file, since when, and which departments only go by another name now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from app.people.models import PersonState
from app.people_import.directory import Directory
from app.people_import.plan import Change

PLACE = ("department", "job_title", "site")
NEWS_FOR = timedelta(days=60)
"""Files carry the start date in the present job for everybody: one that is older belongs to an earlier move."""
Way = tuple[str, str]


def moved_among(changed: Sequence[Change], directory: Directory) -> dict[int, date]:
    """Whose department is another one, or whose job is by its start date, and since when.

    Without a recent start date in the job it is today, and only another department counts. People of a department that
    was renamed have not moved: everybody of it goes to the same one, which had nobody before.
    """
    dated = {each.person_id: on for each in changed if (on := _new_job(each, directory.today)) is not None}
    ways = {each.person_id: way for each in changed if (way := _way(each)) is not None}
    renamed = _renamed(ways, directory) if ways else set()
    undated = {person_id: directory.today for person_id, way in ways.items() if way not in renamed}
    return dict(sorted({**undated, **dated}.items()))


def _renamed(ways: dict[int, Way], directory: Directory) -> set[Way]:
    here = Counter(each.department for each in directory.people.values() if each.state is not PersonState.LEFT)
    goers = Counter(ways.values())
    return {way for way, count in goers.items() if count == here[way[0]] and not here[way[1]]}


def _new_job(change: Change, today: date) -> date | None:
    """The start date in another job: it is recent or ahead, and the file says a new place beside it."""
    on = change.job_start_on
    if on is None or on < today - NEWS_FOR or change.before.get("state") is PersonState.LEFT:
        return None
    return on if any(change.before.get(name) and change.values.get(name) for name in PLACE) else None


def _way(change: Change) -> Way | None:
    before, after = change.before.get("department"), change.values.get("department")
    return (before, after) if before and after else None
