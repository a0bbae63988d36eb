"""Writes of coaching: one verb for each intention. The caller commits."""
