"""The skills that a new installation starts with, read from the list beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StarterSkill:
    """A skill of the list, its area, and the other words it goes by."""

    name: str
    area: str
    synonyms: tuple[str, ...]


def _read() -> tuple[StarterSkill, ...]:
    areas = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(
        StarterSkill(name.replace("'", "’"), area, tuple(synonyms))
        for area, skills in areas.items()
        for name, synonyms in skills.items()
    )


STARTER_SKILLS = _read()
AREAS = tuple(dict.fromkeys(each.area for each in STARTER_SKILLS))
