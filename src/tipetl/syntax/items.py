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
from tipetl.syntax.symbols import BOOK, UNSEEN, symbol_of_word

if TYPE_CHECKING:
    from tipetl.language.patterns import Symbol
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.time_bounds import Time

WORDS = BOOK.words
BE, HAVE, DO, MODALS, NEGATORS = (WORDS[name] for name in ("be", "have", "do", "modals", "negators"))
AUXILIARIES = BE | HAVE | DO
DETERMINERS, PREPOSITIONS, CONJUNCTIONS = WORDS["determiners"], WORDS["prepositions"], WORDS["conjunctions"]
PEOPLE_OF_A_KIND, NOUNS_IN_ING, NOT_PAST = WORDS["people_of_a_kind"], WORDS["nouns_in_ing"], WORDS["not_past"]
GERUND_OBJECTS, BEHIND_A_NOUN = WORDS["gerund_objects"], WORDS["behind_a_noun"]
#: concepts of the names of kinds of exploitation, and of what frees from one
KINDS, FREED = frozenset(("sex", "labor")), "freed"


class Item:
    """One part of a sentence over tokens ``first`` to ``last``.

    ``kind``: num, noun, word, verb, det, prep, conj, comma, semi, open, close, colon, dash, time, rel, sub, pron,
    adv, mark.
    Verbs carry ``concept`` (None for a verb of no concept), ``voice`` (active, passive, bare: either, infinitive),
    ``negated``,
    ``modal`` and ``finite``. Nouns carry ``concept``.

    ``behind`` is what an item says to a number behind it in its clause, ``ahead`` to one before it: a noun's concept,
    "verb:" and a verb's.
    """

    __slots__ = (
        "ahead", "behind", "concept", "finite", "first", "form", "kind", "last", "modal", "negated", "number", "symbol",
        "voice",
    )  # fmt: skip

    behind: str | None
    ahead: str | None
    #: what patterns see of it
    symbol: Symbol

    def __init__(
        self,
        kind: str,
        first: int,
        last: int,
        concept: str | None = None,
        form: str = "",
        symbol: Symbol = UNSEEN,
    ) -> None:
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
        self.symbol = symbol

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
    tokens: Tokens, numbers: list[Number], times: list[Time], lexicon: Lexicon, context: list[tuple[int, int, str]]
) -> list[Item]:
    """The items of a sentence, verb groups not yet merged. ``context`` are its context terms; names of kinds of
    exploitation ("forced labor") become one word each, which modifies and is never itself counted."""
    hits = {a: (b, tags) for a, b, tags in lexicon.words.find(tokens)}
    kinds = _named_kinds(tokens, hits, context)
    starts = _figures(numbers, times)
    raw: list[Item] = []
    known = {*hits, *kinds, *starts}
    free = 0
    for i, (kind, form, symbol) in enumerate(map(_PLAIN_KIND.__getitem__, tokens.low)):
        if i < free:
            continue
        if i not in known:
            raw.append(_plain_item(tokens, i, raw) if symbol is None else Item(kind, i, i, None, form, symbol))
            continue
        item = starts.get(i) or (_named_kind(tokens, i, kinds, hits, starts) if i in kinds else None)
        if item is None:
            hit = hits.get(i)
            if hit is not None and _holds_figure(i, hit[0], starts):
                # "were assisted in 2012" does not hold the verb "assist in"
                alone = lexicon.words.single.get(tokens.low[i]) if _holds_time(i, hit[0], starts) else None
                hit = None if alone is None else (i, alone)
            item = _plain_item(tokens, i, raw) if hit is None else _word_item(tokens, i, *hit, raw)
        raw.append(item)
        free = item.last + 1
    return raw


Hits = dict[int, tuple[int, tuple[Tag, ...]]]


def _figures(numbers: list[Number], times: list[Time]) -> dict[int, Item]:
    """The items of numbers and times, by their first token; a time counts before a number."""
    out: dict[int, Item] = {}
    for k, number in enumerate(numbers):
        item = out[number.begins] = Item("num", number.begins, number.last, None, number.form)
        item.number = k
    for k, time in enumerate(times):
        item = out[time.first] = Item("time", time.first, time.last)
        item.number = k
    return out


