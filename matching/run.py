"""`match`: two column tables and a policy in, pairs with reasons and a proof out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any

import numpy as np

from matching.answers import Assignment
from matching.arrays import IntArray
from matching.assignment import answer_of, best, search_for
from matching.candidates import Halt
from matching.certify import Search
from matching.errors import InputError
from matching.matches import Match
from matching.policy import Policy
from matching.question import Columns, Edits, Pairs, Question, ask, pairs_of
from matching.reasons import unmatched_reasons
from matching.remaking import changed_question, warm_search
from matching.reordered import as_given
from matching.tables import Cell

__all__ = ["match"]

Progress = Callable[[str, int, int], object]


def match(  # noqa: PLR0913  # the contract names them
    mentees: Columns,
    mentors: Columns,
    policy: Policy,
    *,
    locked: Pairs = (),
    forbidden: Pairs = (),
    keep: Pairs | None = None,
    salt: int = 0,
    progress: Progress | None = None,
    **overrides: Any,
) -> Match:
    """Match two tables of people under a policy.

    Parameters
    ----------
    mentees, mentors : mapping of column name to cells, such as a data frame
    policy : Policy
    locked, forbidden, keep : pairs of (mentee id, mentor id), optional
        Pairs that must be, that must not be, and that count ``policy.keep_bonus`` more, in no score or total.
    salt : int
        Decides between equally good results: both sides are put in the order of a hash of salt and id.
    progress : callable, optional
        Called with "scoring", "solving" or "proving", done and total. It may raise to cancel, or return False to
        get what there is so far, with its bound and gap.
    **overrides
        ``seats``, ``needs``, ``objective``, ``floor``, ``keep_bonus`` in place of the policy's.

    Returns
    -------
    Match
        The same for any order of the rows.

    Raises
    ------
    InputError
        Names the table, the column and the rows, counted from 1.

    Examples
    --------
    >>> criteria = [{"name": "craft", "kind": "same", "column": "function", "weight": 10}]
    >>> rules = [{"kind": "common_language", "column": "languages"}]
    >>> mentees = {"id": ["ana", "ben"], "function": ["law", "tax"], "languages": ["pt; en", "pl"]}
    >>> mentors = {"id": ["cleo"], "function": ["law"], "languages": [["en"]]}
    >>> found = match(mentees, mentors, Policy.from_dict({"criteria": criteria, "rules": rules}))
    >>> found.pairs, found.total, found.gap, found.unmatched[0].facts["rule"]
    ((('ana', 'cleo'),), 10.0, 0.0, 'common_language')
    """
    watch = Watch(progress or (lambda *_: None))
    return _solved(_asked(mentees, mentors, policy, overrides, (locked, forbidden, keep), salt), watch)


def _asked(
    mentees: Columns,
    mentors: Columns,
    policy: Policy,
    overrides: Mapping[str, Any],
    pairs: Sequence[Pairs | None],
    salt: int,
) -> Question:
    edits = Edits(*(pairs_of(name, given) for name, given in zip(("locked", "forbidden", "keep"), pairs, strict=True)))
    if not isinstance(policy, Policy):
        raise InputError(f"policy: expected a Policy, got {policy!r}; see Policy.shipped and Policy.from_toml")
    return ask(mentees, mentors, policy.changed(**overrides), edits, salt)


@dataclass(slots=True)
class Watch:
    """Hears of progress, passes it on, and times the steps. A progress that returns False asks for what there is."""

    progress: Progress
    timings: dict[str, float] = field(default_factory=dict)
    _began: float = field(default_factory=perf_counter)
    _current: str = "reading"

    def step(self, name: str) -> None:
        """Begin a step."""
        now = perf_counter()
        self.timings[self._current] = self.timings.get(self._current, 0.0) + now - self._began
        self._began, self._current = now, name

    def hear(self, step: str, done: int, total: int) -> None:
        """Pass it on; raises `Halt` where that is answered with False."""
        if self._current != step:
            self.step(step)
        if self.progress(step, done, total) is False:
            raise Halt


def _solved(question: Question, watch: Watch) -> Match:
    if question.problem.objective == "stable":
        return named(question, best(question.problem, watch.hear), watch, None)
    search = search_for(question.problem, watch.hear)
    return named(question, answer_of(search), watch, search)


def named(question: Question, answer: Assignment, watch: Watch, search: Search | None) -> Match:
    """Put names to an assignment, and tell it in the order in which people came."""
    watch.step("explaining")
    order = question.mentees.order, question.mentors.order
    whole = as_given(answer, order)
    told = {entry.id: entry for entry in unmatched_reasons(answer, question.mentees, question.scorer)}
    ids = tuple(_given(table.ids, table.order) for table in (question.mentees, question.mentors))
    digests: dict[str, Any] = {
        "policy_digest": question.policy.digest,
        "input_digest": question.input_digest,
        "salt": question.salt,
    }
    watch.step("done")
    return Match(
        assignment=replace(whole, timings=watch.timings, **digests),
        mentee_ids=ids[0],
        mentor_ids=ids[1],
        pairs=tuple((ids[0][row], ids[1][column]) for row, column in whole.pairs.tolist()),
        scores=whole.scores.astype(np.float64),
        total=whole.total,
        bound=whole.bound,
        gap=whole.gap,
        mentee_prices=whole.mentee_prices,
        mentor_prices=whole.mentor_prices,
        unmatched=tuple(told[ids[0][row]] for row in whole.unmatched.tolist()),
        policy=question.policy,
        **digests,
        timings=dict(watch.timings),
        question=question,
        search=search,
        remake=remade,
    )


def remade(found: Match, **changes: Any) -> Match:
    """A match with something changed, solved on from where it stands."""
    watch = Watch(lambda *_: None)
    question = changed_question(found, **changes)
    problem = question.problem
    search = None if problem.objective == "stable" else warm_search(found, question, watch.hear)
    return named(question, best(problem, watch.hear) if search is None else answer_of(search), watch, search)


def _given(ids: Sequence[Cell], order: IntArray) -> tuple[Cell, ...]:
    return tuple(ids[at] for at in np.argsort(order).tolist())
