"""The lists of words (``data/dimension_words.yaml``) used to read dimensions."""

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.figures.dimensions", "dimension_words.yaml")
