"""Several processes that live together and end together."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.config import ROOT

GRACE_SECONDS = 25
START_SECONDS = 30
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Child:
    """A process of ours, and the signal that asks it to finish what it does."""

    name: str
    process: subprocess.Popen[bytes]
    stop: signal.Signals


class Children:
    """Processes that live together: when one dies, or somebody asks, all end."""

    def __init__(self) -> None:
        self._children: list[Child] = []
        self._is_asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def start(self, name: str, words: Sequence[str], *, stop: signal.Signals) -> None:
        """Start one, apart from the terminal: Ctrl-C reaches it through us, once."""
        process = subprocess.Popen(  # noqa: S603  our own words
            words,
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  no thread runs here
        )
        self._children.append(Child(name, process, stop))

    def run(self, *, when_ready: Callable[[], None], is_ready: Callable[[], bool]) -> str | None:
        """Wait until asked to end, or until one dies; then end all. The name of the one that died by itself."""
        waiting_since, is_told = time.monotonic(), False
        while not self._is_asked and not self._dead():
            if not is_told and (is_ready() or time.monotonic() - waiting_since > START_SECONDS):
                when_ready()
                is_told = True
            time.sleep(0.1)
        dead = self._dead()
        self._end_all()
        return dead[0].name if dead and not self._is_asked else None

    def processes(self) -> list[subprocess.Popen[bytes]]:
        """The processes, in the order of their start."""
        return [child.process for child in self._children]

    def _ask(self, _number: int, _frame: object) -> None:
        self._is_asked = True

    def _dead(self) -> list[Child]:
        return [child for child in self._children if child.process.poll() is not None]

    def _end_all(self) -> None:
        for child in self._children:
            if child.process.poll() is None:
                child.process.send_signal(child.stop)
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self._children:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()


def _die_with_parent() -> None:
    # Killed without warning, the supervisor could tell nobody; the kernel then does.
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
