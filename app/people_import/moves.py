"""Who has moved to another department by a file, and which departments only go by another name now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.people.models import PersonState
from app.people_import.directory import Directory
from app.people_import.plan import Change

Way = tuple[str, str]


def moved_among(changed: Sequence[Change], directory: Directory) -> list[int]:
    """The ids of those whose department is another one, without those of a department that was renamed.

    A department is taken as renamed where everybody of it goes to the same one, which had nobody before.
    """
    ways = {each.person_id: way for each in changed if (way := _way(each)) is not None}
    if not ways:
        return []
    here = Counter(each.department for each in directory.people.values() if each.state is not PersonState.LEFT)
    goers = Counter(ways.values())
    renamed = {way for way, count in goers.items() if count == here[way[0]] and not here[way[1]]}
    return sorted(person_id for person_id, way in ways.items() if way not in renamed)


def _way(change: Change) -> Way | None:
    before, after = change.before.get("department"), change.values.get("department")
    return (before, after) if before and after else None
