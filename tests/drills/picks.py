"""Executives pick and save at the same moment, in several windows: nobody brings on a third, and no text is lost.

``./dev drill picks [--rounds N] [--seed N]``, on SQLite and on PostgreSQL, through the web server as in use; a minute.

Ten executives read the same slate and press two hundred buttons at once: each of them chooses six candidates in two
windows, and keeps a draft about four more in two windows. Two choices of each stay, whatever the order; of two windows
about the same candidate one is told; and what was typed is stored, or stands in the answer that refuses it. Where the
database is too busy for ten seconds (503, asked to send it again), the words stand in the answer too.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from app.accounts.services import Browser, start_session
from app.accounts.session_interface import CookieNames
from app.core.config import config_of
from app.core.transactions import transaction
from app.core.vault.upkeep import prepare_keystore
from app.people.models import Person, Role
from app.succession.models import Candidate, PickState, Round
from app.succession.papers import OWNERS, open_drawer, pick_text
from app.succession.queries import choices_in
from app.succession.services.choosing import CHOICE, key_of_drafts, pick_of
from programs.readiness import CAP
from tests.drills.stage import Stage, staged
from tests.drills.together import Act, Outcome, at_once
from tests.drills.web_server import WebServer, serving
from tests.factories.people import person
from tests.factories.succession import agreed, plan, running

EXECUTIVES, WINDOWS, TO_CHOOSE, TO_DRAFT = 10, 2, 6, 4
DATABASES = ("sqlite", "postgresql")
BUSY = 503
CHOOSE, KEEP = "choose a candidate", "keep a draft"


@dataclass(frozen=True, slots=True)
class Slate:
    """A round with its executives and candidates: numbers of rows and public ids."""

    round_id: int
    address: str
    owner_id: int
    executives: Sequence[int]
    candidates: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: by whom, about whom, with which words, and what came of it."""

    executive: int
    candidate: int
    text: str
    outcome: Outcome


@dataclass(slots=True)
class Report:
    """How often each way was tried, how it went, and what should not have happened."""

    tried: Counter[str] = field(default_factory=Counter)
    won: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def trial(*, rounds: int, seed: int, is_postgres: bool) -> Report:
    """Run all rounds on one database."""
    report, chance = Report(), random.Random(seed)
    with staged(is_postgres=is_postgres, name="picks") as (stage, site):
        with stage.app.app_context():
            prepare_keystore(config_of(stage.app))
        slates = [_slate(stage, number) for number in range(rounds)]
        with serving(site) as server:
            server.wait()
            for each in slates:
                pressed = _one_round(stage, server, each, chance)
                for one in pressed:
                    report.tried[one.outcome.way] += 1
                    report.won[one.outcome.way] += one.outcome.won
                report.problems += _wrong(stage, each, pressed)
    return report


def _slate(stage: Stage, number: int) -> Slate:
    """A plan with a round that is open, and everybody who takes part in it."""
    name = f"of round {number}"
    with stage.app.app_context():
        lead, chief = person(f"Lead {name}", role=Role.HR_LEAD), person(f"Chief {name}", role=Role.EXECUTIVE)
        of = plan(lead, chief)
        chiefs = [person(f"Executive {n} {name}", role=Role.EXECUTIVE) for n in range(EXECUTIVES)]
        made = [agreed(of, person(f"Candidate {n} {name}")) for n in range(TO_CHOOSE + TO_DRAFT)]
        opened = running(of, *chiefs)
        candidates = [(each.id, each.public_id) for each in made]
        return Slate(opened.id, opened.public_id, lead.id, [each.id for each in chiefs], candidates)


def _one_round(stage: Stage, server: WebServer, slate: Slate, chance: random.Random) -> list[Pressed]:
    """Two hundred buttons at once."""
    buttons = list(_buttons(stage, server, slate))
    chance.shuffle(buttons)
    outcomes = at_once([act for _executive, _candidate, _text, act in buttons], chance)
    return [
        Pressed(executive, candidate, text, outcome)
        for (executive, candidate, text, _act), outcome in zip(buttons, outcomes, strict=True)
    ]


