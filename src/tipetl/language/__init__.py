"""The language layer: tokens, the number language, the lexicon and the rule files.

Nothing here knows documents, sections or warehouses; ``tipetl.figures`` uses it.
"""
