"""The words of kinds, states, judgements and outcomes."""

from __future__ import annotations

from app.core.i18n import lazy_gettext as _l
from programs.engagements import EngagementKind, EngagementState, Judgement, Outcome

KINDS = {
    EngagementKind.COACHING: _l("Coaching"),
    EngagementKind.ADVISING: _l("Performance advising"),
}
STATES = {
    EngagementState.REFERRED: _l("To be read"),
    EngagementState.WAITING: _l("Waiting"),
    EngagementState.OFFERED: _l("Somebody is found"),
    EngagementState.AGREEING: _l("Being agreed"),
    EngagementState.UNDER_WAY: _l("Under way"),
    EngagementState.CLOSED: _l("Ended"),
    EngagementState.NOT_TAKEN_UP: _l("Not taken up"),
}
OUTCOMES = {
    Outcome.MET: _l("Met"),
    Outcome.NOT_MET: _l("Not met"),
    Outcome.WITHDRAWN: _l("Ended before its time"),
    Outcome.MOVED: _l("Another job"),
}
JUDGEMENTS = {
    Judgement.BELOW: _l("Below what is expected"),
    Judgement.APPROACHING: _l("Approaching it"),
    Judgement.MEETS: _l("Meets it"),
    Judgement.SUSTAINED: _l("Meets it, for four weeks now"),
}
