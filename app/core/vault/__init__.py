"""Words that only their people can open: sealing, keys, the keystore, and what shows tampering.

A relationship's words are sealed by a key of its own, that key is wrapped by its domain's epoch, the epoch by the root
key, which lies outside database and keystore. Only the rooms that keep sealed words import this package.
"""

from app.core.vault.boxes import Box, box_of, relationships_with
from app.core.vault.cipher import CannotBeOpened, stamped, tag_of
from app.core.vault.freezing import (
    freeze,
    freeze_all,
    frozen_for,
    frozen_in,
    frozen_within,
    shut_relationships,
    thaw_at,
    tidy_thawed,
)
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
from app.core.vault.marks import Head, announce, are_whole, begun_for, head_of, is_whole, move_on, settle
from app.core.vault.openings import TooManyOpenings, last_opening
from app.core.vault.scrubbing import scrub
from app.core.vault.sharing import MembersForLife, share
from app.core.vault.store import Domain, Freeze, init_app
from app.core.vault.words import Blob, Opened, SealedBytes

__all__ = [
    "Blob",
    "Box",
    "CannotBeOpened",
    "Domain",
    "Freeze",
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
    "are_whole",
    "begun_for",
    "box_of",
    "destroy_key",
    "destroy_relationships",
    "freeze",
    "freeze_all",
    "frozen_for",
    "frozen_in",
    "frozen_within",
    "head_of",
    "init_app",
    "is_whole",
    "last_opening",
    "locks_of",
    "make_key",
    "make_key_to_write",
    "move_on",
    "open_key",
    "relationships_of",
    "relationships_with",
    "renew_key",
    "scrub",
    "settle",
    "share",
    "shut_relationships",
    "stamped",
    "tag_of",
    "thaw_at",
    "tidy_thawed",
]
