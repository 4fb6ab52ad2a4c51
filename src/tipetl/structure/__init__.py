"""Split canonical text into sections, recommendations and sentences."""

from tipetl.structure.recommendations import recommendation_items
from tipetl.structure.sections import split_sections
from tipetl.structure.sentences import split_sentences

__all__ = ["recommendation_items", "split_sections", "split_sentences"]
