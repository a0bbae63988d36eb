"""What bands and states are called on pages."""

from __future__ import annotations

from app.core.i18n import lazy_gettext as _l
from app.succession.models import CandidateState
from programs.readiness import Band

BANDS = {
    Band.NOW: _l("Now"),
    Band.SOON: _l("In 1 to 2 years"),
    Band.LATER: _l("In 3 years or more"),
}
STATES = {
    CandidateState.NAMED: _l("Not asked yet"),
    CandidateState.ASKED: _l("Asked"),
    CandidateState.AGREED: _l("Agreed"),
    CandidateState.PAIRED: _l("Being brought on"),
    CandidateState.PLACED: _l("Has taken the role on"),
}
TONES = {
    CandidateState.NAMED: "care",
    CandidateState.ASKED: "",
    CandidateState.AGREED: "good",
    CandidateState.PAIRED: "good",
    CandidateState.PLACED: "good",
}
