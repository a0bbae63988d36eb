"""Writes: one verb for each intention. The caller commits."""
