"""What has to go when somebody is erased; areas that stand above this one hand theirs in, such as the sign-ups.

An heir is a function ``(person) → None``, called in the transaction that erases them, while their row still says who
they were. It is called again for a restored backup, so it may find nothing left.
"""

from __future__ import annotations

from collections.abc import Callable

from app.people.models import Person

Heir = Callable[[Person], None]
_HEIRS: list[Heir] = []


def when_erased(heir: Heir) -> Heir:
    """Register the function below."""
    _HEIRS.append(heir)
    return heir


def tell_erasers(person: Person) -> None:
    """Let every area take away what it keeps about somebody."""
    for heir in _HEIRS:
        heir(person)
