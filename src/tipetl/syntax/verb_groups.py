"""Verbs with what belongs to them: auxiliaries, "not", adverbs.

What belongs here: the voice, denial and mood of verbs, once a sentence's items are known. What does not: which part a
single word plays; that is ``items``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.language.words import word_set
from tipetl.syntax import kinds, voices
from tipetl.syntax.items import BE, HAVE, MODALS, NEGATORS, Item
from tipetl.syntax.symbols import BOOK, see_all

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

#: kinds of items in a subject that stands before its verb
BEFORE_A_VERB = kinds.IN_A_PHRASE | {kinds.PRONOUN, kinds.NUMBER, kinds.PREPOSITION}

WISHES, COMING_TO_BE_KNOWN = BOOK.words["wishes"], BOOK.words["coming_to_be_known"]
FAILING, OPENS_NO_OBJECT = BOOK.words["failing"], BOOK.words["opens_no_object"]
UNDERGOING, REFLEXIVES = BOOK.words["verbs_of_undergoing"], BOOK.words["reflexives"]
#: kinds of items that a verb group may begin with, or that deny the verb behind them
OPENING = frozenset((kinds.AUXILIARY, kinds.PREPOSITION, kinds.VERB))
#: ... and those that "neither" and "nor" may be
JOINING = frozenset((kinds.WORD, kinds.DETERMINER, kinds.ADVERB, kinds.NUMBER, kinds.CONJUNCTION))
#: adverbials of several parts, or that are prepositions elsewhere
INSERTED = [phrase.split() for phrase in sorted(BOOK.words["inserted"])]
UNDERGONE = word_set("verb_phrases.undergone")
#: kinds of what a past form may have for its object
OBJECTS = frozenset((kinds.NUMBER, kinds.DETERMINER, kinds.NOUN, kinds.WORD, kinds.PRONOUN, kinds.RELATIVE))


def group_verbs(tokens: Tokens, raw: list[Item]) -> list[Item]:
    """The items of a sentence: merges auxiliaries, "not" and adverbs into the verb they belong to, and gives each verb
    its voice."""
    _join_reflexives(tokens, raw)
    out: list[Item] = []
    i = 0
    neither = WORD.denied_pair in tokens.words
    # all other items stay as they are
    opening = OPENING | JOINING if neither else OPENING
    for k in [k for k, x in enumerate(raw) if x.kind in opening]:
        if k < i:
            continue
        out += raw[i:k]
        i, x = k, raw[k]
        if x.kind == kinds.AUXILIARY:
            i = _auxiliaries(tokens, raw, i, out)
            continue
        if x.kind == kinds.PREPOSITION and x.form == WORD.goal and (verb := _infinitive(raw, i + 1)):
            out.append(_led_by_to(tokens, x, raw[verb], out))
            i = verb + 1
            continue
        i += 1
        if neither and _denies_next(tokens, raw, i - 1) and x.kind != kinds.CONJUNCTION:
            continue
        if x.kind == kinds.PREPOSITION and x.form == WORD.lack:
            _deny_gerund(raw, i)
        elif x.kind == kinds.VERB:
            _tell_voice(tokens, raw, i - 1)
        out.append(x)
    out += raw[i:]
    if WORD.denied_too in tokens.words:
        _after_nor(tokens, out)
    see_all(tokens.low, out)
    return out


def _join_reflexives(tokens: Tokens, raw: list[Item]) -> None:
    """Makes an auxiliary of "found themselves" before a participle: "nine found themselves charged" says the same as
    "nine were charged"."""
    if REFLEXIVES.isdisjoint(tokens.words):
        return
    for i in range(len(raw) - 3, -1, -1):
        finding, self_, behind = raw[i : i + 3]
        participle = raw[i + 3] if behind.kind == kinds.ADVERB and i + 3 < len(raw) else behind
        if (
            tokens.low[finding.last] in UNDERGOING
            and tokens.low[self_.first] in REFLEXIVES
            and participle.kind == kinds.VERB
            and participle.form in forms.PAST_OR_PARTICIPLE
        ):
            raw[i : i + 2] = [Item(kinds.AUXILIARY, finding.first, self_.last, None, "was")]


def _led_by_to(tokens: Tokens, to: Item, verb: Item, out: list[Item]) -> Item:
    """The infinitive behind "to". "failed to identify" is as good as "did not identify", and "has yet to convict" as
    "has not convicted": there the verb takes in the one before it."""
    verb.voice, verb.first = voices.INFINITIVE, to.first
    if out and _denies_infinitive(tokens, out[-1]):
        verb.first, verb.voice, verb.finite, verb.negated = out.pop().first, voices.ACTIVE, True, True
    elif out and _has_to(tokens, out[-1]):
        verb.first, verb.voice, verb.finite = out.pop().first, voices.ACTIVE, True
    return verb


def _has_to(tokens: Tokens, before: Item) -> bool:
    """Whether what stands before "to" makes it "must": "nine had to answer to a judge"."""
    return (
        before.kind == kinds.VERB
        and before.first == before.last
        and tokens.low[before.first] == "had"
        and not before.negated
    )


def _denies_infinitive(tokens: Tokens, before: Item) -> bool:
    """Whether what stands before "to" denies the verb behind it."""
    word = tokens.low[before.last]
    return word in FAILING or (word == "used" and before.negated)  # "laws were not used to prosecute anyone"


def _denies_next(tokens: Tokens, raw: list[Item], i: int) -> bool:
    """Denies the verb right behind "neither" or "nor" (item ``i``): "neither arrested nor charged"."""
    x = raw[i]
    if x.kind not in JOINING or tokens.low[x.first] not in (WORD.denied_pair, WORD.denied_too):
        return False
    if i + 1 == len(raw) or raw[i + 1].kind != kinds.VERB:
        return False
    raw[i + 1].negated = True
    return True


def _deny_gerund(raw: list[Item], i: int) -> None:
    """Denies the verb of "without convicting anyone"."""
    if i < len(raw) and raw[i].kind == kinds.VERB:
        raw[i].negated = True


def _auxiliaries(tokens: Tokens, raw: list[Item], i: int, out: list[Item]) -> int:
    """Adds the verb of the auxiliaries that begin at item ``i``, which are a verb themselves where none follows.
    Returns the item behind."""
    x, j = raw[i], i
    while j < len(raw):
        if raw[j].kind != kinds.AUXILIARY and (raw[j].kind != kinds.ADVERB or j + 1 == len(raw)):
            inserted = _inserted(tokens, raw, j)
            if not inserted:
                break
            j += inserted
            continue
        j += 1
    group = [one.form or tokens.low[one.first] for one in raw[i:j]]
    tense = [form for form in group if form in BE or form in HAVE]
    be = bool(tense) and tense[-1] in BE
    verb = raw[j] if j < len(raw) else None
    if verb is not None and verb.kind == kinds.VERB:
        verb.voice = voices.PASSIVE if be and verb.form in forms.PAST_OR_PARTICIPLE else voices.ACTIVE
        verb.first = x.first
        j += 1
    else:
        verb = Item(kinds.VERB, x.first, raw[j - 1].last, _own_concept(tense, be, x.form), concepts.BE)
        verb.voice = voices.ACTIVE
    verb.negated, verb.finite = not NEGATORS.isdisjoint(group), True
    # "recommended that they be tried": wished, and not done
    wished = group[0] == concepts.BE and i > 0 and raw[i - 1].form != WORD.goal and not tokens.words.isdisjoint(WISHES)
    verb.modal = wished or not (MODALS.isdisjoint(group) or _came_to_be_known(tokens, group, verb))
    out.append(verb)
    return j


def _came_to_be_known(tokens: Tokens, forms: list[str], verb: Item) -> bool:
    """Whether what could be found out was: "106 cases could be identified"."""
    return forms[-2:] == ["could", "be"] and tokens.low[verb.last] in COMING_TO_BE_KNOWN


def _inserted(tokens: Tokens, raw: list[Item], j: int) -> int:
    """How many items from item ``j`` on are an adverbial between an auxiliary and its verb: "has [since] been
    indicted", "were [in the end] acquitted"; 0 where there is none."""
    for words in INSERTED:
        size = len(words)
        first = raw[j].first
        if tokens.low[first : first + size] != words:
            continue
        end = next((k for k in range(j, len(raw)) if raw[k].last == first + size - 1), len(raw)) + 1
        if end < len(raw) and (raw[end].kind == kinds.AUXILIARY or raw[end].form in forms.PAST_OR_PARTICIPLE):
            return end - j
    return 0


