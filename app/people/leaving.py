"""What has to happen when people leave; areas that stand above this one hand theirs in, such as the pairs.

An heir is a function ``(ids of people, actor) → None``, called in the transaction that lets them go, after it has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.people.models import Person

Heir = Callable[[Sequence[int], Person | None], None]
_HEIRS: list[Heir] = []


def when_left(heir: Heir) -> Heir:
    """Register the function below."""
    _HEIRS.append(heir)
    return heir


def tell_heirs(person_ids: Sequence[int], actor: Person | None) -> None:
    """Let every area do its part; nothing where nobody has left."""
    if not person_ids:
        return
    for heir in _HEIRS:
        heir(person_ids, actor)
