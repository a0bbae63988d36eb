"""Invented people as column tables for the shipped policies: skewed skills, offices over the globe, a hierarchy."""

from __future__ import annotations

from typing import Any

import numpy as np

Columns = dict[str, list[Any]]

SKILLS = [f"skill {number}" for number in range(300)]
ZONES = [
    "Europe/Lisbon", "Europe/Berlin", "Europe/Warsaw", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata",
    "Asia/Singapore", "Australia/Sydney", "Europe/London", "America/Los_Angeles",
]  # fmt: skip
LANGUAGES = ["pt", "de", "pl", "es", "fr", "hi", "zh"]


def _common(n: int, random: np.random.Generator, prefix: str) -> Columns:
    bosses = [f"op{number}" for number in random.integers(0, max(n, 2), n).tolist()]
    upward = [f"op{number // 5 - 1}" if number >= 5 else None for number in range(n)]
    return {
        "id": [f"{prefix}{number}" for number in range(n)],
        "person": [f"{prefix}p{number}" for number in range(n)],
        "manager": bosses if prefix == "e" else upward,
        "dotted": [[boss] if random.random() < 0.1 else None for boss in bosses[::-1]],
        "function": random.choice([f"function {number}" for number in range(20)], n).tolist(),
        "site": random.choice([f"site {number}" for number in range(40)], n).tolist(),
        "time_zone": random.choice(ZONES, n).tolist(),
        "level": random.integers(1, 9, n).tolist(),
        "languages": [_languages(random) for _ in range(n)],
        "interests": [_items(random, "interest", 60, int(random.integers(1, 5))) for _ in range(n)],
        "values": [_items(random, "value", 20, int(random.integers(0, 3))) for _ in range(n)],
        "previous": [None] * n,
        "consented": [True if random.random() < 0.98 else None for _ in range(n)],
    }


def _languages(random: np.random.Generator) -> list[str]:
    others = random.choice(LANGUAGES, int(random.integers(0, 3)), replace=False).tolist()
    return (["en"] if random.random() < 0.85 else []) + others or ["en"]


def _items(random: np.random.Generator, word: str, of: int, how_many: int) -> list[str]:
    return [f"{word} {number}" for number in random.choice(of, how_many, replace=False).tolist()]


def _skills(random: np.random.Generator, power: float, how_many: int) -> dict[str, int]:
    weights = 1 / np.arange(1, len(SKILLS) + 1) ** power
    chosen = random.choice(len(SKILLS), how_many, replace=False, p=weights / weights.sum())
    return {SKILLS[skill]: int(random.integers(1, 8)) for skill in chosen.tolist()}


def mentees(n: int, seed: int, n_mentors: int | None = None) -> Columns:
    """Who wants something."""
    random = np.random.default_rng(seed)
    return _common(n, random, "e") | {
        "wanted": [_skills(random, 0.7, int(random.integers(1, 4))) for _ in range(n)],
        "target_roles": [{f"role {random.integers(0, 30)}": None} if random.random() < 0.7 else None for _ in range(n)],
        "wishes": [_wishes(random, "o", n_mentors or n, 3, 0.6) for _ in range(n)],
        "needs": [1] * n,
    }


def mentors(n: int, seed: int, most_seats: int = 3, n_mentees: int | None = None) -> Columns:
    """Who offers something, one to ``most_seats`` times."""
    random = np.random.default_rng(seed)
    return _common(n, random, "o") | {
        "offered": [_skills(random, 0.5, int(random.integers(3, 9))) for _ in range(n)],
        "experience": [dict.fromkeys(_items(random, "role", 30, 3)) for _ in range(n)],
        "wishes": [_wishes(random, "e", n_mentees or n, 2, 0.3) for _ in range(n)],
        "seats": random.integers(1, most_seats + 1, n).tolist(),
        "load": random.integers(0, 2, n).tolist(),
        "tenure_days": random.integers(100, 4000, n).tolist(),
    }


def _wishes(random: np.random.Generator, prefix: str, of: int, how_many: int, share: float) -> list[str] | None:
    if random.random() >= share or of < how_many:
        return None
    return [f"{prefix}{number}" for number in random.choice(of, how_many, replace=False).tolist()]
