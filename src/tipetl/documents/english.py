"""Decide whether a text is English and about human trafficking.

Two fast tests of words rather than meaning keep out a letter in French or a recipe.
"""

from __future__ import annotations

import re
from functools import cache

from tipetl.errors import DataFileError
from tipetl.yamlfile import packaged_yaml

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_FILE = "documents/languages.yaml"


@cache
def _languages() -> tuple[frozenset[str], frozenset[str]]:
    """Load the common function words of English and of other languages."""
    raw = packaged_yaml("tipetl.documents", "languages.yaml")
    if not isinstance(raw, dict) or tuple(raw) != ("english", "others"):
        raise DataFileError("wants exactly the lists english, others", file=_FILE)
    english, others = frozenset(map(str, raw["english"])), frozenset(map(str, raw["others"]))
    if both := english & others:
        raise DataFileError(f"{', '.join(sorted(both))} are in both lists", file=_FILE)
    return english, others


_TOPIC = re.compile(
    r"traffick|forced (?:labou?r|prostitution|begging|marriage)|domestic servitude|debt bondage|slave|exploit"
    r"|victim|prostitut|brothel|pimp|\bTIP\b|child soldier|begging|recruit",
    re.IGNORECASE,
)
_SHORT = 60


def is_english(text: str) -> bool:
    """Return whether ``text`` looks English. A text of fewer than 60 words gets the benefit of the doubt."""
    words = [word.casefold() for word in _WORD.findall(text[:40_000])]
    letters = sum(map(len, words))
    if not letters:
        return False
    # Letters outside the Latin blocks: Cyrillic, Arabic, Chinese and so on.
    if sum(1 for word in words for char in word if ord(char) > 0x24F) * 3 > letters:
        return False
    small, foreign = _languages()
    english = sum(1 for word in words if word in small)
    others = sum(1 for word in words if word in foreign)
    if len(words) < _SHORT:
        return others <= english + (2 if len(words) < 12 else 0)
    return english > others and english * 10 >= len(words)


def about_trafficking(text: str) -> bool:
    """Return whether the text contains any word about trafficking."""
    return _TOPIC.search(text) is not None
