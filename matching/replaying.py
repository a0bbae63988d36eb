"""A match made again from what was stored about it, to the same pairs, or the word what differs."""

from typing import Any

from matching.errors import InputError
from matching.matches import Match
from matching.policy import Policy
from matching.question import Columns
from matching.run import match

__all__ = ["VERSION", "replay"]

VERSION = 2
"""Counts up with every change after which the same input may come to other pairs."""


def replay(
    mentees: Columns,
    mentors: Columns,
    policy: Policy,
    *,
    salt: int,
    input_digest: str,
    policy_digest: str,
    **edits: Any,
) -> Match:
    """Match again what was matched before.

    Parameters
    ----------
    mentees, mentors : mapping of column name to cells
    policy : Policy
        As it was in effect, overrides included: ``Match.policy``.
    salt, input_digest, policy_digest : int, str, str
        As the match had them.
    **edits
        ``locked``, ``forbidden`` and ``keep`` of that time.

    Returns
    -------
    Match
        With the same pairs, for nothing else goes into them.

    Raises
    ------
    InputError
        Names what is not as it was: the policy, or the people and pairs that were handed in.

    Examples
    --------
    >>> people, policy = {"id": ["a", "b"]}, Policy(name="any")
    >>> once = match(people, people, policy, salt=3)
    >>> stored = {"salt": 3, "input_digest": once.input_digest, "policy_digest": once.policy_digest}
    >>> replay(people, people, policy, **stored).pairs == once.pairs
    True
    >>> replay({"id": ["a", "c"]}, people, policy, **stored)
    Traceback (most recent call last):
        ...
    matching.errors.InputError: replay: the people, or the pairs named beside them, differ from those of that time
    """
    if policy.digest != policy_digest:
        raise InputError("replay: the policy differs from that of the time")
    found = match(mentees, mentors, policy, salt=salt, **edits)
    if found.input_digest != input_digest:
        raise InputError("replay: the people, or the pairs named beside them, differ from those of that time")
    return found
