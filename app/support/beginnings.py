"""Where a road of “Which support fits me?” begins in Ithaca: areas that stand below this one hand their page in.

It is a plain link without parameters: whoever follows it does not say where they came from, or what they answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True, slots=True)
class Beginning:
    """A page on which a road can be taken at once; the label is a lazy string."""

    endpoint: str
    label: str


_BEGINNINGS: dict[str, list[Beginning]] = {}


def begins(road: str, endpoint: str, label: str) -> None:
    """Let a road begin on this page."""
    _BEGINNINGS.setdefault(road, []).append(Beginning(endpoint, label))


def beginnings() -> Mapping[str, Sequence[Beginning]]:
    """By road, the pages that this application has."""
    here = current_app.view_functions
    return {road: [each for each in found if each.endpoint in here] for road, found in _BEGINNINGS.items()}
