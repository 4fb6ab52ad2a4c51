"""American spelling of a word: the words of this package are American, and many who retell the reports are not.

What belongs here: how a British word is spelled. What does not: words that Britons alone use (the lexicon has them).
"""

from __future__ import annotations

import re

from tipetl.language.yamlfile import read_yaml

_TABLE: dict[str, dict[str, str]] = read_yaml("lexicon/spelling.yaml")
_WORDS, _BEGINNINGS = _TABLE["words"], _TABLE["beginnings"]
_BEGINS = re.compile("|".join(british + ("(?=[aei])" if british.endswith("is") else "") for british in _BEGINNINGS))


def american(word: str) -> str:
    """A word of lower-case letters in American spelling, each of its hyphenated parts by itself."""
    if "-" in word:
        return "-".join(map(american, word.split("-")))
    begins = _BEGINS.match(word)
    return _BEGINNINGS[begins[0]] + word[begins.end() :] if begins else _WORDS.get(word, word)
