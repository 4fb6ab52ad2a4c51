"""Finds the year and period of each figure (contract section 3, rules 1, 2 and 10)."""
