"""The orders of both sides in a stable match: ranked wishes first, then everybody else by score."""

import numpy as np

from matching.arrays import IntArray
from matching.criteria.wishes import Preference
from matching.policy import MOST_POINTS, RESOLUTION
from matching.scoring import Scorer

__all__ = ["wish_orders"]

BEYOND_SCORES = (MOST_POINTS + 1) * RESOLUTION
STEPS = 1 << 20


def wish_orders(scorer: Scorer) -> tuple[IntArray, IntArray]:
    """What each pair is to the mentee and to the mentor, more is better; both mentees by mentors."""
    rows, columns = np.arange(scorer.shape[0]), np.arange(scorer.shape[1])
    scores = scorer.steps(rows, columns)
    own, others = scores.copy(), scores.copy()
    for criterion in scorer.criteria():
        if isinstance(criterion, Preference):
            of_mentees, of_mentors = criterion.places()
            own += np.rint(of_mentees.toarray() * STEPS).astype(np.int64) * BEYOND_SCORES
            others += np.rint(of_mentors.toarray().T * STEPS).astype(np.int64) * BEYOND_SCORES
    return own, others
