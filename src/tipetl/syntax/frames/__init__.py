"""The frame of a number: its noun phrase, what acts on it, and the predicate it belongs to."""