def _buttons(stage: Stage, server: WebServer, slate: Slate) -> Iterator[tuple[int, int, str, Act]]:
    numbers = count(1)
    for executive in slate.executives:
        cookie = _cookie(stage, executive)
        for place, (candidate, address) in enumerate(slate.candidates):
            path, way = (
                f"/in-confidence/rounds/{slate.address}/choices/{address}",
                CHOOSE if place < TO_CHOOSE else KEEP,
            )
            hidden = server.fields(path, cookie)
            for _window in range(WINDOWS):
                text = f"Reason number {next(numbers)} of many"
                sent = {**hidden, "seen": "0", "reason": text, "do": "choose" if way is CHOOSE else "keep"}
                yield executive, candidate, text, _pressing(way, server, path, cookie, sent)


def _pressing(way: str, server: WebServer, path: str, cookie: str, sent: dict[str, str]) -> Act:
    def act() -> Outcome:
        status, text = server.ask("POST", path, cookie, **sent)
        return Outcome(way, status, "refused", sent["reason"] in text)

    return act


def _cookie(stage: Stage, executive: int) -> str:
    with stage.app.app_context(), transaction() as here:
        token = start_session(here.get_one(Person, executive), Browser(user_agent="Drill")).session_token
    return f"{CookieNames.of(config_of(stage.app)).session}={token}"


def _wrong(stage: Stage, slate: Slate, pressed: Sequence[Pressed]) -> list[str]:
    """What should not have happened: a third choice, a text that is nowhere, two windows that both won."""
    refused = [each.outcome for each in pressed if not (each.outcome.status == BUSY and each.outcome.is_kept)]
    problems = [each.problem() for each in refused if each.problem()]
    with stage.app.app_context(), transaction() as here:
        of_round = here.get_one(Round, slate.round_id)
        chosen = Counter(each.executive_id for each in choices_in(of_round) if each.state is PickState.CHOSEN)
        problems += [f"an executive has chosen {chosen[each]}" for each in slate.executives if chosen[each] != CAP]
        owner = here.get_one(Person, slate.owner_id)
        reasons = {str(each.get("reason")) for each in open_drawer(of_round.plan, OWNERS, owner).of_kind(CHOICE)}
        for each in (one for one in pressed if one.outcome.won):
            executive, candidate = here.get_one(Person, each.executive), here.get_one(Candidate, each.candidate)
            pick = pick_of(of_round, candidate, executive)
            kept = pick_text(pick, executive, key_of_drafts(of_round, executive)) if pick else ""
            is_known = each.outcome.way == KEEP or each.text in reasons
            problems += [] if kept == each.text and is_known else [f"{each.text!r} was accepted and is lost"]
    twice = Counter((each.executive, each.candidate) for each in pressed if each.outcome.won)
    return problems + [f"{number} windows won about one candidate" for number in twice.values() if number > 1]


def main() -> int:
    parser = argparse.ArgumentParser(description="Let executives pick and save at the same moment.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked, is_wrong = parser.parse_args(), False
    for kind in DATABASES:
        began = time.monotonic()
        report = trial(rounds=asked.rounds, seed=asked.seed, is_postgres=kind == "postgresql")
        print(f"\n{kind}, {time.monotonic() - began:.0f} s\n{'way':40} {'tried':>6} {'won':>6} {'told no':>8}")
        for way, tried in report.tried.items():
            print(f"{way:40} {tried:6} {report.won[way]:6} {tried - report.won[way]:8}")
        print("\n".join(f"WRONG: {each}" for each in report.problems) or "Two choices each, and every text is there.")
        is_wrong |= bool(report.problems)
    return 1 if is_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
