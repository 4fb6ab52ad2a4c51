"""Whether two figures with a joining word between them are one range, by the words before them.

What belongs here: tests of those words. What does not: reading the figures (``numbers``).
"""

from __future__ import annotations

from tipetl.language.words import word_set

MOVES = word_set("numbers.moves")


def moving(words: list[str]) -> bool:
    """Whether the words before "from A to B" speak of a rise or fall, so that A and B are two figures."""
    return any(w in MOVES for w in words)


def moved(words: list[str]) -> bool:
    """Whether "from" stands among the words before a figure, and nothing that makes a range of it."""
    return "from" in words and not any(w.startswith(("rang", "between", "vari", "anywhere")) for w in words)


def spans(low: list[str], i: int) -> bool:
    """Whether a bound before token ``i`` is only the lower end of a range ("from less than three years to 20")."""
    return low[max(0, i - 3) : i - 1] in (["from", "less"], ["between", "less"], ["from", "under"])


def says_again(low: list[str], i: int) -> bool:
    """Whether the sum at token ``i`` opens parentheses that say a range again in another currency ("between 1,000 and
    40,000 soles ($309 and $12,350)")."""
    before = low[max(0, i - 9) : i - 1]
    return low[i - 1 : i] == ["("] and "between" in before and "(" not in before
