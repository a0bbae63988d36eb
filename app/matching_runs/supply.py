"""What is asked for and what is there, by skill: exact counts of one cohort, at the moment of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.matching_runs.snapshot import Columns
from matching import key_of

Levels = Mapping[str, float | None]
MOST_KEPT = 200


def supply_of(mentees: Columns, mentors: Columns) -> list[list[Any]]:
    """For each wanted skill its name, how many mentees want it, and the free seats of mentors who can teach it.

    A mentor can teach a skill who reaches the least level that anybody wants in it. The scarcest come first.
    """
    names, asking, least = _asked(mentees["wanted"])
    seats = dict.fromkeys(asking, 0)
    for offered, free in zip(mentors["offered"], mentors["free"], strict=True):
        for key in _taught(offered or {}, least):
            seats[key] += free
    scarcest_first = sorted(asking, key=lambda key: (seats[key] - asking[key], -asking[key], names[key]))
    return [[names[key], asking[key], seats[key]] for key in scarcest_first[:MOST_KEPT]]


def _asked(wanted: Sequence[Levels | None]) -> tuple[dict[str, str], dict[str, int], dict[str, float]]:
    names: dict[str, str] = {}
    asking: dict[str, int] = {}
    least: dict[str, float] = {}
    for name, level in _each(wanted):
        key = key_of(name)
        names.setdefault(key, name)
        asking[key] = asking.get(key, 0) + 1
        least[key] = min(least.get(key, level or 0), level or 0)
    return names, asking, least


def _each(wanted: Sequence[Levels | None]) -> Iterable[tuple[str, float | None]]:
    for levels in wanted:
        by_key = {key_of(name): (name, level) for name, level in (levels or {}).items()}
        yield from by_key.values()


def _taught(offered: Levels, least: Mapping[str, float]) -> set[str]:
    levels = {key_of(name): level for name, level in offered.items()}
    return {key for key, level in levels.items() if key in least and (level is None or level >= least[key])}
