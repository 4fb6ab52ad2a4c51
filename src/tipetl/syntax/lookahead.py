"""What follows a noun phrase, looked at ahead: whether a list, a remark or a participle leads on to a finite verb.

What belongs here: questions about a row of items. What does not: tying a number to what is found (``governors``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item

#: who decides about those that a list may name, and is none of them
BODIES = frozenset(("court", "ngo"))
#: how many items a list of numbered nouns may have
LONGEST_LIST = 80
#: verbs that have no passive, so that their past form is never a participle that describes
INTRANSITIVE = frozenset(("find_work", "remain", "continue", "go", "stand", "flee", "homecome", "amount", "collapse"))


def list_to_verb(items: list[Item], q: int) -> bool:
    """Whether a list of numbered nouns goes on from item ``q`` to a verb that they share ("563 officers, 74
    prosecutors, and 48 judges took part")."""
    n = min(len(items), q + LONGEST_LIST)
    if decides(items, q):
        return False
    while q < n and (
        items[q].kind in ("num", "noun", "word", "comma", "conj", "mark", "det", "adv")
        or (items[q].kind == "prep" and items[q].form in ("of", "from"))
    ):
        if (
            items[q].kind in ("comma", "conj")
            and q + 1 < n
            and items[q + 1].kind not in ("num", "conj", "det", "noun", "word")
        ):
            return False
        q += 1
        if q + 1 < n and items[q].kind == "prep" and items[q].form in ("of", "from") and items[q + 1].kind != "num":
            # "one official of the State Registry"
            q += 1
    return q < n and items[q].kind == "verb" and items[q].finite and items[q].voice != "bare"


def decides(items: list[Item], q: int) -> bool:
    """Whether "a" at item ``q`` opens another subject, and no member of a list of persons: ", and a jury found"."""
    if items[q].form != "one":
        return False
    named = next((x for x in items[q + 1 :][:3] if x.kind != "word"), None)
    return named is not None and named.concept in BODIES


def ends_clause(items: list[Item], j: int) -> bool:
    """Whether item ``j`` has no object behind it."""
    return j + 1 >= len(items) or items[j + 1].kind in (
        "semi",
        "comma",
        "mark",
        "conj",
        "time",
        "prep",
        "adv",
        "close",
        "dash",
        "sub",
    )


def only_describes(items: list[Item], j: int) -> bool:
    """Whether the participle at item ``j`` only describes the subject of a verb that follows in the same clause: "three
    men convicted in 2008 were acquitted"."""
    for x in items[j + 1 : j + 16]:
        if x.kind == "verb" and x.voice != "infinitive" and not (x.form == "ing" and not x.finite):
            return x.finite and (x.voice in ("passive", "active") or x.concept in INTRANSITIVE)
        if x.kind not in ("prep", "noun", "word", "det", "time", "adv", "num", "open", "close", "verb"):
            return False
    return False


def closing_comma(items: list[Item], q: int) -> int | None:
    """The comma that ends a remark or an apposition begun before item ``q`` ("three others, all of them guards, were")
    and is followed by a finite verb."""
    if q + 2 < len(items) and items[q + 1].kind == "comma" and items[q + 2].kind == "verb" and items[q + 2].finite:
        return q + 1  # ", however, was charged"
    named = items[q].kind not in ("prep", "time", "adv", "num", "verb")
    if items[q].kind in ("sub", "rel", "open", "dash", "colon", "pron"):
        return None
    for j in range(q, min(len(items), q + 18)):
        if items[j].kind == "semi":
            return None
        if named and items[j].kind == "verb" and items[j].finite and items[j].voice != "bare":
            return None
        if (
            items[j].kind == "comma"
            and j + 1 < len(items)
            and items[j + 1].kind == "verb"
            and items[j + 1].finite
            and items[j + 1].voice != "bare"
        ):
            return j
    return None


#: what those whom a clause describes undergo, get or do, when it is no passive
_ENDS_OF_A_CLAUSE = frozenset(("obtain", "remain", "stand"))
#: how many items a clause without a comma may have
LONGEST_CLAUSE = 24


def main_verb_behind(items: list[Item], j: int) -> int | None:
    """The verb of the sentence behind a relative clause whose verb is item ``j``, with no comma between them ("officers
    who owned a brothel were investigated"); None where the clause goes on to its end."""
    for q in range(j + 1, min(len(items), j + LONGEST_CLAUSE)):
        x = items[q]
        if x.kind in ("comma", "semi", "colon", "sub", "rel", "open", "dash"):
            return None
        if x.kind != "verb" or not x.finite:
            continue
        if x.concept is None and x.voice == "active" and items[q + 1 : q + 2] and items[q + 1].kind in ("noun", "word"):
            continue  # "who had supplied forged passports"
        joined = items[q - 1].kind == "conj" or (items[q - 1].kind == "adv" and items[q - 2].kind == "conj")
        if joined:
            continue  # "who took bribes and were paid in kind"
        return q if x.voice == "passive" or x.concept in _ENDS_OF_A_CLAUSE else None
    return None


def clause_of_others(items: list[Item], j: int) -> bool:
    """Whether a subject with a verb that says more than "to be" follows "of whom": "26 of whom police had referred"."""
    q = j
    while q < len(items) and items[q].kind in ("noun", "word", "det", "adv", "pron"):
        q += 1
    if q == j or q >= len(items) or items[q].kind != "verb" or not items[q].finite or items[q].voice != "active":
        return False
    return items[q].concept not in (None, "be", "have", "do")


def shared_object(items: list[Item], frame: Frame) -> str | None:
    """The verb whose object the number is as well, where another verb with an object of its own is joined to it and
    leads to the number by a preposition ("identified and gave assistance to 292 victims")."""
    if frame.linked != "prep" or frame.acts:
        return None
    q = frame.item - 1
    while q >= 0 and items[q].kind in ("det", "adv"):
        q -= 1
    q -= 1
    end = q
    while q >= 0 and items[q].kind in ("noun", "word", "det", "mark"):
        q -= 1
    if q < 2 or q == end or items[q].kind != "verb" or not items[q].finite or items[q].voice != "active":
        return None
    first = items[q - 2]
    if items[q - 1].kind != "conj" or first.kind != "verb" or not first.finite or first.form != items[q].form:
        return None
    return first.concept if first.voice in ("active", "bare") and not first.negated else None


def own_verb(items: list[Item], frame: Frame) -> bool:
    """Whether the number's noun phrase is the subject of a verb of its own, and so no member of a list before it: "no
    shelter could receive men, and 21 victims were housed in a home"."""
    after = frame.np_end_item + 1
    if after >= len(items) or items[after].kind != "verb":
        return False
    verb = items[after]
    return verb.finite and (
        verb.voice in ("active", "passive") or verb.concept in ("remain", "testify", "enter", "flee")
    )


def opens_clause(t: Tokens, items: list[Item], k: int) -> bool:
    """Whether comma item ``k`` opens a clause with a subject and a verb of its own ("…, and one case was pending")."""
    if items[k].kind != "comma" or k + 2 >= len(items):
        return False
    joined = items[k + 1].kind == "conj"
    if joined and t.low[items[k + 1].first] == "or":
        return False
    first = k + 2 if joined else k + 1
    if joined and items[first].kind == "verb" and items[first].finite and items[first].form != "base":
        return True
    if joined and items[first].kind == "verb" and items[first].negated:
        return True
    if items[first].kind not in ("noun", "word", "det", "num", "pron") or t.low[items[first].first] == "let":
        return False  # "did not investigate, let alone prosecute, any official"
    asides = 0
    for x in items[first : first + (24 if joined else 14)]:
        if x.kind in ("rel", "semi", "sub") or (x.kind in ("conj", "comma") and not joined):
            return False
        if x.kind == "comma":
            asides += 1
        if x.kind == "verb" and x.finite and _has_a_subject(x):
            return asides in (0, 2)
    return False


def _has_a_subject(verb: Item) -> bool:
    """Whether a finite verb is no participle behind its noun: "NGOs reported", "a mayor was acquitted"."""
    return verb.voice == "active" or verb.concept == "report" or (verb.voice == "passive" and verb.last > verb.first)
