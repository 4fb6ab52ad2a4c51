"""Shallow syntax: a sentence as items with verb groups, times, comparisons and the frame of each number. Knows no
metric."""
