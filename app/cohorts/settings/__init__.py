"""The settings of a cohort: forms with what can still be changed, and what their pages say beside it."""
