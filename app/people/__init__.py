"""People of the organisation: profile, directory, reporting lines, skills, appointments."""
