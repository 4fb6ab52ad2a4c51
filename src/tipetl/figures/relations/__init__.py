"""Relations between figures: antecedents, comparators, parts, repeated rows."""
