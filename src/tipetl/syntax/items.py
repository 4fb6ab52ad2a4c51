"""A sentence as a row of items: noun groups' words, verb groups with voice, prepositions, marks, times and numbers.

What belongs here: deciding for each token what part it plays, without knowing any metric. What does not: which verb
governs
which number; that is ``frames``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import DASHES
from tipetl.language.lexicon import Lexicon, Tag
from tipetl.language.memo import Memo
from tipetl.language.numbers import Number
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.patterns import Symbol
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.time_bounds import Time

#: last words of a kind's name that are themselves counted, or are verbs ("bonded laborers", "forced to beg")
PEOPLE_OF_A_KIND = word_set("items.people_of_a_kind")
NOUNS_IN_ING = word_set("items.nouns_in_ing")

BE = word_set("items.be")
HAVE = frozenset(["had", "has", "have", "having"])
DO = frozenset(["did", "does", "do"])
AUXILIARIES = BE | HAVE | DO
MODALS = word_set("items.modals")
DETERMINERS = word_set("items.determiners")
PREPOSITIONS = word_set("items.prepositions")
CONJUNCTIONS = frozenset(["and", "or", "nor", "but", "&", "plus"])
RELATIVES = frozenset(["who", "which", "whom", "whose"])
SUBORDINATORS = word_set("items.subordinators")
PRONOUNS = word_set("items.pronouns")
ADVERBS = word_set("items.adverbs")
NOT_PAST = word_set("items.not_past")
OTHER_PASTS = word_set("items.other_pasts")


class Item:
    """One part of a sentence over tokens ``first`` to ``last``.

    ``kind``: num, noun, word, verb, det, prep, conj, comma, semi, open, close, colon, dash, time, rel, sub, pron,
    adv, mark.
    Verbs carry ``concept`` (None for a verb of no concept), ``voice`` (active, passive, bare: either, infinitive),
    ``negated``,
    ``modal`` and ``finite``. Nouns carry ``concept``.

    ``behind`` is what an item says to a number behind it in its clause, ``ahead`` to one before it: a noun's concept,
    "verb:" and a verb's; ``since`` and ``until`` are the last item before it and the first from it on that bound a
    clause to the left and to the right.
    """

    __slots__ = (
        "ahead", "behind", "concept", "finite", "first", "form", "kind", "last", "modal", "negated", "number", "since",
        "symbol", "until", "voice",
    )  # fmt: skip

    behind: str | None
    ahead: str | None
    since: int
    until: int
    #: what patterns see of it
    symbol: Symbol

    def __init__(self, kind: str, first: int, last: int, concept: str | None = None, form: str = "") -> None:
        self.kind = kind
        self.first = first
        self.last = last
        self.concept = concept
        self.form = form
        self.voice = ""
        self.negated = False
        self.modal = False
        self.finite = False
        self.number = -1
        self.behind = self.ahead = None

    def __repr__(self) -> str:
        extra = f":{self.concept}" if self.concept else ""
        voice = f"/{self.voice}" if self.voice else ""
        return f"{self.kind}{extra}{voice}{'!' if self.negated else ''}[{self.first}-{self.last}]"


#: kinds of a word by itself that the words before it decide
WAITING = frozenset(("past", "ing", "joining"))
MARKS = {
    ",": "comma",
    ";": "semi",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    ":": "colon",
    "—": "dash",
    "–": "dash",
    "―": "dash",
}


def build_items(
    t: Tokens, numbers: list[Number], times: list[Time], lexicon: Lexicon, context: list[tuple[int, int, str]]
) -> list[Item]:
    """The items of a sentence, verb groups not yet merged. ``context`` are its context terms; names of kinds of
    exploitation ("forced labor") become one word each, which modifies and is never itself counted."""
    hits = {a: (b, tags) for a, b, tags in lexicon.words.find(t)}
    kinds = {
        a: b for a, b, concept in context if concept in ("sex", "labor") and b > a and t.low[a] not in PREPOSITIONS
    }
    # "rescued from forced labor": the term begins behind its preposition
    kinds |= {a + 1: b for a, b, concept in context if concept == "freed" and b > a + 1 and t.low[a] == "from"}
    for a, b in kinds.items():
        # "child labor inspections": what is left of "labor inspections" keeps its meaning
        cut = next((h for h in range(a + 1, b + 1) if h in hits and hits[h][0] > b), None)
        if cut is not None and b + 1 not in hits:
            hits[b + 1] = hits[cut]
    by_number = {n.begins: k for k, n in enumerate(numbers)}
    by_time = {x.first: (k, x) for k, x in enumerate(times)}
    raw: list[Item] = []
    known = {*hits, *kinds, *by_number, *by_time}
    free = 0
    for i, (kind, form, settled) in enumerate(map(_PLAIN_KIND.__getitem__, t.low)):
        if i < free:
            continue
        if i not in known:
            raw.append(Item(kind, i, i, None, form) if settled else _plain_item(t, i, raw))
            continue
        timed = by_time.get(i)
        if timed is not None:
            item = Item("time", i, timed[1].last)
            item.number = timed[0]
            raw.append(item)
            free = timed[1].last + 1
            continue
        k = by_number.get(i)
        if k is not None:
            item = Item("num", i, numbers[k].last)
            item.number = k
            item.form = numbers[k].form
            raw.append(item)
            free = numbers[k].last + 1
            continue
        kind_end = kinds.get(i)
        if (
            kind_end is not None
            and (i not in hits or hits[i][0] <= kind_end)
            and t.low[kind_end] not in PEOPLE_OF_A_KIND
            and all(j not in by_number and j not in by_time for j in range(i + 1, kind_end + 1))
        ):
            raw.append(Item("word", i, kind_end, "exploitation"))
            free = kind_end + 1
            continue
        hit = hits.get(i)
        if hit is not None and (
            hit[0] == i or all(j not in by_number and j not in by_time for j in range(i + 1, hit[0] + 1))
        ):
            raw.append(_word_item(t, i, hit[0], hit[1], raw))
            free = hit[0] + 1
            continue
        raw.append(_plain_item(t, i, raw))
    return raw


def _plain_item(t: Tokens, i: int, raw: list[Item]) -> Item:
    """The item of a token that the lexicon does not know, by its look and what stands before it."""
    kind, form, _ = _PLAIN_KIND[t.low[i]]
    if form == "may" and i and t.text[i] == "May":
        # the month: "a hotline opened in May took 1,240 calls"
        return Item("word", i, i)
    if kind == "past":
        kind, form = ("verb", "past") if form or not t.text[i][0].isupper() else ("word", "")
    elif kind == "ing":
        kind, form = ("verb", "ing") if raw and raw[-1].kind in ("prep", "comma", "sub") else ("word", "")
    elif kind == "joining":
        kind = "dash" if i and t.start[i] > t.end[i - 1] else "mark"
    return Item(kind, i, i, None, form)


def _plain_kind(w: str) -> tuple[str, str]:
    """Kind and form of a word by itself. Three kinds wait for the words before it: "past" (a verb unless it is a name;
    with a form where it is one in any case), "ing", and "joining" for a dash."""
    kind = MARKS.get(w)
    if kind:
        return kind, ""
    if w in DASHES:
        return "joining", ""
    if not w[0].isalnum():
        return "mark", ""
    if w in BE or w in HAVE or w in DO or w in MODALS or w in ("not", "never", "n't"):
        return "aux", w
    if w == "to":
        return "prep", "to"
    if w in CONJUNCTIONS:
        return "conj", ""
    if w in RELATIVES or w == "that":
        return "rel", ""
    if w in ADVERBS or (w.endswith("ly") and len(w) > 4):
        return "adv", ""
    if w in SUBORDINATORS and w not in PREPOSITIONS:
        return "sub", ""
    if w in PREPOSITIONS:
        return "prep", w
    if w in DETERMINERS:
        return "det", ""
    if w in PRONOUNS:
        return "pron", ""
    if w.endswith("ed") and len(w) > 4 and w not in NOT_PAST:
        return "past", "past" if w in OTHER_PASTS else ""
    if w in OTHER_PASTS:
        return "verb", "past"
    if w.endswith("ing") and len(w) > 5 and w not in NOUNS_IN_ING:
        return "ing", ""
    return "word", ""


def _plain(w: str) -> tuple[str, str, bool]:
    """Kind and form of a word by itself, and whether that is all there is to it."""
    kind, form = _plain_kind(w)
    return kind, form, kind not in WAITING and form != "may"


_PLAIN_KIND = Memo(_plain)


def _word_item(t: Tokens, a: int, b: int, tags: tuple[Tag, ...], raw: list[Item]) -> Item:
    w = t.low[a]
    _, noun, verb, first = _SENSES.get(id(tags)) or _senses(tags)
    if w in AUXILIARIES:
        return Item("aux", a, b, first, w)
    if noun and (not verb or not _reads_as_verb(t, a, b, verb, raw)):
        return Item("noun", a, b, noun.concept, noun.form)
    if verb is None:
        return _plain_item(t, a, raw)
    if w == "trafficking":
        return Item("word", a, b, "exploitation")
    if verb.form == "ing" and not noun and raw and raw[-1].kind in ("det", "word", "noun") and raw[-1].kind == "det":
        return Item("word", a, b)
    infinitive = verb.form == "base" and bool(raw) and raw[-1].kind == "prep" and raw[-1].form == "to"
    if verb.form in ("base", "s") and not noun and not infinitive and not _reads_as_verb(t, a, b, verb, raw):
        return Item("word", a, b)
    return Item("verb", a, b, verb.concept, verb.form)


Senses = tuple[tuple[Tag, ...], Tag | None, Tag | None, str | None]
#: by the identity of the tags, which the lexicon keeps for good and which are kept here so that it stays theirs
_SENSES: dict[int, Senses] = {}


def _senses(tags: tuple[Tag, ...]) -> Senses:
    """The tags of a term with its noun, its verb in the form that counts most, and the concept of its first verb."""
    noun = next((x for x in tags if x.category == "noun"), None)
    verbs = [x for x in tags if x.category == "verb"]
    found = _SENSES[id(tags)] = tags, noun, _pick(verbs), verbs[0].concept if verbs else None
    return found


def _pick(verbs: list[Tag]) -> Tag | None:
    for form in ("past", "part", "ing", "s", "base"):
        for v in verbs:
            if v.form == form:
                return v
    return None


def _reads_as_verb(t: Tokens, a: int, b: int, verb: Tag, raw: list[Item]) -> bool:
    """Whether a word that may be a noun or a verb is a verb here, by its neighbours."""
    if verb.form in ("past", "part") and verb.concept != "set":
        prev = raw[-1] if raw else None
        if t.low[a] == "accused" and prev is not None and prev.kind in ("num", "det", "word"):
            return b + 1 < len(t.low) and t.low[b + 1] == "of"
        return not (prev is not None and prev.kind == "det" and t.low[prev.first] in ("a", "an"))
    prev = raw[-1] if raw else None
    nxt = t.low[b + 1] if b + 1 < len(t.low) else ""
    if verb.form == "ing":
        if prev is None or prev.kind in ("prep", "comma", "sub", "verb", "conj"):
            return (
                nxt in DETERMINERS
                or nxt[:1].isdigit()
                or nxt in ("police", "officers", "officials", "judges", "prosecutors", "victims")
            )
        return False
    if prev is None:
        return False
    if b > a and (prev.kind in ("noun", "word")):
        return True
    if prev.kind == "verb" and prev.concept == "assist":
        return True
    if prev.kind == "aux":
        return prev.form in MODALS or prev.form in DO or prev.form in ("not", "never")
    if prev.kind == "prep":
        return prev.form == "to" and not (nxt in (",", ".", ";", "for", "of") or nxt in CONJUNCTIONS)
    if prev.kind in ("pron", "rel"):
        return True
    if prev.kind == "adv" and len(raw) > 1 and raw[-2].kind == "aux":
        return True
    if prev.kind == "conj" and len(raw) > 1:
        k = -3 if raw[-2].kind == "comma" and len(raw) > 2 else -2
        if raw[k].kind == "verb" and raw[k].form == "base":
            return True
    if prev.kind == "comma" and len(raw) > 1 and raw[-2].kind == "verb" and raw[-2].form == "base":
        return True
    if verb.form == "base" and (
        (prev.kind == "noun" and prev.form == "plural") or (prev.kind == "word" and t.low[prev.last].endswith("s"))
    ):
        return nxt in DETERMINERS or nxt[:1].isdigit()
    return False
