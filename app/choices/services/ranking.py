"""A mentor says of everybody at once whom they would like, in which order, and whom rather not. The caller commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.choices.services.wishing import set_list
from app.choices.vetoes import set_veto
from app.cohorts.models import Enrolment
from app.people.models import Person


def rank_everybody(
    own: Enrolment, ranked: Sequence[Person], vetoes: Mapping[Enrolment, bool], *, actor: Person
) -> None:
    """Let these be on one's list, in this order, and nobody else; and never be put together with whom one vetoes.

    ``vetoes`` holds only what is to change. Raises RuleBroken for more people than a list holds: nothing is kept then.
    """
    set_list(own, ranked, actor=actor)
    for mentee, is_set in vetoes.items():
        set_veto(own, mentee, is_set=is_set, actor=actor)
