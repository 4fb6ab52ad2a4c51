"""Splits a sentence into items, which are words and groups of words by the part they play, and matches patterns over
them."""
