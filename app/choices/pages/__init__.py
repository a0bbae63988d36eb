"""What the pages about choosing show."""

from app.choices.pages.mentors import AskPage, MentorsPage, ask_page, mentors_page
from app.choices.pages.requests import RequestPage, request_page, standing_of

__all__ = ["AskPage", "MentorsPage", "RequestPage", "ask_page", "mentors_page", "request_page", "standing_of"]
