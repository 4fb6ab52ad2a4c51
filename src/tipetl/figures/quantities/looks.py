"""Kinds that a number's own look gives: dates, durations, ages, shares, ordinals, laws, names and pronouns
(contract section 6).

What belongs here: a number and the few words beside it. What does not: what is counted, and who does what;
``number_kinds`` asks those where a number has no shape of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.quantities.names import label_kind, number_words, part_of_name
from tipetl.figures.quantities.scan import ORDINAL_WORDS
from tipetl.language.cardinals import DURATIONS, UNITS

if TYPE_CHECKING:
    from tipetl.figures.quantities.kinds import Figure
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.model import QuantityKind

BY_FORM: dict[str, QuantityKind] = {
    "percent": "percentage", "ordinal": "ordinal", "age": "age", "year": "date", "date": "date", "duration": "duration",
}  # fmt: skip
NEAR_YEARS = frozenset(
    (
        "preceding",
        "previous",
        "past",
        "last",
        "following",
        "prior",
        "consecutive",
        "earlier",
        "full",
        "calendar",
        "reporting",
    )
)
NO_ADVERBS = frozenset(("family", "monthly", "weekly", "daily", "yearly", "early", "only", "elderly", "assembly"))
LIST_MARKS = frozenset((",", "and", "(", ";", "—", "–", ":", "plus", "with"))
AFTER_ONE = frozenset(
    ("who", "that", "which", "to", "and", "in", "for", "against", "by", "on", "at", "from", "with", "or", "under", "as")
)
AFTER_AGE = frozenset(
    (
        "and",
        "or",
        "for",
        "in",
        "to",
        "who",
        "whom",
        "whose",
        "were",
        "are",
        "is",
        "was",
        "at",
        "when",
        "from",
        "by",
        "as",
        "with",
        "had",
        "on",
    )
)
OUT_OF = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "10", "20", "100", "every"))
ONE_PERSON = frozenset(("girl", "boy", "child", "woman", "man", "youth"))
YOUNG = frozenset(
    ("girl", "boy", "child", "woman", "man", "girls", "boys", "children", "youths", "minors", "adolescents")
)
PARTS = frozenset(
    (
        "third",
        "thirds",
        "quarter",
        "quarters",
        "half",
        "halves",
        "fourth",
        "fourths",
        "fifth",
        "fifths",
        "tenth",
        "tenths",
    )
)
#: what a longer or shorter time depends on: "30 days, or 70 in the case of a child"
ON_CONDITION = frozenset(("in", "for", "if", "when", "where"))
SMALL_PARTS = PARTS - {"half", "halves"}


def shape_of(a: Analysis, figure: Figure) -> QuantityKind | None:
    """The kind that the number's look gives, or None where only its noun and verb can tell."""
    t = a.tokens
    named = part_of_name(t, figure)
    if named is not None:
        return named
    if figure.form == "compound":
        return _compound(figure)
    kind = BY_FORM.get(figure.form)
    if kind is not None:
        return kind
    if figure.form == "label":
        return label_kind(t, figure)
    if figure.form == "money":
        return None
    if _share(t, figure):
        return "percentage"
    if _age(t, figure):
        return "age"
    if _years(t, figure):
        return "duration"
    if _moment(a, figure):
        return "date"
    if t.low[figure.first] == "one" and _pronoun(t, figure):
        return "pronoun"
    return None


def form_of(t: Tokens, first: int, last: int) -> str:
    """The form of a run of number tokens that the number reader made nothing of, or that a time expression took."""
    word = t.low[first]
    if first == last and (word in ORDINAL_WORDS or word[-2:] in ("st", "nd", "rd", "th")):
        return "ordinal"
    if "-" in word and not word[0].isdigit():
        parts = word.split("-")
        if parts[-1] in PARTS and len(parts) == 2:
            return "percent"
        if any(part in ORDINAL_WORDS for part in parts):
            return "ordinal"
        return "duration" if any(part in DURATIONS for part in parts) else "compound"
    if (
        word[0].isdigit()
        and len(word) >= 4
        and word[:4].isdecimal()
        and 1800 <= int(word[:4]) <= 2100
        and not word[4:].isdigit()
    ):
        return "year"
    if word[0].isdigit() and word[-1].isalpha():
        return "label"
    following = t.low[last + 1] if last + 1 < len(t.low) else ""
    if following in DURATIONS:
        return "duration"
    return "count"


def _compound(figure: Figure) -> QuantityKind:
    """ "one-stop", "14-member": the second part says what is counted; a share where it is a part of a whole."""
    unit = (figure.unit or "").split("-")
    if unit[0] in PARTS:
        return "percentage"
    if figure.low == 1 and unit[-1] == "one":
        return "pronoun"
    return "other_count"


def _share(t: Tokens, figure: Figure) -> bool:
    """ "two thirds of", "one victim in five": parts of a whole."""
    low = t.low
    after = low[figure.last + 1] if figure.last + 1 < len(t.low) else ""
    if after in SMALL_PARTS and (after.endswith("s") or low[figure.last + 2 : figure.last + 3] == ["of"]):
        return True
    if low[figure.first] == "one" and "in" in low[figure.last + 1 : figure.last + 4]:
        j = low.index("in", figure.last + 1)
        return j + 1 < len(t.low) and low[j + 1] in OUT_OF
    i = figure.first
    if low[figure.last + 1 : figure.last + 3] == ["of", "every"] or low[max(0, i - 2) : i] == ["of", "every"]:
        return True
    return (
        i > 1
        and low[i - 1] == "in"
        and "one" in low[max(0, i - 4) : i - 1]
        and figure.form == "count"
        and (figure.low or 0) <= 100
    )