def _named_kinds(tokens: Tokens, hits: Hits, context: list[tuple[int, int, str]]) -> dict[int, int]:
    """The names of kinds of exploitation in several words: their last token by their first. What a name leaves of a
    known word keeps its meaning ("child labor inspections") in ``hits``."""
    kinds = {a: b for a, b, concept in context if concept in KINDS and b > a and tokens.low[a] not in PREPOSITIONS}
    # "rescued from forced labor": the term begins behind its preposition
    kinds |= {a + 1: b for a, b, concept in context if concept == FREED and b > a + 1 and tokens.low[a] == "from"}
    for a, b in kinds.items():
        cut = next((h for h in range(a + 1, b + 1) if h in hits and hits[h][0] > b), None)
        if cut is not None and b + 1 not in hits:
            hits[b + 1] = hits[cut]
    return kinds


def _named_kind(tokens: Tokens, i: int, kinds: dict[int, int], hits: Hits, starts: dict[int, Item]) -> Item | None:
    """The name of a kind of exploitation at token ``i``, where no longer known term and no figure stands there."""
    end = kinds[i]
    if (i in hits and hits[i][0] > end) or tokens.low[end] in PEOPLE_OF_A_KIND:
        return None
    return None if _holds_figure(i, end, starts) else Item("word", i, end, "exploitation")


def _holds_figure(first: int, last: int, starts: dict[int, Item]) -> bool:
    """Whether a number or a time begins behind the first token of a term."""
    return last > first and any(j in starts for j in range(first + 1, last + 1))


def _holds_time(first: int, last: int, starts: dict[int, Item]) -> bool:
    """Whether a time begins behind the first token of a term."""
    return any(at in starts and starts[at].kind == "time" for at in range(first + 1, last + 1))


def _plain_item(tokens: Tokens, i: int, raw: list[Item]) -> Item:
    """The item of a token that the lexicon does not know, by its look and what stands before it."""
    kind, form, _ = _PLAIN_KIND[tokens.low[i]]
    if form == "may" and i and tokens.text[i] == "May":
        # the month: "a hotline opened in May took 1,240 calls"
        return Item("word", i, i)
    if kind == "past":
        kind, form = ("verb", "past") if form or not tokens.text[i][0].isupper() else ("word", "")
    elif kind == "ing":
        kind, form = ("verb", "ing") if raw and raw[-1].kind in ("prep", "comma", "sub") else ("word", "")
    elif kind == "joining":
        kind = "dash" if i and tokens.start[i] > tokens.end[i - 1] else "mark"
    return Item(kind, i, i, None, form)


def _closed_words() -> dict[str, tuple[str, str]]:
    """Kind and form of each word of a closed list, the first list that has it deciding."""
    out: dict[str, tuple[str, str]] = {"to": ("prep", "to")}
    for row in BOOK.rules["closed_words"]:
        kind = row["kind"]
        for word in frozenset[str]().union(*[WORDS[name] for name in row["lists"]]):
            form = {"aux": word, "prep": word, "past": "past"}.get(kind, "")
            out.setdefault(word, ("verb" if kind == "past" else kind, form))
    return out


CLOSED_WORDS = _closed_words()


def _plain_kind(word: str) -> tuple[str, str]:
    """Kind and form of a word by itself. Three kinds wait for the words before it: "past" (a verb unless it is a name),
    "ing", and "joining" for a dash."""
    if word in MARKS:
        return MARKS[word], ""
    if word in DASHES:
        return "joining", ""
    if word in CLOSED_WORDS:
        return CLOSED_WORDS[word]
    return _kind_by_look(word), ""


def _kind_by_look(word: str) -> str:
    """Kind of a word that no list has, by its ending."""
    if not word[0].isalnum():
        return "mark"
    if word.endswith("ly"):
        return "adv"
    if word.endswith("ed"):
        return "word" if word in NOT_PAST else "past"
    return "ing" if word.endswith("ing") and word not in NOUNS_IN_ING else "word"


