"""Reads sums of money and their purposes (contract section 3, rule 6)."""
