"""The words of kinds, states, judgements and outcomes."""

from __future__ import annotations

from app.core.i18n import lazy_gettext as _l
from programs.engagements import Cause, EngagementKind, EngagementState, Judgement, Outcome, Standing

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
STANDINGS = {
    Standing.INFORMAL: _l("Informal: nothing of it stands in a file"),
    Standing.PLAN: _l("A formal improvement plan"),
    Standing.OTHER: _l("Something else that is formal"),
}
CAUSES = {
    Cause.SKILL: _l("Something is to be learnt"),
    Cause.CLARITY: _l("It is not clear what is expected"),
    Cause.RESOURCES: _l("Something is missing: a tool, access, a person"),
    Cause.WORKLOAD: _l("It is too much at once"),
    Cause.ELSE: _l("Something else, which need not be said here"),
}
