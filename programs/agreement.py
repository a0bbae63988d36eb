"""What a pair begins its agreement with: the words of the program, which the two change as they like."""

from dataclasses import dataclass

__all__ = ["Agreement"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words to begin with. ``end`` has a place for the last ``day``."""

    stays: str = (
        "What we say and write stays between the two of us, after the end too. If one of us hears that somebody may "
        "come to harm, we say so to each other first, and then ask for help."
    )
    exit: str = (
        "Either of us can end this at any time, without a reason and without blame. We would rather say it than let "
        "it fade."
    )
    end: str = "Until {day}. In a last meeting we look back, and say how we stay in touch, if at all."
