"""Holds the word lists of this package (``data/relation_words.yaml``)."""

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.figures.relations", "relation_words.yaml")
