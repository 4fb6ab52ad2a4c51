"""Shallow syntax: splits a sentence into items, with verb groups, times, comparisons and a frame for each number. Knows
no metric."""
