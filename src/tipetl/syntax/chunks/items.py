"""Splits a sentence into items: words of noun groups, verbs, prepositions, punctuation marks, times and numbers.

What belongs here: deciding the role of each token, without knowing any metric. What does not belong here: merging verb
groups (``verb_groups``), or which verb governs which number (``frames``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from tipetl.language import concepts, forms
from tipetl.language.cardinals import DASHES
from tipetl.language.lexicon import Lexicon, Tag, load_lexicon
from tipetl.language.memo import Memo
from tipetl.language.numbers import Number
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.kinds import ItemKind
from tipetl.syntax.chunks.sealing import sealed_kind
from tipetl.syntax.chunks.symbols import BOOK, UNSEEN, symbol_of_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipetl.language.patterns import Symbol
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.fronted_objects import Fronted
    from tipetl.syntax.chunks.time_bounds import Time

#: kinds of items after which an unlisted word ending in -ing is a verb
BEFORE_A_GERUND = frozenset((kinds.PREPOSITION, kinds.COMMA, kinds.SUBORDINATOR))
#: kinds of items after which even an -ing word that may be a noun is a verb
BEFORE_A_KNOWN_GERUND = BEFORE_A_GERUND | {kinds.VERB, kinds.CONJUNCTION}
#: kinds of items after which "accused" names a person
BEFORE_A_PERSON = frozenset((kinds.NUMBER, kinds.DETERMINER, kinds.WORD))
#: kinds of items that may join two base forms
BETWEEN_BASES = kinds.JOINTS | {kinds.ADVERB}

WORDS = BOOK.words
BE, HAVE, DO, MODALS, NEGATORS = (WORDS[name] for name in ("be", "have", "do", "modals", "negators"))
AUXILIARIES = BE | HAVE | DO
DETERMINERS, PREPOSITIONS, CONJUNCTIONS = WORDS["determiners"], WORDS["prepositions"], WORDS["conjunctions"]
PEOPLE_OF_A_KIND, NOUNS_IN_ING, NOT_PAST = WORDS["people_of_a_kind"], WORDS["nouns_in_ing"], WORDS["not_past"]
NOUNS_IN_LY = WORDS["nouns_in_ly"]
GERUND_OBJECTS, BEHIND_A_NOUN = WORDS["gerund_objects"], WORDS["behind_a_noun"]
#: the concepts of kinds of exploitation, and the concept of being freed from exploitation
KINDS, FREED = frozenset((codes.SEX, codes.LABOR)), concepts.FREED


class Item:
    """One item of a sentence; it occupies tokens ``first`` to ``last``.

    Verbs have a ``concept`` (or None), a ``voice`` (active, passive, infinitive, or bare for either active or passive)
    and the flags ``negated``, ``modal`` and ``finite``. Nouns have a ``concept``.

    The frames of numbers in the item's clause receive a concept from it: ``behind`` if the number follows the item,
    ``ahead`` if the number precedes it. The concept is a noun's, or "verb:" followed by a verb's.
    """

    __slots__ = (
        "ahead", "behind", "concept", "finite", "first", "form", "fronted", "kind", "last", "modal", "negated",
        "number", "symbol", "voice",
    )  # fmt: skip

    behind: str | None
    ahead: str | None
    #: the item's symbol, the only part of it that patterns test
    symbol: Symbol

    def __init__(
        self,
        kind: ItemKind,
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
        #: the joint meaning of a passive verb and its subject (``fronted_objects``)
        self.fronted: Fronted | None = None

    def __repr__(self) -> str:
        extra = f":{self.concept}" if self.concept else ""
        voice = f"/{self.voice}" if self.voice else ""
        return f"{self.kind}{extra}{voice}{'!' if self.negated else ''}[{self.first}-{self.last}]"


SealedItem = sealed_kind(Item)


def copy_of(item: Item) -> Item:
    """Return an unsealed copy of an item."""
    copy = Item.__new__(Item)
    for name in Item.__slots__:
        setattr(copy, name, getattr(item, name))
    return copy


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[list[str]]]:
    """Maps each first word to the phrases that begin with it, the longest first."""
    out: dict[str, list[list[str]]] = {}
    for words in sorted((phrase.split() for phrase in phrases), key=lambda words: (-len(words), words)):
        out.setdefault(words[0], []).append(words)
    return out


RESTATING, ASIDES = _by_first_word(WORDS["restating"]), _by_first_word(WORDS["asides"])
ALL_THE_LESS = _by_first_word(WORDS["all_the_less"])
COMPOUNDS = _by_first_word(WORDS["compounds"])
#: kinds of items with the word itself as their form
KNOWN_BY_THEIR_WORD = frozenset((kinds.AUXILIARY, kinds.PREPOSITION))
#: kinds guessed from a word's spelling that also depend on the preceding words
OPEN_KINDS = frozenset((kinds.VERB, kinds.DASH))
KIND_OF_MARK: dict[str, ItemKind] = {
    ",": kinds.COMMA,
    ";": kinds.SEMICOLON,
    "(": kinds.OPEN_BRACKET,
    "[": kinds.OPEN_BRACKET,
    ")": kinds.CLOSE_BRACKET,
    "]": kinds.CLOSE_BRACKET,
    ":": kinds.COLON,
    "?": kinds.COLON,
    "—": kinds.DASH,
    "–": kinds.DASH,
    "―": kinds.DASH,
}


def build_items(
    tokens: Tokens, numbers: list[Number], times: list[Time], lexicon: Lexicon, context: list[tuple[int, int, str]]
) -> list[Item]:
    """Builds the items of a sentence, without merging verb groups. ``context`` contains the sentence's context terms.
    The name of a kind of exploitation ("forced labor") becomes one word, which can modify nouns but is never
    counted."""
    hits = {a: (b, tags) for a, b, tags in lexicon.words.find(tokens)}
    named = _named_kinds(tokens, hits, context)
    starts = _figures(numbers, times) | _phrases(tokens, RESTATING, kinds.COLON) | _asides(tokens, lexicon)
    starts |= _phrases(tokens, ALL_THE_LESS, kinds.CONJUNCTION)
    starts = _phrases(tokens, COMPOUNDS, kinds.WORD) | starts
    raw: list[Item] = []
    known = {*hits, *named, *starts}
    free = 0
    for token, (kind, form, symbol) in enumerate(map(_PLAIN_KIND.__getitem__, tokens.low)):
        if token < free:
            continue
        if token not in known:
            raw.append(
                _plain_item(tokens, token, raw) if symbol is None else Item(kind, token, token, None, form, symbol)
            )
            continue
        item = starts.get(token) or (_named_kind(tokens, token, named) if token in named else None)
        if item is None:
            hit = hits.get(token)
            if hit is not None and _holds_figure(token, hit[0], starts):
                # "were assisted in 2012" does not contain the verb "assist in"
                alone = lexicon.words.single.get(tokens.low[token]) if _holds_time(token, hit[0], starts) else None
                hit = None if alone is None else (token, alone)
            item = _plain_item(tokens, token, raw) if hit is None else _word_item(tokens, token, *hit, raw)
        raw.append(item)
        free = item.last + 1
    return raw


Hits = dict[int, tuple[int, tuple[Tag, ...]]]


def _phrases(tokens: Tokens, phrases: dict[str, list[list[str]]], kind: ItemKind) -> dict[int, Item]:
    """Makes items, by first token, for phrases that act as one word, except a phrase that opens the sentence."""
    low = tokens.low
    out: dict[int, Item] = {}
    for token in tokens.at(phrases.__contains__) if not tokens.words.isdisjoint(phrases) else ():
        phrase = next((x for x in phrases[low[token]] if low[token : token + len(x)] == x), None)
        if phrase is not None and token:
            out[token] = Item(kind, token, token + len(phrase) - 1)
    return out


def _asides(tokens: Tokens, lexicon: Lexicon) -> dict[int, Item]:
    """Makes adverbs of remarks between commas, including the commas, before a verb or after an auxiliary: "trials, [by
    contrast,] numbered six", "did not[, however,] inspect"."""
    return {
        item.first - 1: Item(kinds.ADVERB, item.first - 1, item.last + 1)
        for item in _phrases(tokens, ASIDES, kinds.ADVERB).values()
        if tokens.word(item.first - 1) == tokens.word(item.last + 1) == ","
        and (_may_be_verb(tokens.word(item.last + 2), lexicon) or _is_auxiliary(tokens.word(item.first - 2)))
    }


