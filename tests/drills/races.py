"""Administrators publish the same run at once, and 24 clients take the last seats by every way there is.

``./dev drill races [--publications N] [--seats N] [--asked N] [--forms N] [--seed N] [--fault NAME]``, on SQLite and on
PostgreSQL; a few minutes.

A publication: two administrators, one of them sometimes in two tabs, press the button of the same run at the same
moment. One wins, the others are told so (409) and what they typed is kept; pairs and letters are there once.

The last seats: four mentors with one seat left each, for which a publication, files of running pairs, pairs that an
administrator makes and pairs that were asked for compete, while mentors lower their seats or take no more, and pairs
end. Never a seat too many, one winner for each seat, and a sentence for everybody else.

The same where mentees ask: mentors say yes to eight requests while mentees take them back and ask others, two
administrators publish and pick.

All forms of choice at once: two cohorts that rank, one in which mentees ask, one into which people arrive, with the
same mentors; see ``all_forms``.

``--fault seats`` takes the guard of the seats away, its locks and its indexes, and the drill has to go red: on
PostgreSQL alone, as SQLite lets one write at a time and needs neither.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.drills.all_forms import all_forms
from tests.drills.asked_seats import asked_seats
from tests.drills.faults import FAULTS, without
from tests.drills.last_seats import last_seats
from tests.drills.one_publication import one_publication
from tests.drills.stage import staged
from tests.drills.together import Outcome

DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many rounds of each."""

    publications: int = 50
    seats: int = 25
    asked: int = 25
    forms: int = 10
    seed: int = 1
    is_postgres: bool = False
    fault: str = ""


@dataclass(slots=True)
class Report:
    """How often each way was tried, how it went, and what should not have happened."""

    tried: Counter[str] = field(default_factory=Counter)
    won: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def add(self, number: int, outcomes: list[Outcome], problems: list[str]) -> None:
        for each in outcomes:
            self.tried[each.way] += 1
            self.won[each.way] += each.won
        self.problems += [f"round {number}: {sentence}" for sentence in problems]


def trial(plan: Plan) -> Report:
    """Run all rounds on one database."""
    report, chance = Report(), random.Random(plan.seed)
    with staged(is_postgres=plan.is_postgres, name="races") as (stage, _site), without(stage, plan.fault):
        for number in range(1, plan.publications + 1):
            report.add(number, *one_publication(stage, chance, tabs=number % 3))
        for number in range(1, plan.seats + 1):
            report.add(number, *last_seats(stage, chance))
        for number in range(1, plan.asked + 1):
            report.add(number, *asked_seats(stage, chance))
        for number in range(1, plan.forms + 1):
            report.add(number, *all_forms(stage, chance))
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description="Let many do the same at once.")
    for name in ("publications", "seats", "asked", "forms", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    parser.add_argument("--fault", choices=FAULTS, default="", help="the guard that is taken away")
    given = vars(parser.parse_args())
    is_wrong = False
    for kind in DATABASES[1:] if given["fault"] else DATABASES:
        began = time.monotonic()
        report = trial(Plan(**given, is_postgres=kind == "postgresql"))
        print(f"\n{kind}, {time.monotonic() - began:.0f} s\n{'way':40} {'tried':>6} {'won':>6} {'told no':>8}")
        for way, tried in report.tried.items():
            print(f"{way:40} {tried:6} {report.won[way]:6} {tried - report.won[way]:8}")
        print("\n".join(f"WRONG: {each}" for each in report.problems) or "One winner each time, no seat too many.")
        is_wrong |= bool(report.problems)
    return 1 if is_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
