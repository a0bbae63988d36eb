"""Coaching: the client asks, a coach takes it on, three agree, and its sessions are dates and no more."""
