"""Measurements: ./dev bench NAME runs benchmarks/NAME.py."""
