"""Words that only their people can open: sealing, keys, the keystore, and what shows tampering.

A relationship's words are sealed by a key of its own, that key is wrapped by its domain's epoch, the epoch by the root
key, which lies outside database and keystore. Only the rooms that keep sealed words import this package.
"""

from app.core.vault.cipher import CannotBeOpened, stamped, tag_of
from app.core.vault.freezing import freeze, freeze_all, frozen_for, thaw_at, tidy_thawed
from app.core.vault.keys import (
    Frozen,
    Key,
    Lock,
    Membership,
    NoKey,
    Place,
    destroy_key,
    destroy_relationships,
    locks_of,
    make_key,
    make_key_to_write,
    open_key,
    relationships_of,
    renew_key,
)
from app.core.vault.marks import Head, announce, is_whole, settle
from app.core.vault.openings import TooManyOpenings, last_opening
from app.core.vault.scrubbing import scrub
from app.core.vault.sharing import MembersForLife, share
from app.core.vault.store import Domain, init_app
from app.core.vault.words import Blob, Opened, SealedBytes

__all__ = [
    "Blob",
    "CannotBeOpened",
    "Domain",
    "Frozen",
    "Head",
    "Key",
    "Lock",
    "MembersForLife",
    "Membership",
    "NoKey",
    "Opened",
    "Place",
    "SealedBytes",
    "TooManyOpenings",
    "announce",
    "destroy_key",
    "destroy_relationships",
    "freeze",
    "freeze_all",
    "frozen_for",
    "init_app",
    "is_whole",
    "last_opening",
    "locks_of",
    "make_key",
    "make_key_to_write",
    "open_key",
    "relationships_of",
    "renew_key",
    "scrub",
    "settle",
    "share",
    "stamped",
    "tag_of",
    "thaw_at",
    "tidy_thawed",
]
