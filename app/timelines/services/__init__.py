"""Every change to timelines: ticks by the mentee, milestones by those who prepare a cohort. The caller commits."""

from app.timelines.services.milestones import (
    Wanted,
    add_milestone,
    change_milestone,
    remove_milestone,
    restore_milestones,
)
from app.timelines.services.ticks import take_back, tick

__all__ = [
    "Wanted",
    "add_milestone",
    "change_milestone",
    "remove_milestone",
    "restore_milestones",
    "take_back",
    "tick",
]
