"""A sentence as items: words and groups of words by the part they play, and the patterns over them."""
