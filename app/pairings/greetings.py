"""What the first letter of a pair says besides; areas that stand above this one hand theirs in, as the orientation.

An area registers a function ``(pairing, person) → Farewell | None``; it is asked when the letter is written.
"""

from __future__ import annotations

from collections.abc import Callable

from app.pairings.farewells import Farewell
from app.pairings.models import Pairing
from app.people.models import Person

Greeter = Callable[[Pairing, Person], Farewell | None]
_GREETERS: list[Greeter] = []


def greeting(greeter: Greeter) -> Greeter:
    """Register the function below."""
    _GREETERS.append(greeter)
    return greeter


def greetings_of(pairing: Pairing, person: Person) -> list[Farewell]:
    """What every area has to say to one of the two."""
    return [each for greeter in _GREETERS if (each := greeter(pairing, person)) is not None]
