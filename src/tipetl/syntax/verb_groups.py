"""Verbs with what belongs to them: auxiliaries, "not", adverbs; and what each item says to the numbers around it.

What belongs here: the voice, denial and mood of verbs, and the bounds of clauses, once a sentence's items are known.
What does not: which part a single word plays; that is ``items``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.memo import Memo, one
from tipetl.language.words import word_set
from tipetl.syntax.items import BE, HAVE, MODALS, Item
from tipetl.syntax.symbols import see

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

#: verbs that deny what they lead to
FAILING = word_set("verb_groups.failing")


def group_verbs(t: Tokens, raw: list[Item]) -> list[Item]:
    """The items of a sentence: merges auxiliaries, "not" and adverbs into the verb they belong to, and gives each verb
    its voice."""
    out: list[Item] = []
    i, n = 0, len(raw)
    neither = "neither" in t.words
    while i < n:
        x = raw[i]
        kind = x.kind
        if not neither and kind not in ("verb", "aux") and not (kind == "prep" and x.form in ("to", "without")):
            out.append(x)
            i += 1
            continue
        if x.kind == "prep" and x.form == "to" and (j := _infinitive(raw, i + 1)):
            verb = raw[j]
            verb.voice = "infinitive"
            verb.first = x.first
            before = out[-1] if out else x
            word = t.low[before.last]
            failing = before.kind in ("verb", "word", "aux") and (
                word in FAILING or (word == "used" and before.negated)  # "laws were not used to prosecute anyone"
            )
            if failing:
                # "failed to identify": as good as "did not identify"
                verb.first, verb.voice, verb.finite, verb.negated = out.pop().first, "active", True, True
            elif out and out[-1].kind == "verb" and out[-1].form == "be" and t.low[out[-1].last] == "yet":
                # "has yet to convict": as good as "has not convicted"
                verb.first, verb.voice, verb.finite, verb.negated = out.pop().first, "active", True, True
            out.append(verb)
            i = j + 1
            continue
        if (
            neither
            and x.kind in ("word", "det", "adv", "num", "conj")
            and t.low[x.first] in ("neither", "nor")
            and i + 1 < n
            and raw[i + 1].kind == "verb"
        ):
            raw[i + 1].negated = True
            if x.kind != "conj":
                i += 1
                continue
        if x.kind == "aux":
            j = i
            be = perfect = modal = negated = False
            while j < n and (raw[j].kind == "aux" or (raw[j].kind == "adv" and j + 1 < n)):
                form = raw[j].form
                if form in BE:
                    be = True
                elif form in HAVE:
                    perfect, be = True, False
                elif form in MODALS:
                    modal = True
                elif form in ("not", "never", "n't"):
                    negated = True
                if raw[j].kind == "adv" and t.low[raw[j].first] == "never":
                    negated = True
                j += 1
            if j < n and raw[j].kind == "verb" and raw[j].form != "s":
                verb = raw[j]
                verb.voice = "passive" if be and verb.form in ("past", "part") else "active"
                verb.first = x.first
                verb.negated, verb.modal, verb.finite = negated, modal, True
                out.append(verb)
                i = j + 1
                continue
            copula = Item(
                "verb",
                x.first,
                raw[j - 1].last,
                "have" if perfect and not be else "be" if be or not x.form.startswith("d") else "do",
            )
            copula.voice, copula.negated, copula.modal, copula.finite = "active", negated, modal, True
            copula.form = "be"
            out.append(copula)
            i = j
            continue
        if (
            x.kind == "prep"
            and x.form == "without"
            and i + 1 < n
            and raw[i + 1].kind == "verb"
            and raw[i + 1].form == "ing"
        ):
            raw[i + 1].negated = True
        if x.kind == "verb":
            x.finite = x.form in ("past", "s", "base")
            x.voice = "active"
            if x.form in ("past", "part"):
                nxt = raw[i + 1] if i + 1 < n else None
                if nxt is not None and nxt.kind == "adv" and i + 2 < n:
                    nxt = raw[i + 2]
                if (
                    nxt is None
                    or nxt.kind not in ("num", "det", "noun", "word", "pron", "rel")
                    or (nxt.kind == "word" and t.low[nxt.first] in ("there", "while", "guilty"))
                ):
                    x.voice = "bare"
            elif x.form == "ing":
                x.finite = False
        out.append(x)
        i += 1
    if "nor" in t.words:
        _after_nor(t, out)
    _clauses(out)
    see(t.low, out)
    return out


def _infinitive(raw: list[Item], j: int) -> int:
    """The base verb at item ``j``, or behind an adverb there ("to formally identify"); 0 where there is none."""
    if j + 1 < len(raw) and raw[j].kind == "adv":
        j += 1
    return j if j < len(raw) and raw[j].kind == "verb" and raw[j].form == "base" else 0


def _said(concept: str) -> str:
    return one("verb:" + concept)


#: what a verb of a concept says to the numbers around it
_SAID = Memo(_said)


def _clauses(items: list[Item]) -> None:
    """Tells each item what it says to the numbers around it, and where its clause ends on both sides."""
    left, right = [], []
    n = len(items)
    for k, x in enumerate(items):
        kind = x.kind
        if kind == "noun":
            x.behind = x.ahead = x.concept or ""
        elif kind == "verb":
            if x.concept:
                x.behind = _SAID[x.concept]
                if not (x.finite and x.voice == "active") or x.concept in ("continue", "remain", "amount"):
                    x.ahead = x.behind
        elif kind == "num":
            if x.form == "money":
                x.ahead = "money"
        elif kind == "comma":
            if k + 1 < n and items[k + 1].kind in ("conj", "sub"):
                left.append(k)
        elif kind == "conj":
            follow = items[k + 1] if k + 1 < n else x
            if follow.kind == "verb" and follow.finite and follow.voice == "active":
                right.append(k)
        elif kind == "semi":
            left.append(k)
            right.append(k)
        elif kind == "colon":
            left.append(k)
    begun, since = 0, -1
    for k in (*left, n):
        for x in items[begun:k]:
            x.since = since
        begun = since = k
    begun = 0
    for k in (*right, n):
        for x in items[begun : k + 1]:
            x.until = k
        begun = k + 1


def _after_nor(t: Tokens, items: list[Item]) -> None:
    """Negates the verb of "nor was any official prosecuted", "nor did it train judges", which stands behind its
    subject."""
    for k in range(len(items) - 2):
        copula = items[k + 1]
        if items[k].kind != "conj" or t.low[items[k].first] != "nor" or copula.kind != "verb" or copula.form != "be":
            continue
        for verb in items[k + 2 : k + 9]:
            if verb.kind == "verb":
                if verb.form in ("past", "part", "base"):
                    verb.negated, verb.finite = True, True
                    verb.voice = "passive" if copula.concept == "be" else "active"
                break
            if verb.kind not in ("det", "noun", "word", "pron", "adv", "num", "prep"):
                break
