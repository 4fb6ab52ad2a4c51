"""The times in a sentence: years and periods, and the words around them."""
