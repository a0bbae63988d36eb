"""Every change to cohorts: one function for each intention; the caller commits."""

from app.cohorts.services.administrators import add_administrator, remove_administrator
from app.cohorts.services.archiving import archive, bring_back
from app.cohorts.services.cohorts import (
    Outline,
    create_cohort,
    kept,
    locked,
    move_cohort,
    refuse_pairs,
    refuse_when_over,
    takes_pairs,
)
from app.cohorts.services.copying import copy_cohort
from app.cohorts.services.invitations import invite_participants
from app.cohorts.services.matching import change_matching, reset_matching
from app.cohorts.services.practice import change_practice, relabel_as_coaching
from app.cohorts.services.privacy import change_privacy
from app.cohorts.services.settings import change_details, change_questions, extend_sign_up
from app.cohorts.services.sign_ups import (
    confirm_draft,
    discard_draft,
    explain_columns,
    files_of,
    forget_old_drafts,
    keep_draft,
)

__all__ = [
    "Outline",
    "add_administrator",
    "archive",
    "bring_back",
    "change_details",
    "change_matching",
    "change_practice",
    "change_privacy",
    "change_questions",
    "confirm_draft",
    "copy_cohort",
    "create_cohort",
    "discard_draft",
    "explain_columns",
    "extend_sign_up",
    "files_of",
    "forget_old_drafts",
    "invite_participants",
    "keep_draft",
    "kept",
    "locked",
    "move_cohort",
    "refuse_pairs",
    "refuse_when_over",
    "relabel_as_coaching",
    "remove_administrator",
    "reset_matching",
    "takes_pairs",
]
