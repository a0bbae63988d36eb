"""Where the root key comes from: outside the database, outside the keystore, outside every backup of the two.

``ITHACA_ROOT_KEY`` names a provider and what it is to fetch: ``file:/etc/ithaca/root.key``, or
``credential:ithaca-root-key`` for what systemd hands over (``LoadCredentialEncrypted=``). Others register here.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from collections.abc import Callable
from pathlib import Path

from app.core.config import ConfigError
from app.core.vault.cipher import KEY_BYTES, new_key

Provider = Callable[[str], bytes]
PROVIDERS: dict[str, Provider] = {}
OTHERS_OR_WRITABLE = stat.S_IRWXG | stat.S_IRWXO | stat.S_IWUSR | stat.S_IXUSR


def provider(scheme: str) -> Callable[[Provider], Provider]:
    """Register a function from what stands after ``scheme:`` to the 32 bytes of the root key.

    It raises ConfigError with a sentence for the operator where it cannot fetch it.
    """

    def register(fetch: Provider) -> Provider:
        if PROVIDERS.setdefault(scheme, fetch) is not fetch:
            raise RuntimeError(f"Two providers fetch a {scheme} key.")
        return fetch

    return register


def root_key(setting: str) -> bytes:
    """The root key that a setting names. Raises ConfigError."""
    scheme, _, rest = setting.partition(":")
    if scheme not in PROVIDERS or not rest:
        known = ", ".join(f"{each}:…" for each in sorted(PROVIDERS))
        raise ConfigError(f"ITHACA_ROOT_KEY must name where the root key is: {known}.")
    return PROVIDERS[scheme](rest)


@provider("file")
def from_file(path: str) -> bytes:
    """A file that only its owner may read, and nobody write."""
    file = Path(path)
    try:
        mode = file.stat().st_mode
        text = file.read_text()
    except OSError as error:
        raise ConfigError(f"The root key cannot be read from {path}: {error.strerror}.") from None
    if mode & OTHERS_OR_WRITABLE:
        raise ConfigError(f"The root key {path} must be readable by its owner only: chmod 0400 {path}")
    return _decoded(text, path)


@provider("credential")
def from_credential(name: str) -> bytes:
    """What systemd decrypted for this service alone."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        raise ConfigError("The root key is to be a systemd credential, and this service was handed none.")
    try:
        text = (Path(folder) / Path(name).name).read_text()
    except OSError as error:
        raise ConfigError(f"The credential {name} cannot be read: {error.strerror}.") from None
    return _decoded(text, f"the credential {name}")


def make_root_key(file: Path) -> None:
    """Write a new root key, whole or not at all. Raises FileExistsError: a root key is never written over."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as opened:
        opened.write(base64.b64encode(new_key()).decode() + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    try:
        file.hardlink_to(fresh)
    finally:
        fresh.unlink()


def _decoded(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ConfigError(f"The root key in {source} is not 32 bytes in base64. “flask keys new-root” makes one.")
    return key
