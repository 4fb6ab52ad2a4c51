"""Load this package's word lists (``data/name_words.yaml``) and turn them into patterns."""

from __future__ import annotations

import re

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.entities", "name_words.yaml")


def any_of(name: str) -> str:
    """Return a pattern without capturing groups that matches any word in the list ``name``, the longest first. A space
    also matches a line break."""
    words = sorted(WORDS[name], key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words) + ")"
