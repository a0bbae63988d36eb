"""The match behind a result, kept in the memory of this process while questions about it come in.

Made again from what the run was given, a match comes to the same pairs: some tenths of a second for 2,000 mentees and
800 mentors, two seconds for 5,000 and 2,500, and answers after that in milliseconds. So it is done where it is asked,
without a job, and the last few are kept.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock

from app.core.transactions import give_way
from app.matching_runs.models import MatchRun
from app.matching_runs.snapshot import Snapshot
from app.matching_runs.solving import solved
from app.matching_runs.stored_input import input_of
from matching import Match, Policy

MOST_KEPT = 2


@dataclass(frozen=True, slots=True)
class Warm:
    """What a run was given, and the match that came of it. Questions are put one at a time: hold ``lock`` meanwhile."""

    given: Snapshot
    match: Match
    lock: AbstractContextManager[bool] = field(default_factory=Lock, compare=False, repr=False)


class _Kept:
    """The last few; whoever asks for one that is being made waits for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._matches: OrderedDict[str, Warm] = OrderedDict()

    def get(self, digest: str) -> Warm | None:
        with self._lock:
            if digest in self._matches:
                self._matches.move_to_end(digest)
            return self._matches.get(digest)

    def put(self, digest: str, warm: Warm) -> None:
        with self._lock:
            self._matches[digest] = warm
            while len(self._matches) > MOST_KEPT:
                self._matches.popitem(last=False)


_KEPT = _Kept()
_AT_WORK = Lock()
"""One at a time: two would take twice the memory and the same time."""


def warm_match(run: MatchRun) -> Warm | None:
    """The match of a run with a result; None where the run keeps what it was given no more.

    Ends the transaction of the request before it computes: hand it a request that has written nothing.
    """
    key = f"{run.public_id}.{run.input_digest}"
    if (found := _KEPT.get(key)) is not None:
        return found
    given, policy, salt = input_of(run), Policy.from_dict(run.policy), run.salt
    if given is None:
        return None
    give_way()
    with _AT_WORK:
        if (found := _KEPT.get(key)) is None:
            made = solved(given, policy, salt)
            found = Warm(given, made)
            _KEPT.put(key, found)
    return found
