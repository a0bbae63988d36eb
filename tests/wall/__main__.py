"""Prove the wall: ``./dev wall [PART ...] [--short] [--fault NAME]``; a few minutes, and exit 1 where it is broken.

Parts: ``imports`` (import contracts, and no key or relationship in the schema that crosses), ``canaries`` (words looked
for wherever somebody else could find them), ``worlds`` (two worlds that differ in the words of a pair only), ``slates``
(two that differ in who is on a slate), ``takeovers`` and ``tampering``. ``--fault`` takes one guard away first; ``./dev
drill wall_faults`` does so with each.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import structlog

from tests.wall import canaries, engagements, house, leaks, paired, takeovers, tampering, unsigned
from tests.wall.slate_faults import FAULTS
from tests.wall.stage import FEW, OTHERS, Finding

SHORT_SWAPS, SHORT_FLIPS = 20, 20
SQLITE, POSTGRESQL = "sqlite", "postgresql"
Proof = Callable[[], Finding]


def proofs(*, is_short: bool) -> dict[str, list[Proof]]:
    """What each part runs."""
    others = FEW if is_short else OTHERS
    swaps, flips = (SHORT_SWAPS, SHORT_FLIPS) if is_short else (tampering.SWAPS, tampering.FLIPS)
    kinds = [SQLITE] if is_short else [SQLITE, POSTGRESQL]
    return {
        "imports": [house.walk],
        "canaries": [partial(canaries.sweep, kind, others) for kind in kinds],
        "worlds": [partial(paired.compare, others), unsigned.compare],
        "slates": [partial(leaks.compare, is_short=is_short)],
        "takeovers": [
            partial(area.run, kind, is_short=is_short) for kind in kinds for area in (takeovers, engagements)
        ],
        "tampering": [partial(tampering.run, swaps, flips, kind, is_short=is_short) for kind in (SQLITE, POSTGRESQL)],
    }


def main(words: Sequence[str]) -> int:
    """Run the parts that are asked for, all by default."""
    parser = argparse.ArgumentParser(prog="./dev wall", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--short", action="store_true", help="fewer rounds and fewer eyes, as in the test suite")
    parser.add_argument("--fault", choices=sorted(FAULTS), help="take one guard away, and see that the proof breaks")
    asked = parser.parse_args(words)
    logging.getLogger().addHandler(logging.NullHandler())  # what is logged on purpose here is not for the reader
    structlog.configure(logger_factory=structlog.stdlib.LoggerFactory())
    known = proofs(is_short=asked.short)
    parts = asked.parts or list(known)
    if asked.fault:
        fault = FAULTS[asked.fault]
        parts = asked.parts or [fault.part]
        fault.apply()
    is_broken = False
    for part in parts:
        for proof in known[part]:
            began = time.perf_counter()
            finding = proof()
            is_broken |= bool(finding.broken)
            print(f"{finding.say()}\n        {time.perf_counter() - began:.0f} s", flush=True)
    return int(is_broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