def _age(t: Tokens, figure: Figure) -> bool:
    """ "a girl of 16", "had not yet turned 18", "a person under 18 for", "children between five and 14", "six and
    nine years old"."""
    low = t.low
    i, j = figure.first, figure.last
    lead = low[i - 1] if i else ""
    if lead == "of" and i > 1 and low[i - 2] in ONE_PERSON and 0 < (figure.low or 0) < 100:
        return True
    if (figure.low or 99) > 25:
        return False
    if "ages" in low[max(0, i - 6) : i] and lead in ("from", "to", "between", "and", "of"):
        return True
    after = low[j + 1] if j + 1 < len(t.low) else "."
    if low[max(0, i - 2) : i] in (["who", "was"], ["who", "is"]) and not after[0].isalpha():
        return True
    counts = after[0].isalpha() and after not in AFTER_AGE
    if after == "and" and "old" in low[j + 2 : j + 6]:
        return True
    if counts:
        return False
    if lead in ("turned", "reached") or (lead in ("under", "below") and not (i > 1 and low[i - 2] in ("just", "well"))):
        return True
    if lead in ("of", "between") or (figure.high is not None and "between" in low[max(0, i - 2) : i]):
        k = i - 2 if low[i - 1] in ("of", "between") else i - 1
        return k >= 0 and low[k] in YOUNG
    return "between" in low[max(0, i - 3) : i] and lead == "and" and bool(YOUNG & set(low[max(0, i - 6) : i]))


def _no_less(word: str, figure: Figure) -> bool:
    """Whether the duration that ``word`` tells is no shorter than ``figure``, so that the figure can be part of it."""
    value = float(word) if word.isdigit() else UNITS.get(word)
    return value is not None and value >= (figure.low or 0)


def _years(t: Tokens, figure: Figure) -> bool:
    """ "either of the two preceding years", "18 months, nine of which were suspended", "30 days, or 70 if …"."""
    low = t.low
    i = figure.first
    joined = i - 1 - (low[i - 2 : i - 1] == [","])
    if i > 3 and low[i - 1] == "or" and low[joined - 1] in DURATIONS and low[figure.last + 1] in ON_CONDITION:
        return True
    if (
        low[figure.last + 1 : figure.last + 3] == ["of", "which"]
        and i > 2
        and low[i - 1] == ","
        and low[i - 2] in DURATIONS
        and _no_less(low[i - 3], figure)
    ):
        return True
    j = figure.last + 1
    if low[j : j + 1] == ["-"] and low[j + 1 : j + 2] in (["to"], ["or"], ["and"]) and j + 2 < len(t.low):
        # "a 30- to 60-day reflection period"
        return any(w in DURATIONS for w in low[j + 3 : j + 5])
    following = low[j + 1] if j + 1 < len(low) else ""
    return bool(following) and low[j] in NEAR_YEARS and (following in DURATIONS or following in ("periods", "cycles"))


def _moment(a: Analysis, figure: Figure) -> bool:
    """A day, a year or an hour: inside a time expression, beside a month, before "a.m."."""
    t = a.tokens
    low = t.low
    words = number_words()
    if figure.index < 0 and any(x.first <= figure.first <= x.last for x in a.times):
        return True
    if not low[figure.first][0].isdigit():
        return False
    after = low[figure.last + 1] if figure.last + 1 < len(t.low) else ""
    if after in words["time_of_day"] or (after in ("a", "p") and low[figure.last + 2 : figure.last + 4] == [".", "m"]):
        return True
    previous = t.text[figure.first - 1] if figure.first else ""
    if (
        after == ":"
        and t.start[figure.last + 1] == t.end[figure.last]
        and t.start[min(figure.last + 2, len(t.low) - 1)] == t.end[figure.last + 1]
        and low[figure.last + 2 : figure.last + 3][:1]
        and low[figure.last + 2][0].isdigit()
    ) or (
        previous == ":"
        and figure.first > 1
        and low[figure.first - 2][0].isdigit()
        and t.end[figure.first - 1] == t.start[figure.first]
    ):
        return True  # "7:30"
    day = (figure.low or 32) <= 31
    if day and previous[:1].isupper() and previous.lower() in words["months"]:
        return True
    # "20 March", "May 12 and 13"
    return day and after in words["months"] and t.text[figure.last + 1][0].isupper()


def _pronoun(t: Tokens, figure: Figure) -> bool:
    """ "one of them", "no one", "one another", "in one case": a "one" that counts nothing."""
    low = t.low
    if figure.first != figure.last:
        return False
    words = number_words()
    after = low[figure.last + 1] if figure.last + 1 < len(t.low) else "."
    before = low[figure.first - 1] if figure.first else ""
    if before == "of" and figure.first > 1 and low[figure.first - 2] in words["staff_words"]:
        return False
    if after == "of" or after in words["one_after"] or before in ("no", "every"):
        return True
    if before in ("in", "at", "on", "from", "to") and (
        after in words["one_nouns"] or low[figure.last + 1 : figure.last + 3] == ["reporting", "period"]
    ):
        return True
    if before in LIST_MARKS:
        place = figure.last + 2 < len(t.low) and t.text[figure.last + 2][0].isupper()
        return after == "against" or (
            after == "in" and place
        )  # a part of a list counts: "two for forced labor and one for sex trafficking"
    if not after[0].isalnum() or after in AFTER_ONE:
        # alone: "no victim asked for one"; but "one was dismissed" counts
        return True
    if after.endswith("ly"):
        return after not in NO_ADVERBS
    return before == "the" and after.endswith("ed")
