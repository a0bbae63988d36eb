"""Many things done at the same moment, each in a thread of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient

from app.core.db import db
from app.core.errors import RuleBroken
from app.core.i18n import say
from app.core.transactions import transaction
from tests.drills.stage import sentence_in

SPREADS = (0.01, 0.1, 0.5)
"""Within so many seconds all begin: the closest finish is not the only one, and what takes long may come first."""
REFUSED, LOST = 422, 409


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went for one of them; ``is_kept`` says that what they typed is on the page that refuses it."""

    way: str
    status: int
    sentence: str = ""
    is_kept: bool = True

    @property
    def won(self) -> bool:
        return self.status < 400

    def problem(self) -> str:
        """What is wrong with it, empty where nothing is."""
        if not self.won and self.status not in {REFUSED, LOST}:
            return f"{self.way}: {self.status} {self.sentence}"
        if not self.won and not self.sentence:
            return f"{self.way}: {self.status} without a sentence"
        return "" if self.won or self.is_kept else f"{self.way}: what was typed is lost"


Act = Callable[[], Outcome]


def at_once(acts: Sequence[Act], chance: random.Random) -> list[Outcome]:
    """Let all of them begin within a moment, in an order drawn by chance; outcomes in the order given."""
    gate = Barrier(len(acts))
    spread = chance.choice(SPREADS)
    pauses = [chance.uniform(0, spread) for _ in acts]

    def run(act: Act, pause: float) -> Outcome:
        gate.wait()
        time.sleep(pause)
        try:
            return act()
        except Exception as error:  # noqa: BLE001  whatever goes wrong in a thread is what the drill is after
            return Outcome("thread", 500, f"{type(error).__name__}: {error}"[:300])

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts, pauses))


def pressing(way: str, client: FlaskClient, path: str, fields: dict[str, str], typed: str = "") -> Act:
    """A button; ``typed`` has to be on the page again when it is refused."""

    def act() -> Outcome:
        answer = client.post(path, data=fields)
        is_refused = answer.status_code >= 400
        is_kept = not typed or any(each in answer.text for each in (f'value="{typed}"', f"{typed}</textarea>"))
        return Outcome(way, answer.status_code, sentence_in(answer) if is_refused else "", is_kept)

    return act


def calling(way: str, app: Flask, service: Callable[[], object]) -> Act:
    """A service that has no page of its own yet, in a transaction as a page would own it."""

    def act() -> Outcome:
        with app.app_context():
            try:
                with transaction():
                    service()
            except RuleBroken as broken:
                return Outcome(way, getattr(broken, "status", REFUSED), say(broken))
            finally:
                db.session.remove()
        return Outcome(way, 200)

    return act
