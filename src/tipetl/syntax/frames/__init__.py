"""Builds the frame of a number: its noun phrase, its governors, and its predicate."""
