"""Splits a sentence into items (words and word groups, classed by their role), and matches patterns over them."""
