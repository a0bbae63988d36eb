"""The administrator’s pages about signing up."""

from app.sign_up.administration.routes import entering, inviting, launching, overview, reminding

__all__ = ["entering", "inviting", "launching", "overview", "reminding"]
