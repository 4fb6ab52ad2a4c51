"""The word lists of this package (``data/name_words.yaml``), and patterns made from them."""

from __future__ import annotations

import re

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.entities", "name_words.yaml")


def any_of(name: str) -> str:
    """A pattern without groups that matches any word in a list, the longest first; a space also matches a line
    break."""
    words = sorted(WORDS[name], key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words) + ")"
