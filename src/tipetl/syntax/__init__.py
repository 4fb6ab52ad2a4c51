"""Parses shallow syntax: splits a sentence into items, with verb groups, times and comparisons, and gives each number a
frame. Nothing here depends on metrics."""
