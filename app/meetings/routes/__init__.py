"""The pages about meetings."""

from app.meetings.blueprint import bp
from app.meetings.routes import answers, guides, lists, log_links, logs, offers

__all__ = ["answers", "bp", "guides", "lists", "log_links", "logs", "offers"]
