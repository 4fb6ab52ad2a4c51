"""A sentence as a row of items: noun groups' words, verb groups with voice, prepositions, marks, times and numbers.

What belongs here: deciding for each token what part it plays, without knowing any metric. What does not: which verb
governs
which number; that is ``frames``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import DASHES
from tipetl.language.lexicon import Lexicon, Tag
from tipetl.language.numbers import Number
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.extract.times import Time
    from tipetl.language.tokens import Tokens

#: last words of a kind's name that are themselves counted, or are verbs ("bonded laborers", "forced to beg")
PEOPLE_OF_A_KIND = word_set("items.people_of_a_kind")
NOUNS_IN_ING = word_set("items.nouns_in_ing")

BE = word_set("items.be")
HAVE = frozenset(["had", "has", "have", "having"])
DO = frozenset(["did", "does", "do"])
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
NEVER_PREMODIFIER = word_set("items.never_premodifier")


class Item:
    """One part of a sentence over tokens ``first`` to ``last``.

    ``kind``: num, noun, word, verb, det, prep, conj, comma, semi, open, close, colon, dash, time, rel, sub, pron,
    adv, mark.
    Verbs carry ``concept`` (None for a verb of no concept), ``voice`` (active, passive, bare: either, infinitive),
    ``negated``,
    ``modal`` and ``finite``. Nouns carry ``concept``.
    """

    __slots__ = ("concept", "finite", "first", "form", "kind", "last", "modal", "negated", "number", "voice")

    def __init__(self, kind: str, first: int, last: int, concept: str | None = None) -> None:
        self.kind = kind
        self.first = first
        self.last = last
        self.concept = concept
        self.form = ""
        self.voice = ""
        self.negated = False
        self.modal = False
        self.finite = False
        self.number = -1

    def __repr__(self) -> str:
        extra = f":{self.concept}" if self.concept else ""
        voice = f"/{self.voice}" if self.voice else ""
        return f"{self.kind}{extra}{voice}{'!' if self.negated else ''}[{self.first}-{self.last}]"


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
    """The items of a sentence, verb groups merged. ``context`` are its context terms; names of kinds of exploitation
    ("forced labor")
    become one word each, which modifies and is never itself counted."""
    hits = {a: (b, tags) for a, b, tags in lexicon.words.find(t)}
    kinds = {
        a: b for a, b, concept in context if concept in ("sex", "labor") and b > a and t.low[a] not in PREPOSITIONS
    }
    # "rescued from forced labor": the term begins behind its preposition
    kinds |= {a + 1: b for a, b, concept in context if concept == "freed" and b > a + 1 and t.low[a] == "from"}
    by_number = {n.begins: k for k, n in enumerate(numbers)}
    by_time = {x.first: x for x in times}
    raw: list[Item] = []
    low = t.low
    i, n = 0, len(low)
    while i < n:
        time = by_time.get(i)
        if time is not None:
            item = Item("time", i, time.last)
            item.number = times.index(time)
            raw.append(item)
            i = time.last + 1
            continue
        k = by_number.get(i)
        if k is not None:
            item = Item("num", i, numbers[k].last)
            item.number = k
            item.form = numbers[k].form
            raw.append(item)
            i = numbers[k].last + 1
            continue
        kind_end = kinds.get(i)
        if (
            kind_end is not None
            and (i not in hits or hits[i][0] <= kind_end)
            and t.low[kind_end] not in PEOPLE_OF_A_KIND
            and all(j not in by_number and j not in by_time for j in range(i + 1, kind_end + 1))
        ):
            raw.append(Item("word", i, kind_end, "exploitation"))
            i = kind_end + 1
            continue
        hit = hits.get(i)
        if hit is not None and all(j not in by_number and j not in by_time for j in range(i + 1, hit[0] + 1)):
            raw.append(_word_item(t, i, hit[0], hit[1], raw))
            i = hit[0] + 1
            continue
        raw.append(_plain_item(t, i, raw))
        i += 1
    return _verb_groups(t, raw)


def _plain_item(t: Tokens, i: int, raw: list[Item]) -> Item:
    w = t.low[i]
    kind = MARKS.get(w)
    if kind:
        return Item(kind, i, i)
    if w in DASHES:
        spaced = i and t.start[i] > t.end[i - 1]
        return Item("dash" if spaced else "mark", i, i)
    if not w[0].isalnum():
        return Item("mark", i, i)
    if w in BE or w in HAVE or w in DO or w in MODALS or w in ("not", "never", "n't"):
        item = Item("aux", i, i)
        item.form = w
        return item
    if w == "to":
        item = Item("prep", i, i)
        item.form = "to"
        return item
    if w in CONJUNCTIONS:
        return Item("conj", i, i)
    if w in RELATIVES:
        return Item("rel", i, i)
    if w == "that":
        return Item("rel", i, i)
    if w in ADVERBS or (w.endswith("ly") and len(w) > 4):
        return Item("adv", i, i)
    if w in SUBORDINATORS and w not in PREPOSITIONS:
        return Item("sub", i, i)
    if w in PREPOSITIONS:
        item = Item("prep", i, i)
        item.form = w
        return item
    if w in DETERMINERS:
        return Item("det", i, i)
    if w in PRONOUNS:
        return Item("pron", i, i)
    if w.endswith("ed") and len(w) > 4 and w not in NOT_PAST and not t.text[i][0].isupper():
        item = Item("verb", i, i)
        item.form = "past"
        return item
    if w in OTHER_PASTS:
        item = Item("verb", i, i)
        item.form = "past"
        return item
    if w.endswith("ing") and len(w) > 5 and raw and raw[-1].kind in ("prep", "comma", "sub") and w not in NOUNS_IN_ING:
        item = Item("verb", i, i)
        item.form = "ing"
        return item
    return Item("word", i, i)


def _word_item(t: Tokens, a: int, b: int, tags: tuple[Tag, ...], raw: list[Item]) -> Item:
    noun = next((x for x in tags if x.category == "noun"), None)
    verbs = [x for x in tags if x.category == "verb"]
    w = t.low[a]
    if w in BE or w in HAVE or w in DO:
        item = Item("aux", a, b, verbs[0].concept if verbs else None)
        item.form = w
        return item
    verb = _pick(verbs)
    if noun and (not verb or not _reads_as_verb(t, a, b, verb, raw)):
        item = Item("noun", a, b, noun.concept)
        item.form = noun.form
        return item
    if verb is None:
        return _plain_item(t, a, raw)
    if w == "trafficking":
        return Item("word", a, b, "exploitation")
    if verb.form == "ing" and not noun and raw and raw[-1].kind in ("det", "word", "noun") and raw[-1].kind == "det":
        return Item("word", a, b)
    infinitive = verb.form == "base" and bool(raw) and raw[-1].kind == "prep" and raw[-1].form == "to"
    if verb.form in ("base", "s") and not noun and not infinitive and not _reads_as_verb(t, a, b, verb, raw):
        return Item("word", a, b)
    item = Item("verb", a, b, verb.concept)
    item.form = verb.form
    return item


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
            return b + 1 < len(t) and t.low[b + 1] == "of"
        return not (prev is not None and prev.kind == "det" and t.low[prev.first] in ("a", "an"))
    prev = raw[-1] if raw else None
    nxt = t.low[b + 1] if b + 1 < len(t) else ""
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


def _verb_groups(t: Tokens, raw: list[Item]) -> list[Item]:
    """Merges auxiliaries, "not" and adverbs into the verb they belong to, and gives each verb its voice."""
    out: list[Item] = []
    i, n = 0, len(raw)
    while i < n:
        x = raw[i]
        if (
            x.kind == "prep"
            and x.form == "to"
            and i + 1 < n
            and raw[i + 1].kind == "verb"
            and raw[i + 1].form == "base"
        ):
            verb = raw[i + 1]
            verb.voice = "infinitive"
            verb.first = x.first
            if out and out[-1].kind == "verb" and out[-1].form == "be" and t.low[out[-1].last] == "yet":
                # "has yet to convict": as good as "has not convicted"
                verb.first, verb.voice, verb.finite, verb.negated = out.pop().first, "active", True, True
            out.append(verb)
            i += 2
            continue
        if (
            x.kind in ("word", "det", "adv", "num", "conj")
            and t.low[x.first] in ("neither", "nor")
            and i + 1 < n
            and raw[i + 1].kind == "verb"
            and "neither" in t.low
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
            x.kind == "verb"
            and t.low[x.last] in ("failed", "declined", "refused", "neglected")
            and i + 2 < n
            and raw[i + 1].kind == "prep"
            and raw[i + 1].form == "to"
            and raw[i + 2].kind == "verb"
        ):
            # "failed to identify": as good as "did not identify"
            verb = raw[i + 2]
            verb.first, verb.voice, verb.finite, verb.negated = x.first, "active", True, True
            out.append(verb)
            i += 3
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
    _after_nor(t, out)
    return out


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
