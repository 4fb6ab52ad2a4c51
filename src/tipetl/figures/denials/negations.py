"""How far a denial reaches, and what it only limits.

What belongs here: verbs that share another verb's "not" ("did not charge anyone or close any case"), denials of two
subjects ("neither X nor Y prosecuted"), and those that deny no more than a manner or one person's case. What does not:
the metric that a denied verb has (``denials``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.lexicon import load_lexicon
from tipetl.language.words import word_set
from tipetl.syntax.symbols import see_again

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.items import Item

#: "did not always …": some were
LIMITING = word_set("negations.limiting_adverbs")
#: "did not complete the investigation": it was begun
ENDING = word_set("negations.ending_verbs")
#: "did not provide adequate care": some was
SUFFICING = word_set("negations.sufficing_adjectives")
#: how many items a "not" reaches at most; no clause of prose has so many
REACH = 120
ANY = frozenset(("any", "anyone", "anybody", "single"))


def denied_verbs(t: Tokens, items: list[Item]) -> list[int]:
    """Indices of the verb items that are negated and have a concept ("did not convict", "never prosecuted")."""
    _share(t, items)
    _neither(t, items)
    return [
        k
        for k, x in enumerate(items)
        if x.kind == "verb" and x.negated and x.concept not in (None, "be", "do") and not x.modal
    ]


def _share(t: Tokens, items: list[Item]) -> None:
    """Negates the base forms that "or" joins to a denied one: "did not investigate any offense or convict anyone",
    "failed to identify victims or to train judges"."""
    if t.words.isdisjoint(("or", "nor")):
        return
    for k, x in enumerate(items):
        if x.kind != "verb" or not x.negated or x.form != "base" or x.modal:
            continue
        j = k + 1
        while j < min(len(items) - 1, k + REACH) and items[j].kind not in ("semi", "sub", "rel"):
            y, z = items[j], items[j - 1].kind
            if (
                y.kind == "verb"
                and y.finite
                and not y.negated
                and y.form != "base"
                and y.voice in ("active", "passive")
                and z not in ("det", "prep", "word")
            ):
                break
            if y.kind == "conj" and t.low[y.first] in ("or", "nor"):
                q = _past_aside(items, j + 1)
                verb = _base_verb(t, items, q)
                if verb is not None:
                    verb.negated, verb.finite, verb.voice = True, True, "active"
                    see_again(t.low, verb)
            j += 1


def _base_verb(t: Tokens, items: list[Item], q: int) -> Item | None:
    """Item ``q`` where it is a verb in its base form, made one where only the "not" before it says that it is none of a
    noun ("did not open a case or charge any suspect")."""
    if q + 1 >= len(items):
        return None
    x = items[q]
    if x.kind == "verb":
        return x if x.form == "base" and not x.modal else None
    follows = items[q + 1]
    if (
        x.kind not in ("word", "noun")
        or x.first != x.last
        or not (follows.kind in ("det", "pron") or t.low[follows.first] in ("or", "nor") or follows.form == "plural")
    ):
        return None
    tag = next((g for g in load_lexicon().words.single.get(t.low[x.first], ()) if g.category == "verb"), None)
    if tag is None or tag.form != "base":
        return None
    x.kind, x.concept, x.form = "verb", tag.concept, "base"
    see_again(t.low, x)
    return x


def _past_aside(items: list[Item], q: int) -> int:
    """The item after an adverb or a remark between commas: "or, despite allegations, investigate"."""
    if q < len(items) and items[q].kind == "adv":
        q += 1
    if q < len(items) and items[q].kind == "comma":
        end = next((k for k in range(q + 1, min(q + 12, len(items))) if items[k].kind == "comma"), None)
        if end is not None:
            return end + 1
    return q


def _neither(t: Tokens, items: list[Item]) -> None:
    """Negates the verb of "neither the ministry nor the police prosecuted any official"."""
    if "neither" not in t.low or "nor" not in t.low:
        return
    at = t.low.index("neither")
    nor = next((k for k, x in enumerate(items) if x.first > at and t.low[x.first] == "nor"), None)
    if nor is None or any(x.kind == "verb" and x.finite and at < x.first < items[nor].first for x in items):
        return
    verb = next((x for x in items[nor + 1 : nor + 8] if x.kind == "verb" and x.finite), None)
    if verb is not None:
        verb.negated = True
        if verb.voice == "bare" and verb.form == "past":
            verb.voice = "active"
        see_again(t.low, verb)


def only_limits(a: Analysis, j: int) -> bool:
    """Whether the denied verb item ``j`` denies a manner, an end or one person's case, and no figure of 0."""
    t, verb = a.tokens, a.items[j]
    words = t.low[verb.first : verb.last + 1]
    after = t.low[verb.last + 1 : verb.last + 5]
    described = [w for w in after if w not in ("a", "an", "the")][:1]
    before = a.items[j - 1] if j else None
    if before is not None and before.kind == "rel" and t.low[before.first] == "who":
        return True  # "one victim, who had not received the money": a person's own case
    if words[0] in ("declined", "refused") and not ANY & set(after):
        return True
    if LIMITING & set(words) and not ANY & set(after):
        return True
    if _in_a_manner(a, verb) and not ANY & set(after):
        return True
    if words[-1] in ENDING or (SUFFICING & set(described) and not ANY & set(after)):
        return True
    return verb.voice in ("passive", "bare") and _of_some(a, j, words)


def _in_a_manner(a: Analysis, verb: Item) -> bool:
    """ "fails to prosecute trafficking offenses vigorously": whether how it is done stands behind the object."""
    for w in a.tokens.low[verb.last + 1 : verb.last + 7]:
        if w in LIMITING:
            return True
        if w in (",", ";", "and", "or", "to", "in"):
            return False
    return False


def _of_some(a: Analysis, j: int, words: list[str]) -> bool:
    """Whether a passive is denied of some only: a number of persons, one person, or how things are at present."""
    t, items = a.tokens, a.items
    if {"is", "are"} & set(words) and "been" not in words:
        return True
    q = j - 1
    while q >= 0 and items[q].kind in ("noun", "word", "det", "prep", "adv", "mark", "pron", "num", "time"):
        if items[q].kind == "num" and a.numbers[items[q].number].form in ("count", "one"):
            return True
        q -= 1
    return q >= 0 and items[q].kind == "rel" and t.low[items[q].first] == "who"
