"""Parses shallow syntax: splits a sentence into items, with verb groups, times and comparisons, and gives each number a
frame. No module of this package depends on metrics."""
