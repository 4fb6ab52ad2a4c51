"""What a figure takes from another one: antecedents, comparators, parts, repeated rows."""
