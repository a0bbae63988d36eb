"""What can be ticked at sign-up: words that two people can have in common."""

__all__ = ["INTERESTS", "VALUES"]

VALUES = (
    "Plain words",
    "Time to think first",
    "Trying things out",
    "Careful plans",
    "Getting things finished",
    "Asking why",
    "Working together",
    "Working on my own",
    "Humour",
    "Fairness",
    "New ideas",
    "Calm in a storm",
)
"""Ways of working, none better than another."""

INTERESTS = (
    "baking",
    "board games",
    "chess",
    "choirs",
    "cooking",
    "cycling",
    "football",
    "gardening",
    "hiking",
    "languages",
    "old maps",
    "photography",
    "poetry",
    "repairing things",
    "sailing",
    "swimming",
)
