"""Makes a row for every number in a text, fact or not (contract section 6)."""
