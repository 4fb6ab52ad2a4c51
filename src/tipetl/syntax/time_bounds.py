"""Times that date something else than the figures: a law, a founding, what a figure is a multiple of.

What belongs here: the words around a time that tie it to another thing. Finding times is the business of ``times``.
"""

from __future__ import annotations

from tipetl.language.cardinals import MONTH_NAMES
from tipetl.language.words import word_set

#: Words that tie a year to a law, a plan or the founding of something rather than to the figures of the sentence.
BACKGROUND = word_set("times.background")
CASES = frozenset(["case", "cases", "investigation", "investigations", "files", "inquiries", "proceedings", "probes"])
#: nouns for how far a figure has moved
CHANGES = word_set("times.changes")
#: what leads from them to the time that a figure has moved from
SINCE_WHEN = frozenset(["over", "on", "from", "against", "in", "than", "with", "to", "since"])
MULTIPLES = frozenset(["twice", "thrice", "double", "triple", "quadruple", "half"])
#: what a multiple is of, with the words around it
MEASURED = frozenset(
    [
        "the",
        "that",
        "those",
        "amount",
        "sum",
        "number",
        "figure",
        "figures",
        "total",
        "budget",
        "level",
        "as",
        "many",
        "much",
    ]
)


#: what leads from a spell of time to the date at which it ends
ENDINGS = frozenset(["to", "ending", "ended", "through", "until", "that", "which"])


def ends_later(low: list[str], i: int) -> bool:
    """Whether the spell named at token ``i`` has its end named behind it: "the year to March 2004", "the fiscal year
    that ended in June 2015", "the 12 months to June 30, 2005"."""
    behind = low[i + 1 : i + 5]
    if not behind or behind[0] not in ENDINGS:
        return False
    if behind[0] in ("that", "which"):
        return behind[1:2] == ["ended"]
    return not MONTH_NAMES.isdisjoint(behind[1:]) or behind[0] in ("ending", "ended")


def spell_ending(low: list[str], first: int) -> int | None:
    """Where the spell of up to a year begins that the date at ``first`` ends."""
    for j in range(first, max(-1, first - 8), -1):
        if low[j] in ("year", "months", "period"):
            if not ends_later(low, j):
                return None
            twelve = low[j] == "months" and low[j - 1 : j] not in (["12"], ["twelve"], ["six"], ["nine"])
            return (
                None
                if twelve
                else j
                - (low[j] == "months")
                - (low[j - 1 : j] in (["fiscal"], ["financial"], ["reporting"], ["calendar"]))
            )
    return None


def since_founding(low: list[str], first: int) -> int | None:
    """Where "since" stands before the founding that a year dates ("since its establishment in 2008", "since the start
    of the program in 2003"): what is counted since then is counted up to the report."""
    for j in range(first - 1, max(-1, first - 9), -1):
        if low[j] == "since":
            return j if first - j > 2 else None
        if not (low[j].isalpha() or low[j] in ("'s", "’s", "-")) or low[j] in ("we", "they", "it", "had", "was"):
            return None
    return None


def dates_else(low: list[str], first: int) -> bool:
    """Whether the time that begins at ``first`` dates a law, a plan or a past event instead of the figures."""
    j = first - 1
    if j >= 0 and low[j] == "opened" and ("having" in low[max(0, j - 7) : j] or CASES & set(low[max(0, j - 7) : j])):
        return False  # "eight cases were opened in 2008": what is opened is what is counted
    if low[first] == "for" and j >= 0 and low[j] in ("plan", "program", "strategy", "programme", "budget"):
        return low[j] != "budget"
    if (
        (j >= 0 and (low[j] in ("than", "as", "unlike") or low[max(0, j - 2) : j + 1] == ["double", "the", "number"]))
        or low[first] in ("from", "into")
        or (low[first - 1] == "into" if first else False)
    ):
        # "50 more than in 2001", "cases from 2006", "dragged on into 2020"
        return True
    if multiplied(low, first) or measures_a_change(low, first):
        return True
    return j >= 0 and (low[j] in BACKGROUND or (low[j] == "force" and j > 1 and low[j - 1] == "into"))


def multiplied(low: list[str], first: int) -> bool:
    """Whether a time dates only what a figure is a multiple of ("three times the sum for 2020")."""
    if low[first] not in ("for", "of", "in"):
        return False
    j = first - 1
    while j > 0 and low[j] in MEASURED:
        j -= 1
    return j < first - 1 and (low[j] in MULTIPLES or (low[j] == "times" and j > 0))


def measures_a_change(low: list[str], first: int) -> bool:
    """Whether a time is what a change is measured from ("an increase of 128 over 2003", "down by a third on 2011"), so
    that it dates neither the figure that moved nor those told behind it."""
    if low[first] not in ("over", "on", "against") and not (first and low[first - 1] in ("over", "on", "against")):
        return False
    return not CHANGES.isdisjoint(low[max(0, first - 8) : first]) and "," not in low[max(0, first - 3) : first]
