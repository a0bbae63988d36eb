"""What `match` returns: pairs of ids, the proof, and the reasons."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matching.answers import Assignment
from matching.arrays import FloatArray, IntArray
from matching.census import Census, census
from matching.certify import Search
from matching.errors import InputError
from matching.explaining import WhyNot, runner_up, standing_of, why_not
from matching.policy import RESOLUTION, Policy
from matching.question import Pairs, Question
from matching.reordered import given_problem
from matching.runners_up import RunnerUp, most_possible, runners_up
from matching.scoring import Part, RuleCount, Scorer
from matching.standing import Standing
from matching.supply import SkillSupply, seat_value, supply
from matching.tables import Cell
from matching.unmatched import Unmatched
from matching.what_if import Diff, diff

__all__ = ["Match", "Unmatched"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Match:
    """Who is with whom under a policy.

    Attributes
    ----------
    assignment : Assignment
        The same by position, rows and columns as given, with the problem and its proof.
    pairs : tuple of (mentee id, mentor id)
        In the order of ``assignment.pairs``.
    scores : float64, shape (k,)
        In the policy's points, exact multiples of 1/1024.
    total, bound, gap : float
        In points; ``gap`` 0 is proven best.
    unmatched : tuple of Unmatched
    policy : Policy
        As it was in effect, overrides included.
    timings : mapping of str to float
        Seconds for reading, scoring, solving, proving and explaining.
    """

    assignment: Assignment
    mentee_ids: tuple[Cell, ...]
    mentor_ids: tuple[Cell, ...]
    pairs: tuple[tuple[Cell, Cell], ...]
    scores: FloatArray
    total: float
    bound: float
    gap: float
    mentee_prices: IntArray
    mentor_prices: IntArray
    unmatched: tuple[Unmatched, ...]
    policy: Policy
    policy_digest: str
    input_digest: str
    salt: int
    timings: Mapping[str, float]
    question: Question = field(repr=False)
    search: Search | None = field(repr=False, default=None)
    remake: Callable[..., "Match"] = field(repr=False, kw_only=True)
    _memory: dict[str, Any] = field(repr=False, default_factory=dict)

    @property
    def scorer(self) -> Scorer:
        """Criteria and rules, ready for any pair in hashed order."""
        return self.question.scorer

    @property
    def objective(self) -> str:
        """What was asked for."""
        return self.assignment.objective

    @property
    def proven(self) -> bool:
        """Whether no better result exists."""
        return self.assignment.proven

    @property
    def rule_counts(self) -> tuple[RuleCount, ...]:
        """How many pairs each rule excludes, alone excludes, and could not judge for lack of data."""
        return self.scorer.rule_counts

    def census(self) -> Census:
        """What the rules exclude and what is not known, over all pairs; forbidden ones are not told apart."""
        return census(self.scorer)

    @property
    def blocking_pairs(self) -> int:
        """How many pairs would rather have each other: the price of optimality."""
        return self.assignment.blocking_pairs

    @property
    def rounds(self) -> int:
        """How often the candidates were solved."""
        return self.assignment.rounds

    @property
    def pairs_checked(self) -> int:
        """How many pairs were looked at."""
        return self.assignment.pairs_checked

    @property
    def free_seats(self) -> dict[Cell, int]:
        """Seats that are left, by mentor; mentors without any are not listed."""
        taken = np.bincount(self.assignment.pairs[:, 1], minlength=len(self.mentor_ids))
        free = (self.assignment.problem.capacity - taken).tolist()
        return {mentor: left for mentor, left in zip(self.mentor_ids, free, strict=True) if left > 0}

    def explain(self, mentee_id: Cell, mentor_id: Cell) -> tuple[Part, ...]:
        """What each criterion gives to a pair, made or not; the points add up to its score exactly."""
        return self.scorer.parts(*self.place(mentee_id, mentor_id))

    def explained(self) -> Iterator[tuple[Part, ...]]:
        """The same for every pair that is made, in the order of ``pairs``, faster than one by one."""
        places = np.array([self.place(*pair) for pair in self.pairs], dtype=np.int64).reshape(-1, 2)
        return self.scorer.parts_of(places[:, 0], places[:, 1])

    def score(self, mentee_id: Cell, mentor_id: Cell) -> float:
        """Points of a pair, made or not."""
        return sum(part.points for part in self.explain(mentee_id, mentor_id))

    def why_not(self, mentee_id: Cell, mentor_id: Cell) -> WhyNot:
        """Why a pair is not made: the rules, or what it would cost and who would move. For the administrator."""
        return why_not(self, mentee_id, mentor_id)

    def runner_up(self, mentee_id: Cell) -> WhyNot | None:
        """The mentor who comes nearest to being a mentee's next one; None where nobody else is allowed."""
        return runner_up(self, mentee_id)

    def seat_value(self, mentor_id: Cell) -> float:
        """Exactly what one more seat at a mentor would add, in points, an unfilled need counted at the floor."""
        return seat_value(self, mentor_id)

    def runners_up(self) -> Iterator[RunnerUp]:
        """The same mentor for every mentee who has one, at once, with the points of the two."""
        return runners_up(self)

    def most_possible(self) -> float:
        """What no result can exceed, by scores alone: for a match that was halted and whose bound is far off."""
        return most_possible(self)

    def supply(
        self, added: int = 3, *, most: int | None = None, progress: Callable[[int, int], object] | None = None
    ) -> tuple[SkillSupply, ...]:
        """For each skill wanted by somebody unplaced, how many more would be with ``added`` more mentors for it.

        With ``most`` for those wanted by most of them; ``progress`` is told how many are done and may return False.
        """
        return supply(self, added, most, progress)

    def with_changes(
        self,
        *,
        locked: Pairs = (),
        forbidden: Pairs = (),
        policy: Policy | None = None,
        **changes: Any,
    ) -> tuple["Match", Diff]:
        """The same people with something changed, solved on from here, and what that changes.

        Parameters
        ----------
        locked, forbidden : pairs of ids
            Beside those that are so already.
        policy : Policy, optional
        **changes
            ``seats`` and ``needs``: a mapping of ids to numbers, or as in a policy; ``objective``; ``add``: rows by
            side, ``{"mentors": [{"id": "x", ...}]}``; ``remove``: ids, or ids by side.

        Returns
        -------
        (Match, Diff)
            To keep it, match anew with the same changes: that decides between equals as if there had been
            nothing before.
        """
        unknown = set(changes) - {"seats", "needs", "objective", "add", "remove"}
        if unknown:
            raise InputError(f"with_changes: unknown argument {min(unknown)!r}")
        other = self.remake(self, locked=locked, forbidden=forbidden, policy=policy, **changes)
        return other, diff(self, other)

    def standing(self) -> Standing:
        """The finished search, ready for questions about single pairs."""
        if "standing" not in self._memory:
            self._memory["standing"] = standing_of(self)
        standing: Standing = self._memory["standing"]
        return standing

    def place(self, mentee_id: Cell, mentor_id: Cell) -> tuple[int, int]:
        """Where two people stand in the hashed order."""
        return self.question.place(mentee_id, mentor_id)

    def ruled_out(self, mentee_id: Cell, mentor_id: Cell) -> tuple[str, ...]:
        """Names of the rules that exclude a pair."""
        return tuple(self.scorer.ruled_out(*self.place(mentee_id, mentor_id)))

    def disagreements(self) -> Iterator[str]:
        """Where what is stored here does not follow from the assignment."""
        answer = self.assignment
        named = tuple((self.mentee_ids[row], self.mentor_ids[column]) for row, column in answer.pairs.tolist())
        checks: list[tuple[str, Callable[[], bool]]] = [
            ("pairs", lambda: self.pairs == named),
            ("scores", lambda: np.array_equal(self.scores, answer.scores)),
            ("total", lambda: self.total == answer.total),
            ("bound", lambda: self.bound == answer.bound),
            ("gap", lambda: self.gap == answer.gap),
            ("mentee prices", lambda: np.array_equal(self.mentee_prices, answer.mentee_prices)),
            ("mentor prices", lambda: np.array_equal(self.mentor_prices, answer.mentor_prices)),
            ("unmatched", self._unmatched_agree),
            ("people", self._people_agree),
            ("scores by criterion", self._parts_add_up),
            ("policy digest", lambda: self.policy_digest == self.policy.digest == self.question.policy.digest),
            ("input digest", lambda: self.input_digest == self.question.digest()),
            ("salt", lambda: self.salt == self.question.salt),
        ]
        yield from (f"the {what} of the match and of its assignment differ" for what, agree in checks if not agree())

    def _unmatched_agree(self) -> bool:
        answer = self.assignment
        told = [(entry.id, entry.reason.replace("nobody_offers", "no_allowed_mentor")) for entry in self.unmatched]
        return told == [(self.mentee_ids[at], why) for at, why in zip(answer.unmatched, answer.reasons, strict=True)]

    def _people_agree(self) -> bool:
        """Whether ids, seats, needs and pairs that had to be are those of the question."""
        question, problem = self.question, self.assignment.problem
        order = question.mentees.order, question.mentors.order
        asked = given_problem(question.problem, order)
        ids = [tuple(table.ids[at] for at in np.argsort(table.order)) for table in (question.mentees, question.mentors)]
        return ids == [self.mentee_ids, self.mentor_ids] and all(
            np.array_equal(getattr(problem, name), getattr(asked, name))
            for name in ("capacity", "demand", "floor", "locked", "kept", "objective", "keep_bonus")
        )

    def _parts_add_up(self) -> bool:
        problem = self.assignment.problem
        points = [self.score(*pair) for pair in self.pairs]
        return problem.unit == 1 / RESOLUTION and points == self.assignment.scores.tolist()
