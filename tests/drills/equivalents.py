"""Faults that change nothing anybody could notice, each with why; `tests.drills.mutants` counts them apart."""

from __future__ import annotations

HIGH = "any number above the height of every line"
MARK = "whatever is above 0 marks a pair"
CODES = "nobody refuses and is missing at once, so the three codes stay apart"
NONE_IS_ALL = "a slice up to None is the whole line too"
PROOFS = ("verification", "proofs", "blocking")
REACH = "np.where((others == LOWEST) | (others < valuation.least), {}, reach - enough[rows])"
HEIGHT = "BLOCK_CELLS // max(problem.shape[1], 1)"
BOSSES = "[(row, at, {}) for row, line in enumerate(lines) for boss in line[:most] for at in place.get(boss, "

NO_PAIRS = "where there are no mentors there are no pairs to number"
WIDE = "any width from the number of mentors on keeps pairs apart"
TUNED = "how much is looked at or added at a time; the answer is the same"
DECLARED = "nothing sets an attribute that is not declared"
CAREFUL = "a looser bound is a bound too: more is looked at, and nothing is missed"
LETTER = "NumPy reads the first letter"
BELOW = "any number below 0 says so"
NOT_COMPARED = "nothing compares or hashes them"
NOT_TRUE = "neither counts as true"
NOT_READ = "whoever begins warm gives prices of mentors alone"
NO_SLACK = "who has no slack is looked at no more than who has less than none"
FAR_BELOW = "any number far below every worth"

EQUIVALENT: dict[tuple[str, str], str] = {
    **{(name, "max(problem.shape[1], 1) → max(problem.shape[1], 0)"): NO_PAIRS for name in PROOFS},
    **{(name, "max(problem.shape[1], 1) → max(problem.shape[1], 2)"): WIDE for name in PROOFS},
    ("certify", "max(self.problem.shape[1], 1) → max(self.problem.shape[1], 0)"): NO_PAIRS,
    ("certify", "max(self.problem.shape[1], 1) → max(self.problem.shape[1], 2)"): WIDE,
    ("proofs", "1 << 21 → 2 << 21"): TUNED,
    ("proofs", "1 << 21 → 1 << 22"): TUNED,
    ("proofs", "1 << 21 → 1 << 20"): TUNED,
    ("proofs", f"max(1, {HEIGHT}) → max(2, {HEIGHT})"): TUNED,
    ("proofs", "BLOCK_CELLS // max(problem.shape[1], 1) → BLOCK_CELLS * max(problem.shape[1], 1)"): TUNED,
    ("certify", "ADDED_A_ROW = 40 → ADDED_A_ROW = 41"): TUNED,
    ("certify", "ADDED_A_ROW = 40 → ADDED_A_ROW = 39"): TUNED,
    ("certify", "1 << 18 → 2 << 18"): TUNED,
    ("certify", "1 << 18 → 1 << 19"): TUNED,
    ("certify", "1 << 18 → 1 << 17"): TUNED,
    ("certify", "max(1, BLOCK_CELLS // width) → max(2, BLOCK_CELLS // width)"): TUNED,
    ("certify", "slots=True → slots=False"): DECLARED,
    ("certify", f"{REACH.format(-1)} → {REACH.format('-0')}"): NO_SLACK,
    ("certify", "eq=False → eq=True"): NOT_COMPARED,
    ("certify", "return False → return None"): NOT_TRUE,
    ("certify", "np.zeros(0, dtype=np.int64) → np.zeros(1, dtype=np.int64)"): NOT_READ,
    ("certify", "fell > bounds.margin // 2 → fell >= bounds.margin // 2"): CAREFUL,
    ("certify", "kind='stable' → kind='stable!'"): LETTER,
    (
        "certify",
        "np.full(self.problem.shape[1], -1, dtype=np.int64) → np.full(self.problem.shape[1], -2, dtype=np.int64)",
    ): BELOW,
    ("certify", "np.iinfo(np.int64).min // 4 → np.iinfo(np.int64).min // 3"): FAR_BELOW,
    ("certify", "np.iinfo(np.int64).min // 4 → np.iinfo(np.int64).min // 5"): FAR_BELOW,
    ("certify", "2 ** 61 → 1 ** 61"): CAREFUL,
    ("certify", "2 ** 61 → 2 ** 60"): CAREFUL,
    ("certify", "np.maximum(bounds.prices - found.prices, 0) → np.maximum(bounds.prices - found.prices, 1)"): CAREFUL,
    ("certify", "bounds.rows > found.needs - slightly → bounds.rows >= found.needs - slightly"): CAREFUL,
    ("rules.attributes", "2 * refused.astype(np.int64) + missing → 2 * refused.astype(np.int64) - missing"): CODES,
    ("rules.attributes", "2 * refused.astype(np.int64) → 3 * refused.astype(np.int64)"): CODES,
    ("rules.lines", "10 ** 9 → 11 ** 9"): HIGH,
    ("rules.lines", "10 ** 9 → 9 ** 9"): HIGH,
    ("rules.lines", "10 ** 9 → 10 ** 10"): HIGH,
    ("rules.lines", "10 ** 9 → 10 ** 8"): HIGH,
    ("rules.lines", "return EVERY_LEVEL → return None"): NONE_IS_ALL,
    ("rules.lines", f"{BOSSES.format(1.0)} → {BOSSES.format(2.0)}"): MARK,
}
