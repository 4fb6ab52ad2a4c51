"""The word that a duration hangs on: "received six years", "Article 20 allows two to five years".

What belongs here: telling a term that was given from one that a law provides by the words before the duration in its
clause, where these leave no doubt. What does not: the rest, which ``terms`` weighs over the whole sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.lexicon import load_lexicon
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

SENTENCING = word_set("terms.sentencing_verbs")
GETTING = word_set("terms.getting_verbs")
PROVIDING = word_set("terms.providing_verbs")
STATING = word_set("terms.stating_verbs")
TERM_NOUNS = word_set("terms.term_nouns")
LAW_NOUNS = word_set("terms.law_nouns")
STAY_WORDS = word_set("terms.stay_words")
PERMITS = frozenset(
    ("permit", "permits", "visa", "visas", "residence", "residency", "permission", "passes", "reflection")
)
PRISON = word_set("terms.prison")
#: prepositions that do not lead from a verb to the term it gives
ELSEWHERE = frozenset(("in", "on", "at", "by", "with", "after", "under", "about", "through", "since", "over", "within"))
PRESCRIBED = frozenset(
    ("prescribes", "prescribe", "prescribed", "punishable", "penalties", "maximum", "minimum", "liable")
)
COURT_WORDS = word_set("terms.court_words")
_PRESENT = PROVIDING - frozenset(("gave", "set", "with", "put", "awaits", "has", "provided", "opens", "says"))
MODALS = frozenset(("may", "can", "could", "shall", "might", "would", "should"))
RELATIVES = frozenset(("which", "who", "whose"))
BREAKS = frozenset((";", ":", "while", "whereas", "although", "but"))


def own_words(t: Tokens, lo: int, start: int) -> list[int]:
    """The tokens from ``lo`` to ``start`` that are of the duration's own clause: since the last conjunction that opens
    one, without the relative clauses that close before it."""
    low = t.low
    begin = lo
    for i in range(lo, start):
        if low[i] in BREAKS and i + 1 < start:
            begin = i + 1
    out: list[int] = []
    i = begin
    while i < start:
        if low[i] == "," and i + 1 < start and (low[i + 1] in RELATIVES or low[i + 1 : i + 2] == ["in"]):
            end = next((j for j in range(i + 2, start) if low[j] == ","), None)
            if end is not None:
                i = end + 1
                continue
        out.append(i)
        i += 1
    return out


def of_a_stay(t: Tokens, number: Number, lo: int) -> bool:
    """Whether the duration is that of a permit or a visa, by the words beside it."""
    low = t.low
    return bool(PERMITS & set(low[max(lo, number.begins - 6) : number.begins] + low[number.last + 1 : number.last + 5]))


def for_a_deed(t: Tokens, number: Number) -> bool:
    """Whether the duration is that of something else that is named behind it, or is given to do something in: "six
    months of community service", "two months to pay"."""
    after = t.low[number.last + 1 : number.last + 4]
    if after[:1] == ["of"]:
        return other_time(t, number)
    tags = load_lexicon().words.single.get(after[1], ()) if after[:1] == ["to"] and len(after) > 1 else ()
    return bool(tags) and all(g.category == "verb" and g.form == "base" for g in tags)


def other_time(t: Tokens, number: Number) -> bool:
    """Whether what follows the duration says it is time of another kind: "six months of counseling", "two days to
    leave", "three months' wages"."""
    after = t.low[number.last + 1 : number.last + 5]
    possessive = after[:1] in (["'"], ["’"])
    if possessive:
        after = after[1:]
    if not after:
        return False
    word = after[0]
    if word == "of":
        return not (PRISON | {"hard", "which", "whom"}) & set(after[1:4])
    if word == "to" and after[1:2] and after[1].isalpha() and t.text[number.last + 2].islower():
        return after[1] not in ("life",)
    return possessive and word.isalpha() and word not in PRISON and word not in _AFTER_POSSESSIVE


_AFTER_POSSESSIVE = frozenset(("and", "or", "for", "to", "with", "each", "apiece", "in", "but", "while", "if", "when",
    "the", "minimum", "maximum", "hard", "forced", "suspended", "probation", "of", "under", "as"))  # fmt: skip


def governed(t: Tokens, number: Number, lo: int, hi: int) -> str | None:
    """``sentence_terms`` or ``penalty_prescribed`` by the word that the duration hangs on; None where none is plain."""
    low = t.low
    start = number.begins
    words = own_words(t, lo, start)
    # the month is no verb
    said = ["" if t.text[i] == "May" else low[i] for i in words]
    if (number.unit != "life" and STAY_WORDS & set(low[lo:hi])) or other_time(t, number):
        return None
    day_unit = number.unit is not None and number.unit.rstrip("s") in ("day", "week")
    if day_unit:
        return None
    for k in range(len(words) - 1, -1, -1):
        word = said[k]
        if word in PROVIDING and _law_speaks(said[:k]):
            return "penalty_prescribed"
        if word in SENTENCING or word in GETTING:
            return _given(said, k)
        if word == "at" and ":" in t.low[lo : words[k]] and TERM_NOUNS & set(t.low[lo : lo + 4]):
            return "sentence_terms"  # "Terms entered: two at 16 months"
        if word in ("of", "from") and said[k - 1] not in ("terms", "term", "sentences", "sentence"):
            continue
        if word in STATING:
            return _stated(said, k)
        if word in ("prison", "jail") and said[k + 1 : k + 2] == ["for"] and {"went", "sent"} & set(said[:k]):
            return None if MODALS & set(said) else "sentence_terms"
        if PRESCRIBED & {word}:
            return None
    return None


def _given(said: list[str], k: int) -> str | None:
    """What a verb of giving or getting gives: nothing where it may only, the law's penalty where a law gives it."""
    between = said[k + 1 :]
    if MODALS & set(said[max(0, k - 6) : k]):
        return None
    if said[k] in SENTENCING:
        return "sentence_terms" if not _law_speaks(said[:k]) else None
    if len(between) > 8 or ELSEWHERE & set(between):
        return None
    return "penalty_prescribed" if _law_speaks(said[:k]) else "sentence_terms"


def _stated(said: list[str], k: int) -> str | None:
    """ "terms ran from two to six years", "with terms of five years": what terms are said to be is what was given."""
    if said[k] in ("of", "from"):
        if _PRESENT & set(said[:k]) or _law_speaks(said):
            return None
    elif (
        not TERM_NOUNS & set(said[:k])
        or MODALS & set(said[:k])
        or (_law_speaks(said) and not {"sentences", "terms"} & set(said[:3]))
    ):
        return None
    return None if PRESCRIBED & set(said) else "sentence_terms"


def _law_speaks(said: list[str]) -> bool:
    """Whether the clause so far is about a law ("Article 20 of the penal code", "under the act") and no court."""
    at = max((k for k, w in enumerate(said) if w in LAW_NOUNS), default=-1)
    return at >= 0 and not COURT_WORDS & set(said[at:])
