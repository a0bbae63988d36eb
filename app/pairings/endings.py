"""What has to happen when a pair ends; areas that stand above this one hand theirs in, such as the calendar.

An heir is a function ``(pairings, actor) → None``, called in the transaction that ends them, after they have ended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.pairings.models import Pairing
from app.people.models import Person

Heir = Callable[[Sequence[Pairing], Person | None], None]
_HEIRS: list[Heir] = []


def when_ended(heir: Heir) -> Heir:
    """Register the function below."""
    _HEIRS.append(heir)
    return heir


def tell_heirs(pairings: Sequence[Pairing], actor: Person | None) -> None:
    """Let every area do its part."""
    for heir in _HEIRS:
        heir(pairings, actor)