def _own_concept(tense: list[str], be: bool, form: str) -> str:
    """What auxiliaries mean without a verb: "had 12 cases", "were in jail", "did so"."""
    if be or not (tense or form.startswith("d")):
        return concepts.BE
    return concepts.HAVE if tense else concepts.DO


def _tell_voice(tokens: Tokens, raw: list[Item], i: int) -> None:
    """Gives a verb without auxiliaries its voice: a past form without an object may be a participle ("bare")."""
    verb = raw[i]
    verb.finite = verb.form in (forms.BASE, forms.PAST, forms.THIRD_PERSON)
    verb.voice = voices.ACTIVE
    if verb.form in forms.PAST_OR_PARTICIPLE and verb.concept not in UNDERGONE:
        behind = raw[i + 1] if i + 1 < len(raw) else None
        if behind is not None and behind.kind == kinds.ADVERB and i + 2 < len(raw):
            behind = raw[i + 2]
        if behind is None or not _is_object(tokens, behind):
            verb.voice = voices.BARE


def _is_object(tokens: Tokens, x: Item) -> bool:
    """Whether an item behind a verb may open its object."""
    return x.kind in OBJECTS and not (x.kind == kinds.WORD and tokens.low[x.first] in OPENS_NO_OBJECT)


def _infinitive(raw: list[Item], j: int) -> int:
    """The base verb at item ``j``, or behind an adverb there ("to formally identify"); 0 where there is none."""
    if j + 1 < len(raw) and raw[j].kind == kinds.ADVERB:
        j += 1
    return j if j < len(raw) and raw[j].kind == kinds.VERB and raw[j].form == forms.BASE else 0


def _after_nor(tokens: Tokens, items: list[Item]) -> None:
    """Negates the verb of "nor was any official prosecuted", "nor did it train judges", which stands behind its
    subject."""
    for k in range(len(items) - 2):
        copula = items[k + 1]
        if (
            items[k].kind != kinds.CONJUNCTION
            or tokens.low[items[k].first] != WORD.denied_too
            or copula.kind != kinds.VERB
            or copula.form != concepts.BE
        ):
            continue
        for verb in items[k + 2 : k + 9]:
            if verb.kind == kinds.VERB:
                if verb.form in (forms.BASE, forms.PARTICIPLE, forms.PAST):
                    verb.negated, verb.finite = True, True
                    verb.voice = voices.PASSIVE if copula.concept == concepts.BE else voices.ACTIVE
                break
            if verb.kind not in BEFORE_A_VERB:
                break
