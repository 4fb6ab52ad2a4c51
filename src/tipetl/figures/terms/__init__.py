"""Durations: prison terms passed, and penalties that a law prescribes."""
