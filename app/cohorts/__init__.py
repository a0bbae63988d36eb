"""Cohorts: one of the four program types, its administrators, who signed up, and in which phase it is."""
