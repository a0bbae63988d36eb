"""The kinds of support and what is different about each: the role chart. Pages are rendered from here, not rewritten.

Therapy is a signpost: nothing of it is kept in Ithaca.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["ASPECTS", "SUPPORT_KINDS", "SupportKind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportKind:
    """One kind of support; every attribute below ``name`` is one row of the chart, in plain words."""

    slug: str
    name: str
    for_whom: str
    purpose: str
    agenda: str
    stance: str
    judges: str
    confidential: str
    reports: str
    duration: str
    entry: str
    ends: str
    stored: str


ASPECTS: Mapping[str, str] = MappingProxyType(
    {
        "for_whom": "For whom",
        "purpose": "What for",
        "agenda": "Who sets the agenda",
        "stance": "How they work",
        "judges": "Who judges progress",
        "confidential": "What stays between you",
        "reports": "Who gets a report",
        "duration": "How long",
        "entry": "How it begins",
        "ends": "How it ends",
        "stored": "What is kept here",
    }
)
"""The rows of the chart by attribute, in their order."""

_KINDS = (
    SupportKind(
        slug="mentor",
        name="Mentor",
        for_whom="Anyone who wants guidance from experience",
        purpose="Growing in the long run, also beyond the team or the firm",
        agenda="The mentee",
        stance="Shares experience; both learn",
        judges="Nobody rates; the mentee reflects",
        confidential="What is said",
        reports="Nobody; those who run the program see whether a pair has begun",
        duration="6 to 24 months, by program",
        entry="Signing up, being nominated, or choosing",
        ends="A closing talk; it may go on informally",
        stored="Dates; goals and notes, sealed for the two",
    ),
    SupportKind(
        slug="coach",
        name="Coach",
        for_whom="Somebody who does well and wants to build on a strength",
        purpose="Finding one’s own answers and skills",
        agenda="The client",
        stance="Asks, and does not prescribe",
        judges="The client",
        confidential="What is said, as agreed with the sponsor beforehand",
        reports="The sponsor: scope, dates, and a summary that the client approved",
        duration="3 to 6 months, 6 to 10 sessions",
        entry="Oneself, or an offer of the manager",
        ends="The goals are met",
        stored="Agreement, dates, approved report",
    ),
    SupportKind(
        slug="performance-advisor",
        name="Performance advisor",
        for_whom="Somebody who was told that their work must improve",
        purpose="Getting back to what is expected",
        agenda="The manager’s expectations, the client and the advisor",
        stance="More prescriptive: tasks and dates",
        judges="The manager",
        confidential="Notes between client and advisor; facts of the plan are shared as agreed",
        reports="Client, manager and HR, as agreed: areas, status, attendance",
        duration="30, 60 or 90 days, extended once at most",
        entry="Referral by oneself, the manager or HR; consent is asked",
        ends="Met, extended, not met, or withdrawn",
        stored="Plan, check-ins, assessments, outcome",
    ),
    SupportKind(
        slug="manager",
        name="Manager",
        for_whom="Everybody who reports to them",
        purpose="Results in the present job",
        agenda="The manager, with you",
        stance="Directs and supports",
        judges="The manager, in the rounds of HR",
        confidential="Not confidential",
        reports="HR",
        duration="As long as you work together",
        entry="The reporting line",
        ends="With a new line",
        stored="Suggestions only",
    ),
    SupportKind(
        slug="therapy",
        name="Therapist or assistance program",
        for_whom="Anyone who is not well, or on whom something weighs",
        purpose="Health",
        agenda="You and the clinician",
        stance="Clinical",
        judges="You and the clinician",
        confidential="Everything; it takes place outside Ithaca",
        reports="Nobody",
        duration="As long as it is needed",
        entry="You call; Ithaca only says where",
        ends="When you decide",
        stored="Nothing, not even that you looked",
    ),
)

SUPPORT_KINDS: Mapping[str, SupportKind] = MappingProxyType({each.slug: each for each in _KINDS})
"""All kinds by slug, in the order of the chart."""
