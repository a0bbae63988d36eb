"""Epoch keys, which wrap relationship keys for a while and are wrapped by the root key; and moving to new ones.

Both moves go on while people read and write, in batches, and go on where they were stopped.
"""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.core.config import ConfigError
from app.core.vault.cipher import CannotBeOpened, bound, new_key, seal, unseal
from app.core.vault.store import Canary, Domain, Epoch, keystore, reading, writing

_CANARY = b"The root key fits this keystore."


def newest_epoch(session: Session, domain: Domain) -> Epoch:
    """The epoch that wraps what is new; the first is made when first needed."""
    newest = select(Epoch).where(Epoch.domain == domain.value).order_by(Epoch.number.desc()).limit(1)
    # Held until the key that it wraps is stored, so that nobody retires it in between.
    return session.scalar(newest.with_for_update(read=True)) or added_epoch(session, domain)


def added_epoch(session: Session, domain: Domain) -> Epoch:
    """One more epoch. Raises IntegrityError where somebody else adds the same at this moment."""
    number = (session.scalar(select(func.max(Epoch.number)).where(Epoch.domain == domain.value)) or 0) + 1
    wrapped = seal(keystore().root, new_key(), _vouched(domain.value, number))
    epoch = Epoch(domain=domain.value, number=number, wrapped=wrapped)
    session.add(epoch)
    session.flush()
    return epoch


def opened_epoch(epoch: Epoch) -> bytes:
    """The epoch's key. Raises CannotBeOpened where the root key is another one."""
    return unseal(keystore().root, epoch.wrapped, _vouched(epoch.domain, epoch.number))


def check_root() -> None:
    """Compare root key and keystore before anything is served.

    A keystore that knows no root key yet takes this one. Raises ConfigError where the root key is missing or another.
    """
    root = keystore().root
    with reading() as session:
        canary = session.get(Canary, 1)
    if canary is None:
        with writing() as session:
            session.add(Canary(id=1, wrapped=seal(root, _CANARY, _vouched("canary", 0))))
        return
    try:
        unseal(root, canary.wrapped, _vouched("canary", 0))
    except CannotBeOpened:
        raise ConfigError(
            "The root key is not the one of this keystore. Nothing was changed; give the right key in ITHACA_ROOT_KEY."
        ) from None


def change_root(new_root: bytes) -> int:
    """Wrap all epochs and the canary by another root key, all or none. Returns how many epochs there are."""
    with writing() as session:
        canary = session.get_one(Canary, 1)
        canary.wrapped = seal(new_root, _CANARY, _vouched("canary", 0))
        epochs = session.scalars(select(Epoch)).all()
        for each in epochs:
            each.wrapped = seal(new_root, opened_epoch(each), _vouched(each.domain, each.number))
    return len(epochs)


def retire(session: Session, epoch_id: int) -> None:
    """Destroy an epoch that wraps nothing any more. Raises IntegrityError where it still does."""
    session.execute(delete(Epoch).where(Epoch.id == epoch_id))


def _vouched(domain: str, number: int) -> bytes:
    return bound("epoch", domain, number)
