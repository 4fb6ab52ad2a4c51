"""Sums of money and what they are for (contract section 3, rule 6)."""
