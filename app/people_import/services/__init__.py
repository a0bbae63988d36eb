"""Every step of an import: choose a file, settle its columns, look, apply; and consents. The caller commits."""

from app.people_import.services.apply import APPLY_JOB, apply_import, ask_apply, check_ready
from app.people_import.services.calendar import follow_calendar
from app.people_import.services.check import CHECK_JOB, ask_check, check_now, keep_plan, order_of, plan_for, read_order
from app.people_import.services.consents import record_consent, withdraw_consent
from app.people_import.services.prepare import discard, map_columns, start_import
from app.people_import.services.sweep import forget_arrival_addresses, forget_old_files

__all__ = [
    "APPLY_JOB",
    "CHECK_JOB",
    "apply_import",
    "ask_apply",
    "ask_check",
    "check_now",
    "check_ready",
    "discard",
    "follow_calendar",
    "forget_arrival_addresses",
    "forget_old_files",
    "keep_plan",
    "map_columns",
    "order_of",
    "plan_for",
    "read_order",
    "record_consent",
    "start_import",
    "withdraw_consent",
]
