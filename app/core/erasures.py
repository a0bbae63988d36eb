"""What is erased for good stays erased, whatever backup comes back: written down first, and done again when restored.

An area that erases calls `note_erasures` before it deletes, in the transaction of the deletion: the line is on the disk
before that commits. It also hands in how the same is done again: a function of public ids, decorated with `erasable`,
which erases those that are there, whole or in part, in content and keystore alike, and says how many still held
something. It may be called any number of times, and writes nothing into the ledger itself. ``present`` gives the public
ids of all that there is, in content or keystore, erased or not.

Whoever restores a backup calls `replay_erasures` in a transaction, before anything is served: with content and keystore
as they were restored, the ledger as it is now, and the root key. It raises `LedgerDamaged`, a ConfigError whose message
is for the operator, where the ledger is missing, cut, altered or of another installation; nothing is changed then and
nothing may be served. Done twice it changes nothing more. The ledger is the file `Config.erasure_ledger_path`: it
belongs in neither backup, and no restore may overwrite it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from app.core.bulk import portions
from app.core.vault.ledger import KEY, LedgerDamaged, read_ledger, write_down

__all__ = ["LedgerDamaged", "erasable", "note_erasures", "replay_erasures"]

Present = Callable[[], Iterable[str]]
Erase = Callable[[Collection[str]], int]
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Erasable:
    """A kind of things that are erased: how to find all there are, and how to erase some."""

    present: Present
    erase: Erase


_KINDS: dict[str, Erasable] = {}


def erasable(kind: str, *, present: Present) -> Callable[[Erase], Erase]:
    """Register the function below as what erases things of this kind, a word without spaces."""

    def register(erase: Erase) -> Erase:
        if kind == KEY or " " in kind or kind in _KINDS:
            raise RuntimeError(f"“{kind}” cannot be a kind of erasure, or is one already.")
        _KINDS[kind] = Erasable(present, erase)
        return erase

    return register


def note_erasures(kind: str, public_ids: Collection[str]) -> None:
    """Write down that these are about to be erased, and wait for the disk. Raises LedgerDamaged, and nothing is."""
    if public_ids:
        write_down([(kind, each) for each in public_ids])


def replay_erasures() -> dict[str, int]:
    """Erase again whatever the ledger names; by kind, how many still held something. The caller commits."""
    ledger = read_ledger()
    if not len(ledger):
        return {}
    return {kind: _replay(each, kind, ledger.holds) for kind, each in _KINDS.items()}


def _replay(each: Erasable, kind: str, holds: Callable[[str, str], bool]) -> int:
    erased = [public_id for public_id in each.present() if holds(kind, public_id)]
    return sum(each.erase(some) for some in portions(erased, AT_ONCE))
