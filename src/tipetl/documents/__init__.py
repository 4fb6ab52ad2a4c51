"""Bytes to canonical text, and what a text says of itself: country, report year, tier, whether it is a report."""
