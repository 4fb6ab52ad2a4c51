"""Reads durations: prison terms imposed, and penalties that a law prescribes."""
