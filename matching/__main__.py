"""Match two CSV files from a shell: ``python -m matching``.

Exit code 0: done and proven, or the certificate holds. 1: disproved or not proven. 2: bad input.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matching import OBJECTIVES, InputError, Match, Policy, assign, match, stable
from matching.certificates import verify_certificate
from matching.compiled import COMPILED, WITHOUT
from matching.files import read_certificate, read_table, write_certificate, write_pairs

DONE, DISPROVED, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except InputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m matching", description="Match mentees with mentors, and prove it.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    matches = commands.add_parser("match", help="match two files")
    _add_files(matches)
    matches.add_argument("-o", "--output", type=Path, required=True, metavar="PAIRS.csv")
    matches.add_argument("--objective", choices=OBJECTIVES)
    matches.add_argument("--certificate", type=Path, metavar="CERT.npz")
    matches.add_argument("--report", type=Path, metavar="R.json")
    matches.add_argument("--salt", type=int, default=0)
    matches.set_defaults(run=_match)

    verifies = commands.add_parser("verify", help="check a certificate, without solving")
    verifies.add_argument("certificate", type=Path, metavar="CERT.npz")
    _add_files(verifies)
    verifies.set_defaults(run=_verify)

    explains = commands.add_parser("explain", help="show what a pair's score is made of")
    _add_files(explains)
    explains.add_argument("--mentee", required=True, metavar="ID")
    explains.add_argument("--mentor", required=True, metavar="ID")
    explains.set_defaults(run=_explain)

    compiles = commands.add_parser("compile", help="compile the inner loops now, so that the first match need not")
    compiles.set_defaults(run=_compile)
    commands.add_parser("policies", help="list the policies that are here").set_defaults(run=_policies)
    return parser


def _add_files(command: argparse.ArgumentParser) -> None:
    command.add_argument("mentees", type=Path, metavar="MENTEES.csv")
    command.add_argument("mentors", type=Path, metavar="MENTORS.csv")
    command.add_argument("--policy", required=True, metavar="NAME|P.toml")


def _policy(given: argparse.Namespace) -> Policy:
    is_file = given.policy.casefold().endswith(".toml") or Path(given.policy).is_file()
    return Policy.from_toml(Path(given.policy)) if is_file else Policy.shipped(given.policy)


def _matched(given: argparse.Namespace, **overrides: Any) -> Match:
    return match(
        read_table(given.mentees),
        read_table(given.mentors),
        _policy(given),
        salt=getattr(given, "salt", 0),
        progress=_show_progress if sys.stderr.isatty() else None,
        **overrides,
    )


def _match(given: argparse.Namespace) -> int:
    found = _matched(given, **({"objective": given.objective} if given.objective else {}))
    write_pairs(given.output, found)
    if given.certificate:
        write_certificate(given.certificate, found)
    if given.report:
        given.report.write_text(json.dumps(_report(found), indent=2, default=str) + "\n", encoding="utf-8")
    _print_summary(found)
    return DONE if found.proven else DISPROVED


def _exact(points: float) -> str:
    """All digits there are: a total of a million and a half is not 1.5e+06."""
    return f"{points:.15g}"


def _print_summary(found: Match) -> None:
    placed = len({mentee for mentee, _ in found.pairs})
    print(f"placed {placed} of {len(found.mentee_ids)} mentees in {len(found.pairs)} pairs")
    gap = "proven" if found.proven else f"gap {_exact(found.gap)}"
    print(f"total {_exact(found.total)} of at most {_exact(found.bound)}: {gap}")
    if found.pairs:
        worst = int(found.scores.argmin())
        print(f"worst pair {' and '.join(map(str, found.pairs[worst]))}: {_exact(found.scores[worst])}")
    for reason, count in Counter(entry.reason for entry in found.unmatched).most_common():
        print(f"needs unfilled, {reason}: {count}")
    print(f"pairs that would rather have each other: {found.blocking_pairs}")
    for line in _runners_up(found):
        print(line)


def _runners_up(found: Match) -> Iterator[str]:
    """Of the worst pairs, who would come next and what that would cost."""
    for at in found.scores.argsort(kind="stable")[:3].tolist():
        other = found.runner_up(found.pairs[at][0])
        if other is not None and other.loss is not None:
            score, loss = _exact(other.score), _exact(other.loss)
            yield f"runner-up for {other.mentee}: {other.mentor} ({score}), at a loss of {loss} in all"


def _report(found: Match) -> dict[str, Any]:
    return {
        "objective": found.objective,
        "total": found.total,
        "bound": found.bound,
        "gap": found.gap,
        "blocking_pairs": found.blocking_pairs,
        "rounds": found.rounds,
        "pairs_checked": found.pairs_checked,
        "proven": found.proven,
        "pairs": len(found.pairs),
        "unmatched": [{"id": entry.id, "reason": entry.reason, **entry.facts} for entry in found.unmatched],
        "rules": {
            rule.name: {"excluded": rule.excluded, "alone": rule.alone, "unknown": rule.unknown}
            for rule in found.rule_counts
        },
        "policy_digest": found.policy_digest,
        "input_digest": found.input_digest,
        "salt": found.salt,
        "seconds": found.timings,
    }


def _verify(given: argparse.Namespace) -> int:
    verdict = verify_certificate(
        read_certificate(given.certificate), read_table(given.mentees), read_table(given.mentors), _policy(given)
    )
    print(verdict.reason)
    return DONE if verdict else DISPROVED


def _explain(given: argparse.Namespace) -> int:
    found = _matched(given)
    parts = found.explain(given.mentee, given.mentor)
    for part in parts:
        unknown = " (unknown)" if part.unknown else ""
        print(f"{part.name}: {_exact(part.points)} of {_exact(part.maximum)}{unknown}")
    print(f"score: {_exact(sum(part.points for part in parts))}")
    for rule in found.ruled_out(given.mentee, given.mentor):
        print(f"ruled out by: {rule}")
    return DONE


def _compile(_given: argparse.Namespace) -> int:
    """Match two invented people in every way: what is compiled is kept beside the code."""
    if not COMPILED:
        print(WITHOUT)
        return DONE
    people: dict[str, list[Any]] = {"id": ["a", "b"], "seats": [1, 1], "load": [0, 0], "wanted": [{"law": 1}, None]}
    for name in ("high-potential", "functional-expertise"):
        for objective in OBJECTIVES:
            found = match(people, people | {"offered": [{"law": 2}, None]}, Policy.shipped(name), objective=objective)
            found.why_not("a", "b")
    assign([[2, 1], [1, 2]], ceilings=[([0, 1], 1)])
    stable([[0]], [[0]])
    stable(np.zeros((1, 1), dtype=np.int64), np.zeros((1, 1), dtype=np.int64))
    print("compiled")
    return DONE


def _policies(_given: argparse.Namespace) -> int:
    for name in Policy.shipped_names():
        policy = Policy.shipped(name)
        print(f"{name}: {', '.join(f'{spec.name} {spec.weight:g}' for spec in policy.criteria)}")
    return DONE


def _show_progress(step: str, done: int, total: int) -> None:
    bar = "#" * (20 * done // max(total, 1))
    end = "\n" if step == "proving" and done == total else ""
    print(f"\r{step:<8} [{bar:<20}] {done} of {total}   ", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
