"""The language layer: tokens, the number language, the lexicon and the rule files.

Nothing here depends on documents, sections or warehouses; ``tipetl.figures`` uses this layer.
"""
