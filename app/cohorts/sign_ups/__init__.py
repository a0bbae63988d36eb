"""Sign-up files: what their columns hold, what their rows say, and what they would do to a cohort."""
