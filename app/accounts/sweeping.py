"""What is thrown away once it serves nobody: sign-ins, devices, links and refused attempts of long ago."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from app.accounts.models import KnownDevice, LinkRequest, OneTimeToken, SignInSession
from app.core.audit import Refusal
from app.core.clock import now
from app.core.db import session
from app.core.due import due

SIGN_INS_KEPT = timedelta(days=30)
REFUSALS_KEPT = timedelta(days=30)
"""They hold network addresses; throttling looks back an hour."""
LINKS_KEPT = timedelta(days=180)
"""So long an old link still knows whom to mail a new one."""
REQUESTS_KEPT = timedelta(days=1)


@due("accounts.sweep", every=timedelta(hours=6))
def sweep() -> None:
    """Delete what ended long ago."""
    moment = now()
    session().execute(delete(SignInSession).where(SignInSession.expires_at < moment - SIGN_INS_KEPT))
    used = select(SignInSession.device_id).where(SignInSession.device_id.is_not(None))
    old = KnownDevice.expires_at < moment - SIGN_INS_KEPT
    session().execute(delete(KnownDevice).where(old, KnownDevice.id.not_in(used)))
    session().execute(delete(OneTimeToken).where(OneTimeToken.expires_at < moment - LINKS_KEPT))
    session().execute(delete(LinkRequest).where(LinkRequest.at < moment - REQUESTS_KEPT))
    session().execute(delete(Refusal).where(Refusal.at < moment - REFUSALS_KEPT))
