"""The language layer: tokens, the number language, the lexicon and the rule files.

Nothing here knows of documents, sections or warehouses; ``tipetl.figures`` puts it to work.
"""
