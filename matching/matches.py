"""What `match` returns: pairs of ids, the proof, and the reasons."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matching.answers import Assignment
from matching.arrays import FloatArray, IntArray
from matching.census import Census, census
from matching.certify import Search
from matching.disagreements import disagreements
from matching.explaining import WhyNot, runner_up, standing_of, why_not
from matching.policy import Policy
from matching.question import Pairs, Question
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
    _memory: dict[str, Standing] = field(repr=False, default_factory=dict)

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
        """What each criterion gives to a pair, made or not; the points add up to its score exactly.

        Parameters
        ----------
        mentee_id, mentor_id : ids as in the tables

        Returns
        -------
        tuple of Part
            In the order of the policy.

        Examples
        --------
        >>> from matching import Policy, match
        >>> policy = Policy.from_dict({"criteria": [{"kind": "same", "column": "craft", "weight": 4}]})
        >>> people = {"id": ["ana", "ben"], "craft": ["law", "tax"]}
        >>> [(part.name, part.points, part.maximum) for part in match(people, people, policy).explain("ana", "ben")]
        [('same', 0.0, 4.0)]
        """
        return self.scorer.parts(*self.place(mentee_id, mentor_id))

    def explained(self) -> Iterator[tuple[Part, ...]]:
        """The same for every pair that is made, in the order of ``pairs``, faster than one by one."""
        places = np.array([self.place(*pair) for pair in self.pairs], dtype=np.int64).reshape(-1, 2)
        return self.scorer.parts_of(places[:, 0], places[:, 1])

    def score(self, mentee_id: Cell, mentor_id: Cell) -> float:
        """Points of a pair, made or not."""
        return sum(part.points for part in self.explain(mentee_id, mentor_id))

    def why_not(self, mentee_id: Cell, mentor_id: Cell) -> WhyNot:
        """Why a pair is not made: the rules, or what it would cost and who would move. For the administrator.

        Parameters
        ----------
        mentee_id, mentor_id : ids as in the tables

        Returns
        -------
        WhyNot

        Examples
        --------
        >>> from matching import Policy, match
        >>> policy = Policy.from_dict({"criteria": [{"kind": "same", "column": "craft", "weight": 4}]})
        >>> people = {"id": ["ana", "ben"], "craft": ["law", "tax"]}
        >>> why = match(people, people, policy).why_not("ana", "ben")
        >>> why.loss, [(move.mentee, move.after) for move in why.moves]
        (8.0, [('ana', ('ben',)), ('ben', ('ana',))])
        """
        return why_not(self, mentee_id, mentor_id)

    def runner_up(self, mentee_id: Cell) -> WhyNot | None:
        """The mentor who comes nearest to being a mentee's next one; None where nobody else is allowed.

        Parameters
        ----------
        mentee_id : id as in the table

        Returns
        -------
        WhyNot or None

        Examples
        --------
        >>> from matching import Policy, match
        >>> policy = Policy.from_dict({"criteria": [{"kind": "same", "column": "craft", "weight": 4}]})
        >>> people = {"id": ["ana", "ben"], "craft": ["law", "tax"]}
        >>> match(people, people, policy).runner_up("ana").mentor
        'ben'
        """
        return runner_up(self, mentee_id)

    def seat_value(self, mentor_id: Cell) -> float:
        """Exactly what one more seat at a mentor would add, in points, an unfilled need counted at the floor.

        Parameters
        ----------
        mentor_id : id as in the table

        Returns
        -------
        float

        Examples
        --------
        >>> from matching import Policy, match
        >>> policy = Policy.from_dict({"criteria": [{"kind": "same", "column": "craft", "weight": 4}]})
        >>> people = {"id": ["ana", "ben"], "craft": ["law", "tax"]}
        >>> match(people, {"id": ["eva"], "craft": ["law"]}, policy, floor=-1).seat_value("eva")
        1.0
        """
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

        Parameters
        ----------
        added : int
        most : int, optional
            Only so many skills, those that most of them want.
        progress : callable, optional
            Told how many are done, and of how many; it may return False.

        Returns
        -------
        tuple of SkillSupply
            The skill that helps most first.

        Examples
        --------
        >>> from matching import Policy, match
        >>> policy = Policy.from_dict({"rules": [{"kind": "covers", "column": "skills"}]})
        >>> found = match({"id": ["ana", "ben"], "skills": ["tax:2"] * 2}, {"id": ["eva"], "skills": ["tax:3"]}, policy)
        >>> [(entry.skill, entry.unplaced, entry.placed) for entry in found.supply(added=1)]
        [('tax', 1, 1)]
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
            To keep it, match anew with the same changes: that decides between equals as if nothing had been before.

        Examples
        --------
        >>> from matching import Policy, match
        >>> policy = Policy.from_dict({"criteria": [{"kind": "same", "column": "craft", "weight": 4}]})
        >>> people = {"id": ["ana", "ben"], "craft": ["law", "tax"]}
        >>> other, diff = match(people, people, policy).with_changes(forbidden=[("ana", "ana")])
        >>> diff.total, diff.newly_unplaced
        (-4.0, ('ana',))
        """
        other = self.remake(self, locked=locked, forbidden=forbidden, policy=policy, **changes)
        return other, diff(self, other)

    def standing(self) -> Standing:
        """The finished search, ready for questions about single pairs."""
        if "standing" not in self._memory:
            self._memory["standing"] = standing_of(self)
        return self._memory["standing"]

    def place(self, mentee_id: Cell, mentor_id: Cell) -> tuple[int, int]:
        """Where two people stand in the hashed order."""
        return self.question.place(mentee_id, mentor_id)

    def ruled_out(self, mentee_id: Cell, mentor_id: Cell) -> tuple[str, ...]:
        """Names of the rules that exclude a pair."""
        return tuple(self.scorer.ruled_out(*self.place(mentee_id, mentor_id)))

    def disagreements(self) -> Iterator[str]:
        """Where what is stored here does not follow from the assignment and from what was asked."""
        return disagreements(self)
