"""Faults that change nothing anybody could notice, each with why; `tests.drills.mutants` counts them apart."""

from __future__ import annotations

HIGH = "any number above the height of every line"
MARK = "whatever is above 0 marks a pair"
CODES = "nobody refuses and is missing at once, so the three codes stay apart"
NONE_IS_ALL = "a slice up to None is the whole line too"
PROOFS = ("verification", "proofs", "blocking")
BOSSES = "[(row, at, {}) for row, line in enumerate(lines) for boss in line[:most] for at in place.get(boss, "

NO_PAIRS = "where there are no mentors there are no pairs to number"

EQUIVALENT: dict[tuple[str, str], str] = {
    **{(name, "max(problem.shape[1], 1) → max(problem.shape[1], 0)"): NO_PAIRS for name in PROOFS},
    ("rules.attributes", "2 * refused.astype(np.int64) + missing → 2 * refused.astype(np.int64) - missing"): CODES,
    ("rules.attributes", "2 * refused.astype(np.int64) → 3 * refused.astype(np.int64)"): CODES,
    ("rules.lines", "10 ** 9 → 11 ** 9"): HIGH,
    ("rules.lines", "10 ** 9 → 9 ** 9"): HIGH,
    ("rules.lines", "10 ** 9 → 10 ** 10"): HIGH,
    ("rules.lines", "10 ** 9 → 10 ** 8"): HIGH,
    ("rules.lines", "return EVERY_LEVEL → return None"): NONE_IS_ALL,
    ("rules.lines", f"{BOSSES.format(1.0)} → {BOSSES.format(2.0)}"): MARK,
}
