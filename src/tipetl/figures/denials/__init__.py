"""Reads zeros and unreported figures (contract section 3, rule 4)."""
