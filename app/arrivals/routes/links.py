"""Leaving a cohort by the link of a letter, signed in or not. Opening it writes nothing; a button does.

The page names nobody: whoever reads somebody’s mail learns nothing from it but that a program exists.
"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.throttle import refuse_hasty_guess
from app.arrivals.blueprint import bp
from app.arrivals.keys import opened_by
from app.arrivals.models import Arrival
from app.arrivals.queries import OPEN_PHASES
from app.arrivals.services import come_back, opt_out
from app.core.access import public
from app.core.audit import record_refusal
from app.core.transactions import transactional

GONE = 410
GUESSED = "arrival_link.unknown"


@bp.get("/arrivals/<key:key>")
@public
def leaving(key: str) -> ResponseReturnValue:
    arrival = _opened(key)
    return _over() if arrival is None else render_template("arrivals/leaving.html", arrival=arrival, key=key)


@bp.post("/arrivals/<key:key>")
@public
@transactional
def leave(key: str) -> ResponseReturnValue:
    arrival = _opened(key)
    if arrival is None:
        return _over()
    opt_out(arrival)
    return redirect(url_for(".leaving", key=key), code=303)


@bp.post("/arrivals/<key:key>/back")
@public
@transactional
def back(key: str) -> ResponseReturnValue:
    arrival = _opened(key)
    if arrival is None:
        return _over()
    come_back(arrival)
    return redirect(url_for(".leaving", key=key), code=303)


def _opened(key: str) -> Arrival | None:
    """The arrival behind a link. A key that is not genuine is counted, and too many of them are refused."""
    refuse_hasty_guess(GUESSED, request.remote_addr)
    found = opened_by(key)
    if found is None:
        record_refusal(GUESSED)
    return found if found is not None and found.cohort.phase in OPEN_PHASES else None


def _over() -> ResponseReturnValue:
    return render_template("arrivals/link_over.html"), GONE
