"""Backups in two artefacts that never lie in one place: the content, and the keystore that opens it.

Neither holds the root key or the erasure ledger. Whoever finds one reads no sealed word; who has both reads none either
without the root key. What was erased stays erased, whatever is restored: see `app.core.erasures`.
"""

from app.core.backups.artefacts import BackupRefused, Half, Manifest, back_up, is_empty, restore

__all__ = ["BackupRefused", "Half", "Manifest", "back_up", "is_empty", "restore"]
