"""Every change about arrivals: one function for each intention; the caller commits."""

from app.arrivals.services.closing import close_records
from app.arrivals.services.entering import follow_start_dates, take_in
from app.arrivals.services.leaving import come_back, opt_out
from app.arrivals.services.proposing import propose
from app.arrivals.services.publishing import publish_due, publish_now
from app.arrivals.services.settings import choose
from app.arrivals.services.settling import drop, drop_all, hold, look_for_another, release
from app.arrivals.services.swapping import refuse_swap, swap
from app.arrivals.services.telling import tell_newcomers

__all__ = [
    "choose",
    "close_records",
    "come_back",
    "drop",
    "drop_all",
    "follow_start_dates",
    "hold",
    "look_for_another",
    "opt_out",
    "propose",
    "publish_due",
    "publish_now",
    "refuse_swap",
    "release",
    "swap",
    "take_in",
    "tell_newcomers",
]
