"""Pages about arrivals: of those who run the cohort, of the mentee, and of whoever holds the link of a letter."""

from app.arrivals.routes import links, oversight, swapping

__all__ = ["links", "oversight", "swapping"]
