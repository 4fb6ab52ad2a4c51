"""The lists of words (``data/dimension_words.yaml``) by which dimensions are read."""

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.figures.dimensions", "dimension_words.yaml")
