"""Runs of the match: started, watched, stored with their proof, and shown to the cohort’s administrators."""