def _plain(word: str) -> tuple[str, str, Symbol | None]:
    """Kind and form of a word by itself, and its symbol; None where the words before it decide. Verbs are not yet seen:
    their voice is still to come."""
    kind, form = _plain_kind(word)
    if kind in WAITING or form == "may":
        return kind, form, None
    return kind, form, UNSEEN if kind == "verb" else symbol_of_word(kind, form, word)


_PLAIN_KIND = Memo(_plain)


def _word_item(tokens: Tokens, a: int, b: int, tags: tuple[Tag, ...], raw: list[Item]) -> Item:
    w = tokens.low[a]
    _, noun, verb, first = _SENSES.get(id(tags)) or _senses(tags)
    if w in AUXILIARIES:
        return Item("aux", a, b, first, w)
    if noun and (not verb or not _reads_as_verb(tokens, a, b, verb, raw)):
        return Item("noun", a, b, noun.concept, noun.form)
    if verb is None:
        return _plain_item(tokens, a, raw)
    if w == "trafficking":
        return Item("word", a, b, "exploitation")
    if verb.form == "ing" and not noun and raw and raw[-1].kind == "det":
        return Item("word", a, b)
    infinitive = verb.form == "base" and bool(raw) and raw[-1].kind == "prep" and raw[-1].form == "to"
    if verb.form in ("base", "s") and not noun and not infinitive and not _reads_as_verb(tokens, a, b, verb, raw):
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


def _reads_as_verb(tokens: Tokens, a: int, b: int, verb: Tag, raw: list[Item]) -> bool:
    """Whether a word that may be a noun or a verb is a verb here, by its neighbours."""
    before = raw[-1] if raw else None
    behind = tokens.low[b + 1] if b + 1 < len(tokens.low) else ""
    if verb.form in ("past", "part") and verb.concept != "set":
        return _past_is_verb(tokens, a, before, behind)
    if verb.form == "ing":
        opens = before is None or before.kind in ("prep", "comma", "sub", "verb", "conj")
        return opens and (_opens_object(behind) or behind in GERUND_OBJECTS)
    if before is None:
        return False
    if before.kind == "verb" and verb.form == "s":
        return False  # "lodged charges", but "helped investigate"
    if _leads_to_verb(before, b > a) or _joined_to_base(raw):
        return True
    if before.kind == "aux":
        return before.form in MODALS or before.form in DO or before.form in ("not", "never")
    if before.kind == "prep":
        return before.form == "to" and behind not in BEHIND_A_NOUN
    return verb.form == "base" and _is_plural(tokens, before) and _opens_object(behind)


def _past_is_verb(tokens: Tokens, a: int, before: Item | None, behind: str) -> bool:
    """Whether a past form is a verb: not in "a convicted man", nor in "three accused"."""
    if before is None:
        return True
    if tokens.low[a] == "accused" and before.kind in ("num", "det", "word"):
        return behind == "of"
    return before.kind != "det" or tokens.low[before.first] not in ("a", "an")


def _opens_object(word: str) -> bool:
    """Whether a word may open the object of a verb."""
    return word in DETERMINERS or word[:1].isdigit()


def _leads_to_verb(before: Item, phrase: bool) -> bool:
    """Whether what stands before a base form makes a verb of it: "they charge", "men who work", "helped return";
    ``phrase``: the form has several words."""
    if before.kind in ("noun", "word"):
        return phrase
    return before.kind in ("pron", "rel") or (before.kind == "verb" and before.concept == "assist")


def _joined_to_base(raw: list[Item]) -> bool:
    """Whether a base form is joined to another ("to arrest, charge, and convict"), or to its auxiliary by an adverb
    ("did not formally charge")."""
    before = raw[-1]
    if len(raw) < 2 or before.kind not in ("adv", "conj", "comma"):
        return False
    if before.kind == "adv":
        return raw[-2].kind == "aux"
    other = raw[-3] if before.kind == "conj" and raw[-2].kind == "comma" and len(raw) > 2 else raw[-2]
    return other.kind == "verb" and other.form == "base"


def _is_plural(tokens: Tokens, x: Item) -> bool:
    """Whether a noun or word is a plural, whose verb a base form may be."""
    return (x.kind == "noun" and x.form == "plural") or (x.kind == "word" and tokens.low[x.last].endswith("s"))
