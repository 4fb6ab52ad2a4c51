"""Makes a row for every number in a text, whether or not the number is a fact (contract section 6)."""
