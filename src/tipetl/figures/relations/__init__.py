"""Finds relations between figures: antecedents, comparators, parts, repeated rows."""
