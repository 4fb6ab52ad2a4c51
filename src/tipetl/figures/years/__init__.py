"""Which year and period a figure has (contract section 3, rules 1, 2 and 10)."""
