"""Holds the word lists used to read dimensions (``data/dimension_words.yaml``)."""

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.figures.dimensions", "dimension_words.yaml")
