"""A row for every number of a text, fact or not (contract section 6)."""
