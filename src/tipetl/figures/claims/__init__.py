"""Finds claims that words make about figures: that one exceeds another, is a share of another, or is the sum of
others."""
