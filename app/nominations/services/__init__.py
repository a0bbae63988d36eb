"""Writing about nominations. The caller commits."""

from app.nominations.services.judging import decide, write_reason
from app.nominations.services.opening import Terms, end_member, name_member, open_selection, settle, take_off_committee
from app.nominations.services.putting_forward import put_forward
from app.nominations.services.reflecting import (
    Thoughts,
    may_open_here,
    open_here,
    read_thoughts,
    throw_away,
    write_thoughts,
)
from app.nominations.services.standing import Draft, approve, keep, let_lie, take_back
from app.nominations.services.sweeping import forget, sweep
from app.nominations.services.talking import note_talk, remind_of_talks
from app.nominations.services.wishing import say, step_out

__all__ = [
    "Draft",
    "Terms",
    "Thoughts",
    "approve",
    "decide",
    "end_member",
    "forget",
    "keep",
    "let_lie",
    "may_open_here",
    "name_member",
    "note_talk",
    "open_here",
    "open_selection",
    "put_forward",
    "read_thoughts",
    "remind_of_talks",
    "say",
    "settle",
    "step_out",
    "sweep",
    "take_back",
    "take_off_committee",
    "throw_away",
    "write_reason",
    "write_thoughts",
]