def _is_auxiliary(word: str) -> bool:
    return bool(word) and _PLAIN_KIND[word][0] == kinds.AUXILIARY


def _may_be_verb(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word may be a finite verb, or begin a finite verb phrase."""
    kind = _PLAIN_KIND[word][0] if word else kinds.MARK
    return kind == kinds.AUXILIARY or any(
        tag.category == forms.VERB and tag.form in forms.PAST_OR_PARTICIPLE
        for tag in lexicon.words.single.get(word, ())
    )


def _figures(numbers: list[Number], times: list[Time]) -> dict[int, Item]:
    """Makes the items of numbers and times, by first token; a time takes precedence over a number."""
    out: dict[int, Item] = {}
    for index, number in enumerate(numbers):
        item = out[number.begins] = Item(kinds.NUMBER, number.begins, number.last, None, number.form)
        item.number = index
    for index, time in enumerate(times):
        item = out[time.first] = Item(kinds.TIME, time.first, time.last)
        item.number = index
    return out


def _named_kinds(tokens: Tokens, hits: Hits, context: list[tuple[int, int, str]]) -> dict[int, int]:
    """Finds multiword names of kinds of exploitation and maps their first tokens to their last. If a name overlaps a
    longer term ("child labor inspections"), the rest of that term is added to ``hits``."""
    named = {a: b for a, b, concept in context if concept in KINDS and b > a and tokens.low[a] not in PREPOSITIONS}
    # "rescued from forced labor": the term begins after its preposition
    named |= {a + 1: b for a, b, concept in context if concept == FREED and b > a + 1 and tokens.low[a] == WORD.source}
    for first, last in named.items():
        cut = next((h for h in range(first + 1, last + 1) if h in hits and hits[h][0] > last), None)
        if cut is not None and last + 1 not in hits:
            hits[last + 1] = hits[cut]
    return named


def _named_kind(tokens: Tokens, token: int, named: dict[int, int]) -> Item | None:
    """Return the item for the kind of exploitation named at a token, or None if the name ends in a word for people."""
    end = named[token]
    if tokens.low[end] in PEOPLE_OF_A_KIND:
        return None
    return Item(kinds.WORD, token, end, "exploitation")


def _holds_figure(first: int, last: int, starts: dict[int, Item]) -> bool:
    """Return whether a number or a time begins after the first token of a term."""
    return last > first and any(j in starts for j in range(first + 1, last + 1))


def _holds_time(first: int, last: int, starts: dict[int, Item]) -> bool:
    """Return whether a time begins after the first token of a term."""
    return any(at in starts and starts[at].kind == kinds.TIME for at in range(first + 1, last + 1))


def _plain_item(tokens: Tokens, token: int, raw: list[Item]) -> Item:
    """Return the item of a token that is not in the lexicon, judged by the word's form and the preceding item."""
    kind, form, symbol = _PLAIN_KIND[tokens.low[token]]
    if symbol is not None:
        return Item(kind, token, token, None, form)
    if kind == kinds.AUXILIARY:
        month = token and tokens.text[token] == "May"  # "a hotline opened in May took 1,240 calls"
        return Item(kinds.WORD, token, token) if month else Item(kind, token, token, None, form)
    if kind == kinds.DASH:
        return Item(kinds.DASH if token and tokens.start[token] > tokens.end[token - 1] else kinds.MARK, token, token)
    acts = raw and raw[-1].kind in BEFORE_A_GERUND if form == forms.GERUND else not tokens.text[token][0].isupper()
    return Item(kinds.VERB, token, token, None, form) if acts else Item(kinds.WORD, token, token)


def _closed_words() -> dict[str, tuple[ItemKind, str]]:
    """Maps each punctuation mark and each word of a closed list to its kind and form; the first list with a word
    decides."""
    known_kinds: dict[str, ItemKind] = {kind: kind for kind in get_args(ItemKind)}
    out = {mark: (kind, "") for mark, kind in KIND_OF_MARK.items()}
    for row in BOOK.rules["closed_words"]:
        kind = known_kinds[row["kind"]]
        for word in frozenset[str]().union(*[WORDS[name] for name in row["lists"]]):
            out.setdefault(word, (kind, row.get("form") or (word if kind in KNOWN_BY_THEIR_WORD else "")))
    return out


CLOSED_WORDS = _closed_words()


def _kind_by_look(word: str) -> tuple[ItemKind, str]:
    """Guesses the kind and form of an unlisted word from its ending."""
    if word in DASHES:
        return kinds.DASH, ""
    if not word[0].isalnum():
        return kinds.MARK, ""
    if word.endswith("ly"):
        return (kinds.WORD if word in NOUNS_IN_LY else kinds.ADVERB), ""
    if word.endswith("ed") and word not in NOT_PAST:
        return kinds.VERB, forms.PAST
    return (kinds.VERB, forms.GERUND) if word.endswith("ing") and word not in NOUNS_IN_ING else (kinds.WORD, "")


def _plain(word: str) -> tuple[ItemKind, str, Symbol | None]:
    """Return the kind, form and symbol of a word by itself. The symbol is None if neighboring words must decide the
    kind: for a word that looks like a verb, for a dash, and for "may". The symbol of a verb from a closed list is
    ``UNSEEN``, because its voice is still unknown."""
    kind, form = CLOSED_WORDS.get(word) or _kind_by_look(word)
    if form == "may" or (kind in OPEN_KINDS and word not in CLOSED_WORDS):
        return kind, form, None
    return kind, form, UNSEEN if kind == kinds.VERB else symbol_of_word(kind, form, word)


_PLAIN_KIND = Memo(_plain)


def _word_item(tokens: Tokens, first: int, last: int, tags: tuple[Tag, ...], raw: list[Item]) -> Item:
    word = tokens.low[first]
    _, noun, verb, concept = _SENSES.get(id(tags)) or _senses(tags)
    if word in AUXILIARIES:
        return Item(kinds.AUXILIARY, first, last, concept, word)
    if noun and (not verb or not _reads_as_verb(tokens, first, last, verb, raw)):
        return Item(kinds.NOUN, first, last, noun.concept, noun.form)
    if verb is None:
        return _plain_item(tokens, first, raw)
    if word == "trafficking":
        return Item(kinds.WORD, first, last, "exploitation")
    if verb.form == forms.GERUND and not noun and raw and raw[-1].kind == kinds.DETERMINER:
        return Item(kinds.WORD, first, last)
    infinitive = (
        verb.form == forms.BASE and bool(raw) and raw[-1].kind == kinds.PREPOSITION and raw[-1].form == WORD.goal
    )
    if (
        verb.form in (forms.BASE, forms.THIRD_PERSON)
        and not noun
        and not infinitive
        and not _reads_as_verb(tokens, first, last, verb, raw)
    ):
        return Item(kinds.WORD, first, last)
    return Item(kinds.VERB, first, last, verb.concept, verb.form)


Senses = tuple[tuple[Tag, ...], Tag | None, Tag | None, str | None]
#: cached results by the identity of the tags; each entry keeps its tags alive, so that no other object can reuse the
#: identity
_SENSES: dict[int, Senses] = {}


def _senses(tags: tuple[Tag, ...]) -> Senses:
    """Return a term's noun tag, its verb tag in the preferred form, and the concept of its first verb tag."""
    noun = next((x for x in tags if x.category == forms.NOUN), None)
    verbs = [x for x in tags if x.category == forms.VERB]
    found = _SENSES[id(tags)] = tags, noun, _pick(verbs), verbs[0].concept if verbs else None
    return found


def _pick(verbs: list[Tag]) -> Tag | None:
    for form in (forms.PAST, forms.PARTICIPLE, forms.GERUND, forms.THIRD_PERSON, forms.BASE):
        for v in verbs:
            if v.form == form:
                return v
    return None


def _reads_as_verb(tokens: Tokens, first: int, last: int, verb: Tag, raw: list[Item]) -> bool:
    """Return whether a word that may be a noun or a verb is a verb here, judged by its neighbors."""
    before = raw[-1] if raw else None
    behind = tokens.word(last + 1)
    if verb.form in forms.PAST_OR_PARTICIPLE:
        return _past_is_verb(tokens, first, before, behind)
    if verb.form == forms.GERUND:
        opens = before is None or before.kind in BEFORE_A_KNOWN_GERUND
        return opens and (_opens_object(behind) or behind in GERUND_OBJECTS)
    if before is None:
        return False
    if before.kind == kinds.VERB and verb.form == forms.THIRD_PERSON:
        return False  # a noun follows "lodged" ("lodged charges"), but a verb follows "helped" ("helped investigate")
    if before.kind == kinds.RELATIVE and _may_be_verb(behind, load_lexicon()):
        return False  # "men whom judges convicted"
    if _leads_to_verb(before, last > first) or _joined_to_base(raw):
        return True
    if before.kind == kinds.AUXILIARY:
        return before.form in MODALS or before.form in DO or before.form in (WORD.denial, "never")
    if before.kind == kinds.PREPOSITION:
        return before.form == WORD.goal and verb.form == forms.BASE and behind not in BEHIND_A_NOUN
    return verb.form == forms.BASE and _is_plural(tokens, before) and _opens_object(behind)


def _past_is_verb(tokens: Tokens, first: int, before: Item | None, behind: str) -> bool:
    """Return whether a past form is a verb; in "a convicted man" and "three accused" it is not."""
    if before is None:
        return True
    if tokens.low[first] == "accused" and before.kind in BEFORE_A_PERSON and before.form != forms.ORDINAL:
        return behind == WORD.whole  # in "a governor first [accused] in 2020", the word is no noun for a person
    return before.kind != kinds.DETERMINER or tokens.low[before.first] not in ("a", "an")


def _opens_object(word: str) -> bool:
    """Return whether a word may open the object of a verb."""
    return word in DETERMINERS or word[:1].isdigit()


def _leads_to_verb(before: Item, phrase: bool) -> bool:
    """Return whether the item before a base form makes the form a verb: "they charge", "men who work", "helped
    return". ``phrase`` means that the form has several words."""
    if before.kind in kinds.NAMING:
        return phrase
    return before.kind in kinds.PRONOUN_OR_RELATIVE or (before.kind == kinds.VERB and before.concept == concepts.ASSIST)


def _joined_to_base(raw: list[Item]) -> bool:
    """Return whether a conjunction or comma joins a base form to another base form ("to arrest, charge, and convict"),
    or an adverb joins it to an auxiliary ("did not formally charge")."""
    before = raw[-1]
    if len(raw) < 2 or before.kind not in BETWEEN_BASES:
        return False
    if before.kind == kinds.ADVERB:
        return raw[-2].kind == kinds.AUXILIARY
    other = raw[-3] if before.kind == kinds.CONJUNCTION and raw[-2].kind == kinds.COMMA and len(raw) > 2 else raw[-2]
    return other.kind == kinds.VERB and other.form == forms.BASE


def _is_plural(tokens: Tokens, item: Item) -> bool:
    """Return whether a noun or word is a plural, so that a base form may be its verb."""
    return (item.kind == kinds.NOUN and item.form == forms.PLURAL) or (
        item.kind == kinds.WORD and tokens.low[item.last].endswith("s")
    )
