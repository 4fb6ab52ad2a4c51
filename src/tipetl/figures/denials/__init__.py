"""Zeros and figures not reported (contract section 3, rule 4)."""
