"""Holds the word lists of this package (``data/link_words.yaml``)."""

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.figures.links", "link_words.yaml")
