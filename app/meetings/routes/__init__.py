"""The pages about meetings."""

from app.meetings.blueprint import bp
from app.meetings.routes import answers, lists, log_links, logs, offers

__all__ = ["answers", "bp", "lists", "log_links", "logs", "offers"]
