"""What an operator does with the keystore: bring it to its newest form, know that it fits, make a root key."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as Alembic
from sqlalchemy import select

from app.core.config import ROOT, Config
from app.core.vault.epochs import check_root
from app.core.vault.keys import is_readable, lock_of, members_of
from app.core.vault.roots import make_root_key
from app.core.vault.store import Canary, Epoch, KeystoreBase, Recipient, keystore, reading

SCRIPTS = ROOT / "migrations" / "keystore"


def prepare_keystore(config: Config) -> None:
    """Bring the keystore to its newest form and compare the root key with it, before anything is served.

    Outside production an empty keystore is given a root key of its own. Raises ConfigError where the root key is
    missing or another one; nothing of a key is changed then.
    """
    upgrade_keystore()
    own = Path(config.root_key_setting.removeprefix("file:"))
    if not config.is_production and not config.root_key and not own.exists() and is_unused():
        make_root_key(own)
    check_root()


def upgrade_keystore() -> None:
    """Run the revisions that the keystore has not seen."""
    with keystore().engine.execution_options(writes=True).connect() as connection:
        settings = Alembic()
        settings.set_main_option("script_location", str(SCRIPTS))
        settings.attributes |= {"connection": connection, "metadata": KeystoreBase.metadata}
        command.upgrade(settings, "head")
        connection.commit()


def is_unused() -> bool:
    """Whether no root key has ever been used here."""
    with reading() as session:
        return session.scalar(select(Canary.id)) is None


def unreadable_keys() -> tuple[int, int]:
    """How many keys there are, and how many of them do not open: where the keystore was altered."""
    count = unreadable = 0
    with reading() as session:
        for recipient, epoch in session.execute(select(Recipient, Epoch).join(Epoch)):
            count += 1
            unreadable += not is_readable(recipient, epoch, members_of(session, lock_of(recipient)))
    return count, unreadable
