"""What people without a mentor are told: kind words, what they can change, and never who was considered.

An exclusion, a rule and a full mentor are told in the same words, so that nobody can tell one from another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from programs.sentences import Sentence, listed

__all__ = ["Told", "told"]


@dataclass(frozen=True, slots=True)
class Told:
    """Why, and what the person can do about it."""

    why: Sentence
    change: Sentence


NOT_POSSIBLE = Told(
    Sentence("A mentor for you was not possible this time."),
    Sentence("If you like, say more in your sign-up: it gives the next run more to go by."),
)


def told(reason: str, facts: Mapping[str, Any]) -> Told:
    """What a mentee is told who has no mentor.

    Parameters
    ----------
    reason, facts
        Of the entry in ``Match.unmatched``.

    Examples
    --------
    >>> str(told("nobody_offers", {"wanted": ["falconry"]}).why)
    'Nobody in this cohort teaches what you named yet: falconry.'
    >>> told("no_seat_left", {"allowed": 3}) == told("no_allowed_mentor", {"rule": "forbidden"})
    True
    """
    if reason == "no_mentors":
        return Told(
            Sentence("There was no free seat yet for anybody."),
            Sentence("There is nothing that you need to change."),
        )
    if reason == "nobody_offers" and facts.get("wanted"):
        return Told(
            Sentence(
                "Nobody in this cohort teaches what you named yet: {skills}.", {"skills": listed(facts["wanted"])}
            ),
            Sentence("If another skill would help you too, name it in your sign-up."),
        )
    return NOT_POSSIBLE
