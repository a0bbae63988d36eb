"""Pairs that were meeting before Ithaca knew of them: read from a file, looked at, then made or thrown away."""
