"""Splits a sentence into items (words and groups of words, by the part they play), and matches patterns over them."""
