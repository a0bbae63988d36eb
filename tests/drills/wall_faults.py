"""Take the guards of the wall away, one at a time, and see that its proof breaks.

``./dev drill wall_faults [NAME ...]``: each guard in a process of its own, and only the part of the proof that it is
for, in its short form but for takeovers. Exits 1 where a part still holds without its guard.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from tests.wall.slate_faults import FAULTS

SECONDS = 600


def main(names: Sequence[str]) -> int:
    """Try the guards that are named, all by default."""
    overlooked = []
    for name in names or FAULTS:
        words = [sys.executable, "-m", "tests.wall", "--fault", name]
        words += [] if FAULTS[name].part == "takeovers" else ["--short"]  # a guard may be for one of the ways only
        ended = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
        first = next((line.strip() for line in ended.stdout.splitlines() if "!!" in line), "")
        is_seen = ended.returncode == 1 and bool(first)
        overlooked += [] if is_seen else [name]
        print(
            f"{'seen      ' if is_seen else 'OVERLOOKED'} {name}: {FAULTS[name].sentence}\n           {first}",
            flush=True,
        )
    print(f"{len(overlooked)} overlooked")
    return int(bool(overlooked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
