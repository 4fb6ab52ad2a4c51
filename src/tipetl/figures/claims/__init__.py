"""Finds what words claim about figures: that one exceeds another, is a share of another, or is the sum of others."""
