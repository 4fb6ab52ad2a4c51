"""Defines the working records of the fact stage: the analysis of a sentence, and the readings of its numbers."""
