"""Faults that change nothing anybody could notice, each with why; `tests.drills.mutants` counts them apart."""

from __future__ import annotations

EQUIVALENT: dict[tuple[str, str], str] = {}
